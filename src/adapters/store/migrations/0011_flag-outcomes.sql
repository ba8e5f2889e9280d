ALTER TABLE `flag_history` ADD `outcome_reason` text;--> statement-breakpoint
ALTER TABLE `flag_history` ADD `owner` text;--> statement-breakpoint
ALTER TABLE `flags` ADD `note` text;--> statement-breakpoint
ALTER TABLE `flags` ADD `outcome_reason` text;--> statement-breakpoint
ALTER TABLE `flags` ADD `peak_score` real;--> statement-breakpoint
ALTER TABLE `flags` ADD `peak_expected_loss` real;--> statement-breakpoint
CREATE INDEX `flags_by_opening` ON `flags` (`opened_at`);