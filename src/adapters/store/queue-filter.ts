/** Which conversations a filter of the queue leaves. */
import { eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { ConversationFilter, SLA_STATES } from '../../domain/conversation.ts'
import type { StoreContext } from './context.ts'
import { foundBy } from './conversation-search.ts'
import { currentCustomerId } from './customers.ts'
import { conversations, flags } from './schema.ts'

/** `q` too, unless its caller joins what `foundBy` finds. */
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
    filter.q !== undefined &&
      inArray(conversations.id, sql`(select conversation_id from ${foundBy(context.connection, filter.q)})`),
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
