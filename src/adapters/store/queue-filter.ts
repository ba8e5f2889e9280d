/** Which conversations a filter of the queue leaves. */
import { eq, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { ConversationFilter, SLA_STATES } from '../../domain/conversation.ts'
import type { StoreContext } from './context.ts'
import { currentCustomerId } from './customers.ts'
import { conversations, customer_identities, customers, flags } from './schema.ts'

export function matching(context: StoreContext, filter: ConversationFilter, now: string): SQL[] {
  const given: (SQL | false | undefined)[] = [
    filter.status && eq(conversations.status, filter.status),
    filter.urgency && eq(conversations.urgency, filter.urgency),
    filter.sentiment && eq(conversations.sentiment, filter.sentiment),
    filter.channel && eq(conversations.channel, filter.channel),
    filter.language !== undefined && eq(conversations.language, filter.language),
    filter.customer !== undefined &&
      eq(conversations.customer_id, currentCustomerId(context, filter.customer)),
    filter.needs_review !== undefined && eq(conversations.needs_review, filter.needs_review),
    filter.topic && sql`instr(${conversations.topics}, ${JSON.stringify(filter.topic)}) > 0`,
    filter.assignee !== undefined && nameOrNone(conversations.assignee, filter.assignee),
    filter.department !== undefined && nameOrNone(conversations.department, filter.department),
    filter.flagged !== undefined && (filter.flagged ? IS_FLAGGED : sql`not ${IS_FLAGGED}`),
    filter.sla && slaIs(filter.sla, now),
    filter.q !== undefined && mentions(filter.q),
  ]
  return given.filter((condition) => condition !== false && condition !== undefined)
}

const IS_FLAGGED = sql`exists (select 1 from ${flags} where ${flags.customer_id} = ${conversations.customer_id} and ${flags.closed_at} is null)`

const nameOrNone = (column: typeof conversations.assignee | typeof conversations.department, name: string) =>
  name === 'none' ? isNull(column) : eq(column, name)

function slaIs(state: (typeof SLA_STATES)[number], now: string): SQL {
  const { due_at } = conversations
  return { breached: lt(due_at, now), running: gte(due_at, now), none: isNull(due_at) }[state]
}

/** One letter for those that two keyboards write differently. */
const plainLetters = (text: SQL) => sql`replace(replace(lower(${text}), 'ي', 'ی'), 'ك', 'ک')`

/** A part of the customer's name, or the whole of an id or address. */
function mentions(words: string): SQL {
  const named = sql`exists (select 1 from ${customers} where ${customers.id} = ${conversations.customer_id} and instr(${plainLetters(sql`${customers.name}`)}, ${plainLetters(sql`${words}`)}) > 0)`
  const known = sql`${conversations.customer_id} in (select ${customer_identities.customer_id} from ${customer_identities} where ${customer_identities.value} in (${words}, ${words.toLowerCase()}))`
  return or(
    named,
    known,
    eq(conversations.id, words),
    eq(conversations.key, words),
    eq(conversations.customer_id, words),
  ) as SQL
}
