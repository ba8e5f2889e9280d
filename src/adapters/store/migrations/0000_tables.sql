CREATE TABLE `conversation_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`field` text NOT NULL,
	`from` text,
	`to` text,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `moves_by_conversation` ON `conversation_moves` (`conversation_id`,`at`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text,
	`customer_id` text NOT NULL,
	`channel` text NOT NULL,
	`status` text NOT NULL,
	`assignee` text,
	`department` text,
	`priority` real NOT NULL,
	`language` text,
	`sentiment` text,
	`urgency` text,
	`intent` text,
	`emotion` text,
	`topics` text NOT NULL,
	`signals` text NOT NULL,
	`needs_review` integer DEFAULT false NOT NULL,
	`top_message_id` text,
	`message_count` integer NOT NULL,
	`opened_at` text NOT NULL,
	`waiting_since` text,
	`pauses` text NOT NULL,
	`due_at` text,
	`last_message_at` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversations_by_key` ON `conversations` (`customer_id`,`key`);--> statement-breakpoint
CREATE INDEX `conversations_by_customer` ON `conversations` (`customer_id`,`last_message_at`);--> statement-breakpoint
CREATE INDEX `conversations_by_priority` ON `conversations` (`status`,`priority`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_by_priority_any` ON `conversations` (`priority`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_by_time` ON `conversations` (`status`,`last_message_at`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_by_time_any` ON `conversations` (`last_message_at`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_by_assignee` ON `conversations` (`assignee`,`priority`,`id`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`labels` text NOT NULL,
	`actor` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `corrections_by_message` ON `corrections` (`message_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`once_key` text,
	`conversation_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`channel` text NOT NULL,
	`author_role` text NOT NULL,
	`touchpoint` text,
	`text` text NOT NULL,
	`sent_at` text NOT NULL,
	`received_at` text NOT NULL,
	`triage_state` text NOT NULL,
	`triage` text,
	`machine_triage` text,
	`human_labels` text,
	`human_actor` text,
	`language` text,
	`sentiment` text,
	`urgency` text,
	`decided_by` text,
	`cost_usd` real,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_by_external_id` ON `messages` (`external_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_by_once_key` ON `messages` (`once_key`);--> statement-breakpoint
CREATE INDEX `messages_by_conversation` ON `messages` (`conversation_id`,`sent_at`,`id`);--> statement-breakpoint
CREATE INDEX `messages_by_customer` ON `messages` (`customer_id`,`sent_at`,`id`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`author` text NOT NULL,
	`text` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_by_conversation` ON `notes` (`conversation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `sla_misses` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`message_id` text,
	`waiting_since` text NOT NULL,
	`due_at` text NOT NULL,
	`answered_at` text,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sla_misses_once` ON `sla_misses` (`conversation_id`,`waiting_since`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text,
	`revoked_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_by_hash` ON `api_keys` (`hash`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit` (`subject_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`type` text NOT NULL,
	`at` text NOT NULL,
	`customer_id` text,
	`conversation_id` text,
	`message_id` text,
	`flag_id` text,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_by_customer` ON `events` (`customer_id`,`seq`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer,
	`body` text,
	`customer_id` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_by_key` ON `idempotency_keys` (`actor_id`,`key`);--> statement-breakpoint
CREATE INDEX `idempotency_by_customer` ON `idempotency_keys` (`customer_id`);--> statement-breakpoint
CREATE INDEX `idempotency_by_age` ON `idempotency_keys` (`created_at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`lane` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`run_at` text NOT NULL,
	`lease_owner` text,
	`lease_until` text,
	`available_at` text NOT NULL,
	`generation` integer DEFAULT 1 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_one_per_subject` ON `jobs` (`kind`,`subject_id`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`lane`,`available_at`);--> statement-breakpoint
CREATE TABLE `llm_spending` (
	`day` text PRIMARY KEY NOT NULL,
	`reserved_usd` real NOT NULL,
	`spent_usd` real NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_aliases` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `aliases_by_customer` ON `customer_aliases` (`customer_id`);--> statement-breakpoint
CREATE TABLE `customer_identities` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_by_value` ON `customer_identities` (`kind`,`value`);--> statement-breakpoint
CREATE INDEX `identities_by_customer` ON `customer_identities` (`customer_id`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`segment` text,
	`plan` text,
	`lifetime_value` real,
	`currency` text,
	`tenure_months` real,
	`legal_hold` integer DEFAULT false NOT NULL,
	`told_at` text NOT NULL,
	`risk` text,
	`risk_score` real,
	`risk_level` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `flag_history` (
	`id` text PRIMARY KEY NOT NULL,
	`flag_id` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`score` real NOT NULL,
	`note` text,
	FOREIGN KEY (`flag_id`) REFERENCES `flags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flag_history_by_flag` ON `flag_history` (`flag_id`,`at`);--> statement-breakpoint
CREATE TABLE `flags` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`stage` text NOT NULL,
	`score` real NOT NULL,
	`level` text NOT NULL,
	`expected_loss` real,
	`currency` text,
	`reasons` text NOT NULL,
	`next_best_action` text NOT NULL,
	`owner` text,
	`due_at` text,
	`opened_at` text NOT NULL,
	`calm_since` text,
	`closed_at` text,
	`updated_at` text NOT NULL,
	`weight` real NOT NULL,
	FOREIGN KEY (`customer_id`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flags_one_at_work` ON `flags` (`customer_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `flags_by_customer` ON `flags` (`customer_id`,`opened_at`);--> statement-breakpoint
CREATE INDEX `flags_by_stage` ON `flags` (`stage`,`weight`,`id`);--> statement-breakpoint
CREATE INDEX `flags_by_weight` ON `flags` (`weight`,`id`);