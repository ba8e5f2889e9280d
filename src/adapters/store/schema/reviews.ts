/** What reviewers said of replies. */
import type { ReviewScores } from '../../../domain/review.ts'
import { index, json, table, text, time, uniqueIndex } from '../columns.ts'
import { replies } from './answers.ts'
import { conversations } from './desk.ts'

export const reviews = table(
  'reviews',
  {
    id: text('id').primaryKey(),
    reply_id: text('reply_id')
      .notNull()
      .references(() => replies.id),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    agent: text('agent').notNull(),
    reviewer: text('reviewer').notNull(),
    scores: json<ReviewScores>('scores').notNull(),
    note: text('note'),
    strengths: text('strengths'),
    created_at: time('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('reviews_by_reply').on(t.reply_id),
    index('reviews_by_conversation').on(t.conversation_id),
    index('reviews_by_agent').on(t.agent, t.created_at, t.id),
    index('reviews_by_time').on(t.created_at, t.id),
  ],
)
