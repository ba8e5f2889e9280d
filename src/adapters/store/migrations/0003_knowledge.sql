CREATE TABLE `articles` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`external_id` text,
	`lang` text NOT NULL,
	`title` text NOT NULL,
	`asked_as` text NOT NULL,
	`body` text NOT NULL,
	`answer` text,
	`topics` text NOT NULL,
	`public` integer NOT NULL,
	`url` text,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`title_words` text NOT NULL,
	`body_words` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `articles_by_id` ON `articles` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `articles_by_external_id` ON `articles` (`external_id`);--> statement-breakpoint
CREATE INDEX `articles_by_time` ON `articles` (`updated_at`,`id`);--> statement-breakpoint
CREATE TABLE `past_answers` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reply_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`language` text NOT NULL,
	`topic` text NOT NULL,
	`situation` text NOT NULL,
	`outcome` text NOT NULL,
	`question_words` text NOT NULL,
	`text` text NOT NULL,
	`sent_at` text NOT NULL,
	FOREIGN KEY (`reply_id`) REFERENCES `replies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `past_answers_by_reply` ON `past_answers` (`reply_id`);--> statement-breakpoint
CREATE INDEX `past_answers_by_conversation` ON `past_answers` (`conversation_id`);--> statement-breakpoint
ALTER TABLE `reply_drafts` ADD `suggestions` text DEFAULT '[]' NOT NULL;