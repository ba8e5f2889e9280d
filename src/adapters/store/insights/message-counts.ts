/** Trends and decisions: counts by period, each from an index that holds all it asks for. */
import { setImmediate as breathe } from 'node:timers/promises'
import { and, count, eq, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { InsightsStore } from '../../../actions/insights-store.ts'
import type { DecisionCount, PeriodDecisions } from '../../../domain/insights/decisions.ts'
import type { Period } from '../../../domain/insights/range.ts'
import type { Dimension, LabelCount, MessageFilter } from '../../../domain/insights/trends.ts'
import type { StoreContext } from '../context.ts'
import type { Connection } from '../database.ts'
import { messages, reply_drafts } from '../schema.ts'

const COLUMN = {
  sentiment: messages.sentiment,
  urgency: messages.urgency,
  intent: messages.intent,
  emotion: messages.emotion,
  topic: messages.topics,
  signal: messages.signals,
  touchpoint: messages.touchpoint,
  channel: messages.channel,
  language: messages.language,
} as const

const WITHIN = and(
  gte(messages.sent_at, sql.placeholder('start')),
  lt(messages.sent_at, sql.placeholder('end')),
)

type MessageCounts = Pick<InsightsStore, 'readTrendCounts' | 'readDecisions'>

export function messageCounts({ connection }: StoreContext): MessageCounts {
  return {
    async readTrendCounts({ periods, dimensions, filter }) {
      const read = trendQueries(connection, dimensions, filter)
      return eachPeriod(periods, (period) => connection.transaction(() => read(period)))
    },

    async readDecisions(periods) {
      const read = decisionQueries(connection)
      return eachPeriod(periods, (period) => connection.transaction(() => read(period)))
    },
  }
}

/** A year of a busy desk takes a second: nobody else is made to wait that long. */
async function eachPeriod<Found>(periods: readonly Period[], read: (period: Period) => Found) {
  const found: Found[] = []
  for (const period of periods) {
    found.push(read(period))
    await breathe()
  }
  return found
}

/** How messages of a period are counted; built once for all periods. */
export function trendQueries(
  connection: Connection,
  dimensions: readonly Dimension[],
  filter: MessageFilter,
) {
  const wanted = and(WITHIN, ...conditions(filter))
  const totals = connection
    .select({ messages: count(), labelled: count(messages.urgency) })
    .from(messages)
    .where(wanted)
    .prepare()
  const grouped = dimensions.map((dimension) => {
    const column = COLUMN[dimension]
    // Channel and touchpoint are known before a message is labelled.
    const known = dimension === 'channel' || dimension === 'touchpoint' ? undefined : isNotNull(column)
    const query = connection
      .select({ label: column, messages: count() })
      .from(messages)
      .where(and(wanted, known))
      .groupBy(column)
      .prepare()
    return { dimension, query }
  })
  return (period: Pick<Period, 'start' | 'end'>) => ({
    ...(totals.get(period) ?? { messages: 0, labelled: 0 }),
    dimensions: Object.fromEntries(
      grouped.map(({ dimension, query }) => [dimension, query.all(period).map(toLabelCount)]),
    ) as Partial<Record<Dimension, LabelCount[]>>,
  })
}

const toLabelCount = (row: { label: string | readonly string[] | null; messages: number }): LabelCount => ({
  labels: row.label === null ? [] : typeof row.label === 'string' ? [row.label] : row.label,
  messages: row.messages,
})

function conditions({ language, channel, topic, touchpoint }: MessageFilter): SQL[] {
  const given = [
    language !== undefined && eq(messages.language, language),
    channel !== undefined && eq(messages.channel, channel),
    topic !== undefined && sql`instr(${messages.topics}, ${JSON.stringify(topic)}) > 0`,
    touchpoint !== undefined && eq(messages.touchpoint, touchpoint),
  ]
  return given.filter((condition) => condition !== false)
}

/** Finer than a tenth of a millisecond nobody reads a latency, and so few values are handed over. */
const TENTHS = sql<number>`round(${messages.latency_ms}, 1)`
const COST = sql<number>`coalesce(sum(${messages.cost_usd}), 0)`

export function decisionQueries(connection: Connection) {
  const labelled = and(WITHIN, isNotNull(messages.decided_by))
  const { decided_by, needs_review, asked_llm_because, llm_failed_because } = messages
  const counts = connection
    .select({
      ...{ decided_by, needs_review, asked_llm_because, llm_failed_because },
      messages: count(),
      cost_usd: COST,
    })
    .from(messages)
    .where(labelled)
    .groupBy(decided_by, needs_review, asked_llm_because, llm_failed_because)
    .prepare()
  const latencies = connection
    .select({ decided_by, value: TENTHS, count: count() })
    .from(messages)
    .where(labelled)
    .groupBy(decided_by, TENTHS)
    .prepare()
  // Drafts that were asked for together share one call to the LLM and its cost.
  const calls = connection
    .select({ cost: sql<number>`max(json_extract(${reply_drafts.made_from}, '$.llm.cost_usd'))`.as('cost') })
    .from(reply_drafts)
    .where(
      and(
        gte(reply_drafts.created_at, sql.placeholder('start')),
        lt(reply_drafts.created_at, sql.placeholder('end')),
      ),
    )
    .groupBy(reply_drafts.conversation_id, reply_drafts.created_at)
    .as('calls')
  const drafts = connection
    .select({ draft_cost_usd: sql<number>`coalesce(sum(${calls.cost}), 0)` })
    .from(calls)
    .prepare()
  return (period: Pick<Period, 'start' | 'end'>): PeriodDecisions => ({
    counts: counts
      .all(period)
      .flatMap(({ decided_by: source, needs_review: review, ...row }): DecisionCount[] =>
        source === null ? [] : [{ ...row, decided_by: source, needs_review: review ?? false }],
      ),
    latencies: latencies
      .all(period)
      .flatMap(({ decided_by: source, ...seen }) =>
        source === null || seen.value === null ? [] : [{ ...seen, decided_by: source }],
      ),
    draft_cost_usd: drafts.get(period)?.draft_cost_usd ?? 0,
  })
}
