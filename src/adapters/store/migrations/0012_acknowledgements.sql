CREATE TABLE `acknowledgements` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`text` text NOT NULL,
	`channel` text NOT NULL,
	`promise` text,
	`author` text NOT NULL,
	`sent_at` text NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `acknowledgements_by_turn` ON `acknowledgements` (`conversation_id`,`turn_id`);