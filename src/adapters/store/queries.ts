/**
 * The queries that every message runs through, built once per database: with Drizzle, building most of
 * them costs more than running them. `context.prepared(query).get({…})`; inside a unit of work they
 * belong to it, for there is one connection.
 */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm'
import { LANES } from '../../domain/job.ts'
import type { Connection } from './database.ts'
import {
  account_events,
  conversations,
  customer_aliases,
  customer_identities,
  customers,
  events,
  flags,
  jobs,
  messages,
  replies,
  searchable_texts,
  surveys,
} from './schema.ts'

const hole = sql.placeholder

/** A placeholder for each column, filled by its name when the query runs. Not for JSON columns that may be null. */
const holes = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, hole(name)])) as Record<Name, never>

export const customerById = (db: Connection) =>
  db
    .select()
    .from(customers)
    .where(eq(customers.id, hole('id')))
    .prepare()

export const riskOfCustomer = (db: Connection) =>
  db
    .select({ risk: customers.risk })
    .from(customers)
    .where(eq(customers.id, hole('id')))
    .prepare()

export const aliasById = (db: Connection) =>
  db
    .select()
    .from(customer_aliases)
    .where(eq(customer_aliases.id, hole('id')))
    .prepare()

export const identitiesOfCustomer = (db: Connection) =>
  db
    .select()
    .from(customer_identities)
    .where(eq(customer_identities.customer_id, hole('customer_id')))
    .orderBy(asc(customer_identities.id))
    .prepare()

export const ownerOfIdentity = (db: Connection) =>
  db
    .select({ id: customers.id, created_at: customers.created_at })
    .from(customer_identities)
    .innerJoin(customers, eq(customers.id, customer_identities.customer_id))
    .where(and(eq(customer_identities.kind, hole('kind')), eq(customer_identities.value, hole('value'))))
    .prepare()

export const externalIdOf = (db: Connection) =>
  db
    .select({ value: customer_identities.value })
    .from(customer_identities)
    .where(
      and(
        eq(customer_identities.customer_id, hole('customer_id')),
        eq(customer_identities.kind, 'external_id'),
      ),
    )
    .limit(1)
    .prepare()

export const flagAtWork = (db: Connection) =>
  db
    .select()
    .from(flags)
    .where(and(eq(flags.customer_id, hole('customer_id')), isNull(flags.closed_at)))
    .prepare()

export const conversationById = (db: Connection) =>
  db
    .select()
    .from(conversations)
    .where(eq(conversations.id, hole('id')))
    .prepare()

export const conversationByKey = (db: Connection) =>
  db
    .select()
    .from(conversations)
    .where(and(eq(conversations.customer_id, hole('customer_id')), eq(conversations.key, hole('key'))))
    .prepare()

/** The latest one on the channel whose time touches `at_least` to `at_most`. */
export const conversationAround = (db: Connection) =>
  db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.customer_id, hole('customer_id')),
        eq(conversations.channel, hole('channel')),
        ne(conversations.status, 'closed'),
        gte(conversations.last_message_at, hole('at_least')),
        lte(conversations.opened_at, hole('at_most')),
      ),
    )
    .orderBy(desc(conversations.last_message_at))
    .limit(1)
    .prepare()

export const messageById = (db: Connection) =>
  db
    .select()
    .from(messages)
    .where(eq(messages.id, hole('id')))
    .prepare()

const KNOWN = { id: messages.id, text: messages.text, channel: messages.channel }

export const messageByExternalId = (db: Connection) =>
  db
    .select(KNOWN)
    .from(messages)
    .where(eq(messages.external_id, hole('external_id')))
    .prepare()

export const messageByOnceKey = (db: Connection) =>
  db
    .select(KNOWN)
    .from(messages)
    .where(eq(messages.once_key, hole('once_key')))
    .prepare()

export const messagesOfCustomer = (db: Connection) =>
  db
    .select()
    .from(messages)
    .where(eq(messages.customer_id, hole('customer_id')))
    .prepare()

export const repliesOfCustomer = (db: Connection) =>
  db
    .select({ id: replies.id, at: replies.sent_at, conversation_id: replies.conversation_id })
    .from(replies)
    .innerJoin(conversations, eq(conversations.id, replies.conversation_id))
    .where(eq(conversations.customer_id, hole('customer_id')))
    .prepare()

export const surveysOfCustomer = (db: Connection) =>
  db
    .select({
      id: surveys.id,
      conversation_id: surveys.conversation_id,
      at: surveys.answered_at,
      survey: surveys.kind,
      score: surveys.score,
      comment: surveys.comment,
    })
    .from(surveys)
    .where(eq(surveys.customer_id, hole('customer_id')))
    .prepare()

export const accountEventsOfCustomer = (db: Connection) =>
  db
    .select()
    .from(account_events)
    .where(eq(account_events.customer_id, hole('customer_id')))
    .prepare()

/** The last message of the conversation sent at `sent_at` or before. */
export const messageBefore = (db: Connection) =>
  db
    .select({ turn_id: messages.turn_id, at: messages.sent_at })
    .from(messages)
    .where(and(eq(messages.conversation_id, hole('conversation_id')), lte(messages.sent_at, hole('sent_at'))))
    .orderBy(desc(messages.sent_at), desc(messages.id))
    .limit(1)
    .prepare()

/** Messages of one wait that are looked at for the most urgent one. */
const MOST_WAITING = 200
const SPEAKER = { id: messages.id, sent_at: messages.sent_at, triage: messages.triage }

export const messagesSince = (db: Connection) =>
  db
    .select(SPEAKER)
    .from(messages)
    .where(and(eq(messages.conversation_id, hole('conversation_id')), gte(messages.sent_at, hole('sent_at'))))
    .orderBy(desc(messages.sent_at), desc(messages.id))
    .limit(MOST_WAITING)
    .prepare()

export const latestTriagedMessage = (db: Connection) =>
  db
    .select(SPEAKER)
    .from(messages)
    .where(and(eq(messages.conversation_id, hole('conversation_id')), isNotNull(messages.triage)))
    .orderBy(desc(messages.sent_at), desc(messages.id))
    .limit(1)
    .prepare()

export const insertMessage = (db: Connection) =>
  db
    .insert(messages)
    .values({
      ...holes('id', 'external_id', 'once_key', 'conversation_id', 'customer_id', 'turn_id', 'channel'),
      ...holes('author_role', 'touchpoint', 'text', 'sent_at', 'received_at'),
      triage_state: 'pending',
    })
    .prepare()

export const insertSearchableText = (db: Connection) =>
  db
    .insert(searchable_texts)
    .values(holes('source', 'source_id', 'conversation_id', 'at', 'words', 'forms'))
    .onConflictDoNothing()
    .prepare()

export const writeTriage = (db: Connection) =>
  db
    .update(messages)
    .set({
      ...holes('triage', 'triage_state', 'language', 'sentiment', 'urgency', 'intent', 'emotion', 'topics'),
      ...holes('signals', 'needs_review', 'decided_by', 'asked_llm_because', 'llm_failed_because'),
      ...holes('latency_ms', 'cost_usd'),
    })
    .where(eq(messages.id, hole('id')))
    .prepare()

export const writeRollUp = (db: Connection) =>
  db
    .update(conversations)
    .set({
      ...holes('language', 'sentiment', 'urgency', 'intent', 'emotion', 'topics', 'signals'),
      ...holes('needs_review', 'top_message_id', 'due_at', 'priority', 'updated_at'),
    })
    .where(eq(conversations.id, hole('id')))
    .prepare()

export const insertEvent = (db: Connection) =>
  db
    .insert(events)
    .values(holes('type', 'at', 'customer_id', 'conversation_id', 'message_id', 'flag_id', 'data'))
    .prepare()

const LANE_ORDER = LANES.join()

/** Makes a job, or asks once more for one that is there: see `requestJob`. */
export const upsertJob = (db: Connection) =>
  db
    .insert(jobs)
    .values({
      ...holes('id', 'kind', 'subject_id', 'lane', 'run_at', 'available_at', 'lease_owner', 'lease_until'),
      ...holes('attempts', 'updated_at'),
    })
    .onConflictDoUpdate({
      target: [jobs.kind, jobs.subject_id],
      set: {
        generation: sql`${jobs.generation} + 1`,
        run_at: sql`min(${jobs.run_at}, excluded.run_at)`,
        available_at: sql`case when ${jobs.lease_owner} is null then min(${jobs.run_at}, excluded.run_at) else ${jobs.available_at} end`,
        // The words of the lanes do not sort by themselves; their place in the list does.
        lane: sql`case when instr(${LANE_ORDER}, excluded.lane) < instr(${LANE_ORDER}, ${jobs.lane}) then excluded.lane else ${jobs.lane} end`,
        attempts: sql`case when ${jobs.state} = 'dead' then 0 else ${jobs.attempts} end`,
        state: 'open',
        updated_at: sql`excluded.updated_at`,
      },
    })
    .returning()
    .prepare()

/** Ends a held job, unless it was asked for again meanwhile. */
export const deleteHeldJob = (db: Connection) =>
  db
    .delete(jobs)
    .where(
      and(
        eq(jobs.id, hole('id')),
        eq(jobs.lease_owner, hole('lease_owner')),
        eq(jobs.lease_until, hole('lease_until')),
        eq(jobs.generation, hole('generation')),
      ),
    )
    .prepare()
