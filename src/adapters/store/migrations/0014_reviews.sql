CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`reply_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`agent` text NOT NULL,
	`reviewer` text NOT NULL,
	`scores` text NOT NULL,
	`note` text,
	`strengths` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reviews_by_reply` ON `reviews` (`reply_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_conversation` ON `reviews` (`conversation_id`);--> statement-breakpoint
CREATE INDEX `reviews_by_agent` ON `reviews` (`agent`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `reviews_by_time` ON `reviews` (`created_at`,`id`);