CREATE TABLE `replies` (
	`id` text PRIMARY KEY NOT NULL,
	`once_key` text,
	`conversation_id` text NOT NULL,
	`message_id` text,
	`draft_id` text,
	`outcome` text,
	`edit_distance` real,
	`author` text NOT NULL,
	`channel` text NOT NULL,
	`text` text NOT NULL,
	`checks` text NOT NULL,
	`promise` text,
	`sent_at` text NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`draft_id`) REFERENCES `reply_drafts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `replies_by_once_key` ON `replies` (`once_key`);--> statement-breakpoint
CREATE INDEX `replies_by_conversation` ON `replies` (`conversation_id`,`sent_at`);--> statement-breakpoint
CREATE INDEX `replies_by_draft` ON `replies` (`draft_id`);--> statement-breakpoint
CREATE INDEX `replies_by_time` ON `replies` (`sent_at`);--> statement-breakpoint
CREATE TABLE `reply_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`message_id` text NOT NULL,
	`text` text NOT NULL,
	`subject` text,
	`language` text NOT NULL,
	`source` text NOT NULL,
	`playbook` text NOT NULL,
	`steps` text NOT NULL,
	`citations` text NOT NULL,
	`due_at` text NOT NULL,
	`checks` text NOT NULL,
	`made_from` text NOT NULL,
	`created_at` text NOT NULL,
	`outcome` text,
	`edit_distance` real,
	`discard_reason` text,
	`discard_note` text,
	`topic` text NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `drafts_by_conversation` ON `reply_drafts` (`conversation_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `drafts_by_time` ON `reply_drafts` (`created_at`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`once_key` text,
	`kind` text NOT NULL,
	`score` integer NOT NULL,
	`comment` text,
	`customer_id` text NOT NULL,
	`conversation_id` text,
	`answered_at` text NOT NULL,
	`received_at` text NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `surveys_by_external_id` ON `surveys` (`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `surveys_by_once_key` ON `surveys` (`once_key`);--> statement-breakpoint
CREATE INDEX `surveys_by_customer` ON `surveys` (`customer_id`,`answered_at`);--> statement-breakpoint
CREATE INDEX `surveys_by_conversation` ON `surveys` (`conversation_id`);