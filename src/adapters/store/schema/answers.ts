/** What the desk answers and what customers say of it: drafts, sent replies, surveys. */
import type { SentAcknowledgement } from '../../../domain/acknowledgement.ts'
import { CHANNELS, LANGUAGES, TOPICS } from '../../../domain/labels.ts'
import type { Draft } from '../../../domain/reply/draft.ts'
import {
  DISCARD_REASONS,
  type DraftSource,
  REPLY_OUTCOMES,
  type ReplyPromise,
} from '../../../domain/reply-record.ts'
import { SURVEY_KINDS } from '../../../domain/risk/risk.ts'
import { index, json, number, table, text, time, uniqueIndex, whole, word } from '../columns.ts'
import { conversations } from './desk.ts'
import { customers } from './people.ts'

const conversation_id = () =>
  text('conversation_id')
    .notNull()
    .references(() => conversations.id)

export const reply_drafts = table(
  'reply_drafts',
  {
    id: text('id').primaryKey(),
    conversation_id: conversation_id(),
    message_id: text('message_id').notNull(),
    text: text('text').notNull(),
    subject: text('subject'),
    language: word('language', LANGUAGES).notNull(),
    source: word('source', ['playbook', 'llm']).notNull(),
    playbook: text('playbook').notNull(),
    steps: json<Draft['steps']>('steps').notNull(),
    citations: json<Draft['citations']>('citations').notNull(),
    suggestions: json<Draft['suggestions']>('suggestions').notNull().default([]),
    due_at: time('due_at').notNull(),
    checks: json<Draft['checks']>('checks').notNull(),
    made_from: json<DraftSource>('made_from').notNull(),
    created_at: time('created_at').notNull(),
    outcome: word('outcome', REPLY_OUTCOMES),
    edit_distance: number('edit_distance'),
    discard_reason: word('discard_reason', DISCARD_REASONS),
    discard_note: text('discard_note'),
    /** Likeliest topic of the message, for questions across many drafts. */
    topic: word('topic', TOPICS).notNull(),
  },
  (t) => [
    index('drafts_by_conversation').on(t.conversation_id, t.created_at),
    index('drafts_by_time').on(t.created_at),
  ],
)

export const replies = table(
  'replies',
  {
    id: text('id').primaryKey(),
    /** Of the request that brought it, where that had an `Idempotency-Key`: holds even if its answer was never kept. */
    once_key: text('once_key'),
    conversation_id: conversation_id(),
    message_id: text('message_id'),
    draft_id: text('draft_id').references(() => reply_drafts.id),
    outcome: word('outcome', ['accepted', 'edited']),
    edit_distance: number('edit_distance'),
    author: text('author').notNull(),
    channel: word('channel', CHANNELS).notNull(),
    text: text('text').notNull(),
    checks: json<Draft['checks']>('checks').notNull(),
    promise: json<ReplyPromise>('promise'),
    sent_at: time('sent_at').notNull(),
  },
  (t) => [
    uniqueIndex('replies_by_once_key').on(t.once_key),
    index('replies_by_conversation').on(t.conversation_id, t.sent_at),
    index('replies_by_draft').on(t.draft_id),
    index('replies_by_time').on(t.sent_at),
  ],
)

/** What customers were told at once because the answer had to wait; one a turn. */
export const acknowledgements = table(
  'acknowledgements',
  {
    id: text('id').primaryKey(),
    conversation_id: conversation_id(),
    turn_id: text('turn_id').notNull(),
    text: text('text').notNull(),
    channel: word('channel', CHANNELS).notNull(),
    promise: json<NonNullable<SentAcknowledgement['promise']>>('promise'),
    author: text('author').notNull(),
    sent_at: time('sent_at').notNull(),
  },
  (t) => [uniqueIndex('acknowledgements_by_turn').on(t.conversation_id, t.turn_id)],
)

export const surveys = table(
  'surveys',
  {
    id: text('id').primaryKey(),
    external_id: text('external_id'),
    once_key: text('once_key'),
    kind: word('kind', SURVEY_KINDS).notNull(),
    score: whole('score').notNull(),
    comment: text('comment'),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    conversation_id: text('conversation_id').references(() => conversations.id),
    answered_at: time('answered_at').notNull(),
    received_at: time('received_at').notNull(),
  },
  (t) => [
    uniqueIndex('surveys_by_external_id').on(t.external_id),
    uniqueIndex('surveys_by_once_key').on(t.once_key),
    index('surveys_by_customer').on(t.customer_id, t.answered_at),
    index('surveys_by_conversation').on(t.conversation_id),
  ],
)
