/** Work that waits, the logs, and the keys. */
import { ROLES } from '../../../domain/actor.ts'
import { EVENT_TYPES, type EventData } from '../../../domain/events.ts'
import { JOB_KINDS, LANES } from '../../../domain/job.ts'
import { index, json, number, sequence, table, text, time, uniqueIndex, whole, word } from '../columns.ts'

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
  (t) => [index('events_by_customer').on(t.customer_id, t.seq), index('events_by_type').on(t.type, t.at)],
)

/** How far a log was shortened. */
export const log_marks = table('log_marks', {
  log: word('log', ['events']).primaryKey(),
  /** The last number that was forgotten. */
  forgotten: whole('forgotten').notNull(),
})

export const audit = table(
  'audit',
  {
    seq: sequence('seq'),
    at: time('at').notNull(),
    actor_kind: word('actor_kind', ['key', 'person', 'configuration', 'system']).notNull(),
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
