CREATE VIRTUAL TABLE `articles_index` USING fts5(title_words, body_words, content='articles', content_rowid='seq', tokenize="unicode61 remove_diacritics 0");
--> statement-breakpoint
INSERT INTO `articles_index` (`articles_index`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `articles_enter_index` AFTER INSERT ON `articles`
BEGIN
  INSERT INTO `articles_index` (rowid, title_words, body_words) VALUES (new.seq, new.title_words, new.body_words);
END;
--> statement-breakpoint
CREATE TRIGGER `articles_leave_index` AFTER DELETE ON `articles`
BEGIN
  INSERT INTO `articles_index` (`articles_index`, rowid, title_words, body_words) VALUES ('delete', old.seq, old.title_words, old.body_words);
END;
--> statement-breakpoint
CREATE TRIGGER `articles_change_in_index` AFTER UPDATE OF `title_words`, `body_words` ON `articles`
BEGIN
  INSERT INTO `articles_index` (`articles_index`, rowid, title_words, body_words) VALUES ('delete', old.seq, old.title_words, old.body_words);
  INSERT INTO `articles_index` (rowid, title_words, body_words) VALUES (new.seq, new.title_words, new.body_words);
END;
--> statement-breakpoint
CREATE VIRTUAL TABLE `past_answers_index` USING fts5(language, question_words, content='past_answers', content_rowid='seq', tokenize="unicode61 remove_diacritics 0");
--> statement-breakpoint
INSERT INTO `past_answers_index` (`past_answers_index`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `past_answers_enter_index` AFTER INSERT ON `past_answers`
BEGIN
  INSERT INTO `past_answers_index` (rowid, language, question_words) VALUES (new.seq, new.language, new.question_words);
END;
--> statement-breakpoint
CREATE TRIGGER `past_answers_leave_index` AFTER DELETE ON `past_answers`
BEGIN
  INSERT INTO `past_answers_index` (`past_answers_index`, rowid, language, question_words) VALUES ('delete', old.seq, old.language, old.question_words);
END;
