/** How many conversations there are of each kind: one pass over those that match. */
import { and, sql } from 'drizzle-orm'
import { COUNTED, type ConversationCounts, type ConversationFilter } from '../../domain/conversation.ts'
import type { StoreContext } from './context.ts'
import { matching } from './queue-filter.ts'
import { conversations } from './schema.ts'

export function countMatching(
  context: StoreContext,
  { filter, me, now }: { filter: ConversationFilter; me: string; now: string },
): ConversationCounts {
  const { status, urgency, sentiment, channel, language, assignee, department } = conversations
  const sla = sql<string>`case when ${conversations.due_at} is null then 'none' when ${conversations.due_at} < ${now} then 'breached' else 'running' end`
  const { topics, needs_review } = conversations
  // Grouped by all at once: as many rows as there are kinds, not as there are conversations.
  const rows = context.connection
    .select({
      fields: { status, urgency, sentiment, channel, language, assignee, department, sla: sla.as('sla_now') },
      topics,
      needs_review,
      count: sql<number>`count(*)`,
    })
    .from(conversations)
    .where(and(...matching(context, filter, now)))
    .groupBy(
      status,
      urgency,
      sentiment,
      channel,
      language,
      assignee,
      department,
      sql`sla_now`,
      topics,
      needs_review,
    )
    .all()
  const plain = { total: 0, mine: 0, needs_review: 0 }
  const by = Object.fromEntries(COUNTED.map((name) => [name, new Map<string, number>()])) as Record<
    (typeof COUNTED)[number],
    Map<string, number>
  >
  const add = (to: Map<string, number>, value: string | null, count: number) =>
    to.set(value ?? 'none', (to.get(value ?? 'none') ?? 0) + count)
  for (const { fields, topics, needs_review, count } of rows) {
    plain.total += count
    if (fields.assignee === me) plain.mine += count
    if (needs_review) plain.needs_review += count
    for (const name of Object.keys(fields) as (keyof typeof fields)[]) add(by[name], fields[name], count)
    for (const topic of topics) add(by.topic, topic, count)
  }
  // From maps, so that an assignee may have any name.
  const named = COUNTED.map((name) => [`by_${name}`, Object.fromEntries(by[name])])
  return { ...plain, ...Object.fromEntries(named) }
}
