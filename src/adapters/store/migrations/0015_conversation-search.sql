CREATE TABLE `search_backfills` (
	`source` text PRIMARY KEY NOT NULL,
	`done_through` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `searchable_texts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`at` text NOT NULL,
	`words` text NOT NULL,
	`forms` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `searchable_texts_by_source` ON `searchable_texts` (`source_id`);