/** The tables. Column names are the names clients see, so that a row needs no translation. */
import { sql } from 'drizzle-orm'
import { ROLES } from '../../domain/actor.ts'
import { IDENTITY_KINDS } from '../../domain/customer.ts'
import { CONVERSATION_STATUSES, type Pause } from '../../domain/desk/conversation-state.ts'
import { EVENT_TYPES, type EventData } from '../../domain/events.ts'
import { JOB_KINDS, LANES } from '../../domain/job.ts'
import {
  AUTHOR_ROLES,
  CHANNELS,
  EMOTIONS,
  INTENTS,
  SENTIMENTS,
  type Signal,
  type Topic,
  URGENCIES,
} from '../../domain/labels.ts'
import { FLAG_STAGES, type FlagReason } from '../../domain/risk/flag.ts'
import { NEXT_BEST_ACTIONS, RISK_LEVELS, type Risk } from '../../domain/risk/risk.ts'
import type { LabelCorrection, Triage } from '../../domain/triage/triage.ts'
import {
  flag,
  index,
  json,
  number,
  sequence,
  table,
  text,
  time,
  uniqueIndex,
  whole,
  word,
} from './columns.ts'

export const customers = table('customers', {
  id: text('id').primaryKey(),
  name: text('name'),
  segment: text('segment'),
  plan: text('plan'),
  lifetime_value: number('lifetime_value'),
  currency: text('currency'),
  tenure_months: number('tenure_months'),
  legal_hold: flag('legal_hold').notNull().default(false),
  /** `sent_at` of the message that last told each attribute: an older message never overwrites a newer one. */
  told_at: time('told_at').notNull(),
  risk: json<Risk>('risk'),
  risk_score: number('risk_score'),
  risk_level: word('risk_level', RISK_LEVELS),
  created_at: time('created_at').notNull(),
  updated_at: time('updated_at').notNull(),
})

export const customer_identities = table(
  'customer_identities',
  {
    id: text('id').primaryKey(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: word('kind', IDENTITY_KINDS).notNull(),
    value: text('value').notNull(),
    created_at: time('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('identities_by_value').on(t.kind, t.value),
    index('identities_by_customer').on(t.customer_id),
  ],
)

/** Ids of customers that were joined into another, so that old links still lead somewhere. */
export const customer_aliases = table(
  'customer_aliases',
  {
    id: text('id').primaryKey(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
  },
  (t) => [index('aliases_by_customer').on(t.customer_id)],
)

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
    decided_by: word('decided_by', ['local', 'llm', 'human']),
    cost_usd: number('cost_usd'),
  },
  (t) => [
    uniqueIndex('messages_by_external_id').on(t.external_id),
    index('messages_by_conversation').on(t.conversation_id, t.sent_at, t.id),
    index('messages_by_customer').on(t.customer_id, t.sent_at, t.id),
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
  (t) => [index('moves_by_conversation').on(t.conversation_id, t.at)],
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

export const flags = table(
  'flags',
  {
    id: text('id').primaryKey(),
    customer_id: text('customer_id')
      .notNull()
      .references(() => customers.id),
    stage: word('stage', FLAG_STAGES).notNull(),
    score: number('score').notNull(),
    level: word('level', RISK_LEVELS).notNull(),
    expected_loss: number('expected_loss'),
    currency: text('currency'),
    reasons: json<FlagReason[]>('reasons').notNull(),
    next_best_action: word('next_best_action', NEXT_BEST_ACTIONS).notNull(),
    owner: text('owner'),
    due_at: time('due_at'),
    opened_at: time('opened_at').notNull(),
    calm_since: time('calm_since'),
    closed_at: time('closed_at'),
    updated_at: time('updated_at').notNull(),
    /** Order of the board: value at risk, or the score alone where no value is known. */
    weight: number('weight').notNull(),
  },
  (t) => [
    uniqueIndex('flags_one_at_work').on(t.customer_id).where(sql`closed_at is null`),
    index('flags_by_customer').on(t.customer_id, t.opened_at),
    index('flags_by_stage').on(t.stage, t.weight, t.id),
    index('flags_by_weight').on(t.weight, t.id),
  ],
)

export const flag_history = table(
  'flag_history',
  {
    id: text('id').primaryKey(),
    flag_id: text('flag_id')
      .notNull()
      .references(() => flags.id),
    at: time('at').notNull(),
    actor: text('actor').notNull(),
    from_stage: word('from_stage', FLAG_STAGES),
    to_stage: word('to_stage', FLAG_STAGES).notNull(),
    score: number('score').notNull(),
    note: text('note'),
  },
  (t) => [index('flag_history_by_flag').on(t.flag_id, t.at)],
)

export const jobs = table(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: word('kind', JOB_KINDS).notNull(),
    subject_id: text('subject_id').notNull(),
    lane: word('lane', LANES).notNull(),
    state: word('state', ['open', 'dead']).notNull().default('open'),
    run_at: time('run_at').notNull(),
    lease_owner: text('lease_owner'),
    lease_until: time('lease_until'),
    /** When it may be taken: the end of the lease while there is one, else `run_at`. */
    available_at: time('available_at').notNull(),
    generation: whole('generation').notNull().default(1),
    attempts: whole('attempts').notNull().default(0),
    last_error: text('last_error'),
    updated_at: time('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('jobs_one_per_subject').on(t.kind, t.subject_id),
    index('jobs_due').on(t.state, t.lane, t.available_at),
  ],
)

export const events = table(
  'events',
  {
    seq: sequence('seq'),
    type: word('type', EVENT_TYPES).notNull(),
    at: time('at').notNull(),
    customer_id: text('customer_id'),
    conversation_id: text('conversation_id'),
    message_id: text('message_id'),
    flag_id: text('flag_id'),
    data: json<EventData>('data').notNull(),
  },
  (t) => [index('events_by_customer').on(t.customer_id, t.seq)],
)

export const audit = table(
  'audit',
  {
    seq: sequence('seq'),
    at: time('at').notNull(),
    actor_kind: word('actor_kind', ['key', 'configuration', 'system']).notNull(),
    actor_id: text('actor_id').notNull(),
    action: text('action').notNull(),
    subject_kind: text('subject_kind').notNull(),
    subject_id: text('subject_id').notNull(),
    detail: json<EventData>('detail').notNull(),
  },
  (t) => [index('audit_by_subject').on(t.subject_id)],
)

export const api_keys = table(
  'api_keys',
  {
    id: text('id').primaryKey(),
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    name: text('name').notNull(),
    role: word('role', ROLES).notNull(),
    created_at: time('created_at').notNull(),
    last_used_at: time('last_used_at'),
    revoked_at: time('revoked_at'),
  },
  (t) => [uniqueIndex('api_keys_by_hash').on(t.hash)],
)

export const idempotency_keys = table(
  'idempotency_keys',
  {
    id: text('id').primaryKey(),
    actor_id: text('actor_id').notNull(),
    key: text('key').notNull(),
    request_hash: text('request_hash').notNull(),
    /** Null: still running, until `expires_at`. */
    status: whole('status'),
    body: json<unknown>('body'),
    customer_id: text('customer_id'),
    created_at: time('created_at').notNull(),
    expires_at: time('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('idempotency_by_key').on(t.actor_id, t.key),
    index('idempotency_by_customer').on(t.customer_id),
    index('idempotency_by_age').on(t.created_at),
  ],
)

export const llm_spending = table('llm_spending', {
  /** `2026-08-02`, UTC. */
  day: text('day').primaryKey(),
  reserved_usd: number('reserved_usd').notNull(),
  spent_usd: number('spent_usd').notNull(),
})
