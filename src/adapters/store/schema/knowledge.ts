/**
 * What the desk knows: articles, and answers that served well. The columns `…_words` hold the words for full-text
 * search; triggers of the migration keep the FTS5 tables `articles_index` and `past_answers_index` equal to them.
 */
import { LANGUAGES, TOPICS, type Topic } from '../../../domain/labels.ts'
import { flag, index, json, sequence, table, text, time, uniqueIndex, whole, word } from '../columns.ts'
import { replies } from './answers.ts'
import { conversations } from './desk.ts'

export const articles = table(
  'articles',
  {
    /** The row of the index. */
    seq: sequence('seq'),
    id: text('id').notNull(),
    external_id: text('external_id'),
    lang: word('lang', LANGUAGES).notNull(),
    title: text('title').notNull(),
    asked_as: json<string[]>('asked_as').notNull(),
    body: text('body').notNull(),
    answer: text('answer'),
    topics: json<Topic[]>('topics').notNull(),
    public: flag('public').notNull(),
    url: text('url'),
    version: whole('version').notNull(),
    created_at: time('created_at').notNull(),
    updated_at: time('updated_at').notNull(),
    title_words: text('title_words').notNull(),
    body_words: text('body_words').notNull(),
  },
  (t) => [
    uniqueIndex('articles_by_id').on(t.id),
    uniqueIndex('articles_by_external_id').on(t.external_id),
    index('articles_by_time').on(t.updated_at, t.id),
  ],
)

export const past_answers = table(
  'past_answers',
  {
    /** The row of the index. */
    seq: sequence('seq'),
    reply_id: text('reply_id')
      .notNull()
      .references(() => replies.id),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    language: word('language', LANGUAGES).notNull(),
    topic: word('topic', TOPICS).notNull(),
    situation: text('situation').notNull(),
    outcome: word('outcome', ['accepted', 'edited']).notNull(),
    question_words: text('question_words').notNull(),
    /** Without anybody's personal data. */
    text: text('text').notNull(),
    sent_at: time('sent_at').notNull(),
  },
  (t) => [
    uniqueIndex('past_answers_by_reply').on(t.reply_id),
    index('past_answers_by_conversation').on(t.conversation_id),
  ],
)
