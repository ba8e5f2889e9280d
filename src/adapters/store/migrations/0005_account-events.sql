CREATE TABLE `account_events` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`change` text NOT NULL,
	`before` real,
	`after` real,
	`ends_on` text,
	`occurred_at` text NOT NULL,
	`received_at` text NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_events_by_external_id` ON `account_events` (`external_id`);--> statement-breakpoint
CREATE INDEX `account_events_by_customer` ON `account_events` (`customer_id`,`occurred_at`);