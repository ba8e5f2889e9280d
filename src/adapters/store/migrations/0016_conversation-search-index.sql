CREATE VIRTUAL TABLE `searchable_texts_index` USING fts5(words, forms, content='searchable_texts', content_rowid='seq', tokenize="unicode61 remove_diacritics 0");
--> statement-breakpoint
INSERT INTO `searchable_texts_index` (`searchable_texts_index`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `searchable_texts_enter_index` AFTER INSERT ON `searchable_texts`
BEGIN
  INSERT INTO `searchable_texts_index` (rowid, words, forms) VALUES (new.seq, new.words, new.forms);
END;
--> statement-breakpoint
CREATE TRIGGER `searchable_texts_leave_index` AFTER DELETE ON `searchable_texts`
BEGIN
  INSERT INTO `searchable_texts_index` (`searchable_texts_index`, rowid, words, forms) VALUES ('delete', old.seq, old.words, old.forms);
END;
--> statement-breakpoint
CREATE TRIGGER `messages_leave_search` AFTER DELETE ON `messages`
BEGIN
  DELETE FROM `searchable_texts` WHERE `source_id` = old.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `replies_leave_search` AFTER DELETE ON `replies`
BEGIN
  DELETE FROM `searchable_texts` WHERE `source_id` = old.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_leave_search` AFTER DELETE ON `notes`
BEGIN
  DELETE FROM `searchable_texts` WHERE `source_id` = old.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `messages_move_in_search` AFTER UPDATE OF `conversation_id` ON `messages`
BEGIN
  UPDATE `searchable_texts` SET `conversation_id` = new.`conversation_id` WHERE `source_id` = new.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `replies_move_in_search` AFTER UPDATE OF `conversation_id` ON `replies`
BEGIN
  UPDATE `searchable_texts` SET `conversation_id` = new.`conversation_id` WHERE `source_id` = new.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `notes_move_in_search` AFTER UPDATE OF `conversation_id` ON `notes`
BEGIN
  UPDATE `searchable_texts` SET `conversation_id` = new.`conversation_id` WHERE `source_id` = new.`id`;
END;
--> statement-breakpoint
INSERT INTO `search_backfills` (`source`, `done_through`)
  SELECT `source`, '' FROM (SELECT 'message' AS `source` UNION ALL SELECT 'reply' UNION ALL SELECT 'note')
  WHERE EXISTS (SELECT 1 FROM `conversations`);
--> statement-breakpoint
INSERT INTO `jobs` (`id`, `kind`, `subject_id`, `lane`, `run_at`, `available_at`, `updated_at`)
  SELECT 'job_index_texts', 'index-texts', 'all', 'background', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'
  WHERE EXISTS (SELECT 1 FROM `conversations`);
