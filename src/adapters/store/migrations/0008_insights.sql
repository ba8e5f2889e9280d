CREATE TABLE `waits` (
	`id` text PRIMARY KEY NOT NULL,
	`conversation_id` text NOT NULL,
	`waiting_since` text NOT NULL,
	`ended_at` text NOT NULL,
	`ended_by` text NOT NULL,
	`actor` text NOT NULL,
	`urgency` text NOT NULL,
	`due_at` text NOT NULL,
	`in_time` integer NOT NULL,
	`is_first` integer NOT NULL,
	`waited_ms` integer NOT NULL,
	`counted_ms` integer NOT NULL,
	FOREIGN KEY (`conversation_id`) REFERENCES `conversations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waits_once` ON `waits` (`conversation_id`,`waiting_since`);--> statement-breakpoint
CREATE INDEX `waits_by_end` ON `waits` (`ended_at`);--> statement-breakpoint
ALTER TABLE `messages` ADD `intent` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `emotion` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `topics` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `signals` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `needs_review` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `asked_llm_because` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `llm_failed_because` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `latency_ms` real;--> statement-breakpoint
CREATE INDEX `messages_by_labels` ON `messages` (`sent_at`,`language`,`channel`,`touchpoint`,`sentiment`,`urgency`,`intent`,`emotion`,`topics`,`signals`);--> statement-breakpoint
CREATE INDEX `messages_by_decision` ON `messages` (`sent_at`,`decided_by`,`needs_review`,`asked_llm_because`,`llm_failed_because`,`latency_ms`,`cost_usd`);--> statement-breakpoint
CREATE INDEX `messages_judged` ON `messages` (`sent_at`) WHERE human_labels is not null;--> statement-breakpoint
CREATE INDEX `moves_by_time` ON `conversation_moves` (`at`,`field`,`to`,`actor`);
--> statement-breakpoint
UPDATE `messages` SET
	`intent` = json_extract(`triage`, '$.intent.label'),
	`emotion` = json_extract(`triage`, '$.emotion.label'),
	`topics` = (SELECT json_group_array(json_extract(value, '$.label')) FROM json_each(`messages`.`triage`, '$.topics')),
	`signals` = (SELECT json_group_array(json_extract(value, '$.label')) FROM json_each(`messages`.`triage`, '$.signals')),
	`needs_review` = json_extract(`triage`, '$.needs_review'),
	`asked_llm_because` = json_extract(`triage`, '$.decided_by.asked_llm_because'),
	`llm_failed_because` = json_extract(`triage`, '$.decided_by.llm_failed_because'),
	`latency_ms` = json_extract(`triage`, '$.decided_by.latency_ms')
WHERE `triage` IS NOT NULL;
