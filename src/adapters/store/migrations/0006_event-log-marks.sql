CREATE TABLE `log_marks` (
	`log` text PRIMARY KEY NOT NULL,
	`forgotten` integer NOT NULL
);
