/** Conversations and what belongs to them. */
import { sql } from 'drizzle-orm'
import { CONVERSATION_SORTS, type ConversationFilter } from '../../../domain/conversation.ts'
import { CONVERSATION_STATUSES, type Pause } from '../../../domain/desk/conversation-state.ts'
import { WAIT_ENDS } from '../../../domain/desk/wait.ts'
import {
  AUTHOR_ROLES,
  CHANNELS,
  EMOTIONS,
  INTENTS,
  SENTIMENTS,
  type Signal,
  type Topic,
  URGENCIES,
} from '../../../domain/labels.ts'
import {
  ASK_REASONS,
  type LabelCorrection,
  SECOND_OPINION_FAILURES,
  type Triage,
} from '../../../domain/triage/triage.ts'
import { flag, index, json, number, table, text, time, uniqueIndex, whole, word } from '../columns.ts'
import { customers } from './people.ts'

export const conversations = table(
  'conversations',
  {
    id: text('id').primaryKey(),
    key: text('key'),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    channel: word('channel', CHANNELS).notNull(),
    status: word('status', CONVERSATION_STATUSES).notNull(),
    assignee: text('assignee'),
    department: text('department'),
    priority: number('priority').notNull(),
    language: text('language'),
    sentiment: word('sentiment', SENTIMENTS),
    urgency: word('urgency', URGENCIES),
    intent: word('intent', INTENTS),
    emotion: word('emotion', EMOTIONS),
    topics: json<Topic[]>('topics').notNull(),
    signals: json<Signal[]>('signals').notNull(),
    needs_review: flag('needs_review').notNull().default(false),
    top_message_id: text('top_message_id'),
    message_count: whole('message_count').notNull(),
    opened_at: time('opened_at').notNull(),
    waiting_since: time('waiting_since'),
    pauses: json<Pause[]>('pauses').notNull(),
    due_at: time('due_at'),
    last_message_at: time('last_message_at').notNull(),
    created_at: time('created_at').notNull(),
    updated_at: time('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('conversations_by_key').on(t.customer_id, t.key),
    index('conversations_by_customer').on(t.customer_id, t.last_message_at),
    index('conversations_by_priority').on(t.status, t.priority, t.id),
    index('conversations_by_priority_any').on(t.priority, t.id),
    index('conversations_by_time').on(t.status, t.last_message_at, t.id),
    index('conversations_by_time_any').on(t.last_message_at, t.id),
    index('conversations_by_assignee').on(t.assignee, t.priority, t.id),
  ],
)

export const messages = table(
  'messages',
  {
    id: text('id').primaryKey(),
    external_id: text('external_id'),
    /** Of the request that brought it, where that had an `Idempotency-Key`: holds even if its answer was never kept. */
    once_key: text('once_key'),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    turn_id: text('turn_id').notNull(),
    channel: word('channel', CHANNELS).notNull(),
    author_role: word('author_role', AUTHOR_ROLES).notNull(),
    touchpoint: text('touchpoint'),
    text: text('text').notNull(),
    sent_at: time('sent_at').notNull(),
    received_at: time('received_at').notNull(),
    triage_state: word('triage_state', ['pending', 'done', 'failed']).notNull(),
    triage: json<Triage>('triage'),
    machine_triage: json<Triage>('machine_triage'),
    /** A person's labels, all corrections together; laid over the machine's answer whenever it comes. */
    human_labels: json<LabelCorrection>('human_labels'),
    human_actor: text('human_actor'),
    /** Copies out of `triage`, for questions across many messages. */
    language: text('language'),
    sentiment: word('sentiment', SENTIMENTS),
    urgency: word('urgency', URGENCIES),
    intent: word('intent', INTENTS),
    emotion: word('emotion', EMOTIONS),
    topics: json<Topic[]>('topics'),
    signals: json<Signal[]>('signals'),
    needs_review: flag('needs_review'),
    decided_by: word('decided_by', ['local', 'llm', 'human']),
    asked_llm_because: word('asked_llm_because', ASK_REASONS),
    llm_failed_because: word('llm_failed_because', SECOND_OPINION_FAILURES),
    latency_ms: number('latency_ms'),
    cost_usd: number('cost_usd'),
  },
  (t) => [
    uniqueIndex('messages_by_external_id').on(t.external_id),
    uniqueIndex('messages_by_once_key').on(t.once_key),
    index('messages_by_conversation').on(t.conversation_id, t.sent_at, t.id),
    index('messages_by_customer').on(t.customer_id, t.sent_at, t.id),
    // These two hold all that trends and decisions ask for: a message's row is a hundred times as wide.
    index('messages_by_labels').on(
      t.sent_at,
      t.language,
      t.channel,
      t.touchpoint,
      t.sentiment,
      t.urgency,
      t.intent,
      t.emotion,
      t.topics,
      t.signals,
    ),
    index('messages_by_decision').on(
      t.sent_at,
      t.decided_by,
      t.needs_review,
      t.asked_llm_because,
      t.llm_failed_because,
      t.latency_ms,
      t.cost_usd,
    ),
    index('messages_judged').on(t.sent_at).where(sql`human_labels is not null`),
    // Its condition has to stand in the query as it stands here.
    index('messages_abusive').on(t.sent_at).where(sql`instr(signals, '"abusive"') > 0`),
  ],
)

export const corrections = table(
  'corrections',
  {
    id: text('id').primaryKey(),
    message_id: text('message_id')
      .notNull()
      .references(() => messages.id),
    labels: json<LabelCorrection>('labels').notNull(),
    actor: text('actor').notNull(),
    created_at: time('created_at').notNull(),
  },
  (t) => [index('corrections_by_message').on(t.message_id)],
)

export const notes = table(
  'notes',
  {
    id: text('id').primaryKey(),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    author: text('author').notNull(),
    text: text('text').notNull(),
    created_at: time('created_at').notNull(),
  },
  (t) => [index('notes_by_conversation').on(t.conversation_id, t.created_at)],
)

export const conversation_moves = table(
  'conversation_moves',
  {
    id: text('id').primaryKey(),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    at: time('at').notNull(),
    actor: text('actor').notNull(),
    field: word('field', ['status', 'assignee', 'department']).notNull(),
    from: text('from'),
    to: text('to'),
  },
  (t) => [
    index('moves_by_conversation').on(t.conversation_id, t.at),
    index('moves_by_time').on(t.at, t.field, t.to, t.actor),
  ],
)

export const sla_misses = table(
  'sla_misses',
  {
    id: text('id').primaryKey(),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    message_id: text('message_id'),
    /** With the conversation, what makes a miss one miss. */
    waiting_since: time('waiting_since').notNull(),
    due_at: time('due_at').notNull(),
    answered_at: time('answered_at'),
  },
  (t) => [uniqueIndex('sla_misses_once').on(t.conversation_id, t.waiting_since)],
)

/** How each wait of a customer ended, as `endOfWait` reckons it; what the SLA figures are made of. */
export const waits = table(
  'waits',
  {
    id: text('id').primaryKey(),
    conversation_id: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    waiting_since: time('waiting_since').notNull(),
    ended_at: time('ended_at').notNull(),
    ended_by: word('ended_by', WAIT_ENDS).notNull(),
    actor: text('actor').notNull(),
    urgency: word('urgency', URGENCIES).notNull(),
    due_at: time('due_at').notNull(),
    in_time: flag('in_time').notNull(),
    is_first: flag('is_first').notNull(),
    waited_ms: whole('waited_ms').notNull(),
    counted_ms: whole('counted_ms').notNull(),
  },
  (t) => [
    uniqueIndex('waits_once').on(t.conversation_id, t.waiting_since),
    index('waits_by_end').on(t.ended_at),
  ],
)

export const saved_views = table(
  'saved_views',
  {
    id: text('id').primaryKey(),
    /** Id of the key or person. */
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    filter: json<ConversationFilter>('filter').notNull(),
    sort: word('sort', CONVERSATION_SORTS).notNull(),
    created_at: time('created_at').notNull(),
  },
  (t) => [uniqueIndex('views_by_owner').on(t.owner, t.name)],
)
