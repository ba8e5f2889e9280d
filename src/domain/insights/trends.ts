/** What customers write about and how they feel, over time. */
import { z } from 'zod'
import {
  CHANNELS,
  channel,
  EMOTIONS,
  INTENTS,
  LANGUAGES,
  SENTIMENTS,
  SIGNALS,
  TOPICS,
  topic,
  URGENCIES,
} from '../labels.ts'
import { partOf } from './figures.ts'
import { type Period, type Range, rangeQuery } from './range.ts'

export const DIMENSIONS = [
  'sentiment',
  'urgency',
  'intent',
  'emotion',
  'topic',
  'signal',
  'touchpoint',
  'channel',
  'language',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

const dimensions = z
  .string()
  .max(200)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(DIMENSIONS)).min(1))

/** Query of `GET /v1/insights/trends`; `dimensions` is a list with commas. */
export const trendsQuery = rangeQuery.extend({
  dimensions: dimensions.optional(),
  language: z.string().max(20).optional(),
  channel: channel.optional(),
  topic: topic.optional(),
  touchpoint: z.string().trim().min(1).max(200).optional(),
})
export type TrendsQuery = z.infer<typeof trendsQuery>
export type MessageFilter = Pick<TrendsQuery, 'language' | 'channel' | 'topic' | 'touchpoint'>

/** Labels of one message, or a message without any, and how many messages have just these. */
export type LabelCount = { labels: readonly string[]; messages: number }
export type PeriodCounts = {
  messages: number
  labelled: number
  dimensions: Partial<Record<Dimension, LabelCount[]>>
}

/** `label` null: the message names none, as a message without a touchpoint. A message may have several topics and signals. */
export type TrendLine = {
  label: string | null
  messages: number
  share: number | null
  /** By period, beside `periods`. */
  counts: number[]
  shares: (number | null)[]
}
export type Trend = {
  dimension: Dimension
  /** What the shares are shares of: channel and touchpoint are known before a message is labelled. */
  of: 'messages' | 'labelled'
  lines: TrendLine[]
  /** Rarer labels of an open list together; null: there are none. */
  others: { labels: number; messages: number; counts: number[] } | null
}
export type Trends = Omit<Range, 'periods'> & {
  messages: number
  labelled: number
  periods: (Omit<Period, 'end'> & { messages: number; labelled: number })[]
  trends: Trend[]
}

/** Every label of these is told, also where nobody wrote of it. */
const KNOWN: Record<Dimension, readonly string[]> = {
  sentiment: SENTIMENTS,
  urgency: URGENCIES,
  intent: INTENTS,
  emotion: EMOTIONS,
  topic: TOPICS,
  signal: SIGNALS,
  channel: CHANNELS,
  language: LANGUAGES,
  touchpoint: [],
}
const MOST_OPEN_LABELS = 20

/** `counts` beside `range.periods`. */
export function trendsOf(
  range: Range,
  counts: readonly PeriodCounts[],
  wanted: readonly Dimension[] = DIMENSIONS,
): Trends {
  const { periods, ...shown } = range
  const sum = (key: 'messages' | 'labelled') => counts.reduce((total, each) => total + each[key], 0)
  return {
    ...shown,
    messages: sum('messages'),
    labelled: sum('labelled'),
    periods: periods.map(({ start, date, whole }, at) => {
      const { messages = 0, labelled = 0 } = counts[at] ?? {}
      return { start, date, whole, messages, labelled }
    }),
    trends: DIMENSIONS.filter((dimension) => wanted.includes(dimension)).map((dimension) =>
      trendOf(dimension, counts),
    ),
  }
}

function trendOf(dimension: Dimension, counts: readonly PeriodCounts[]): Trend {
  const of = dimension === 'channel' || dimension === 'touchpoint' ? 'messages' : 'labelled'
  const bases = counts.map((each) => each[of])
  const base = bases.reduce((sum, each) => sum + each, 0)
  const byLabel = new Map<string | null, number[]>()
  const rowOf = (label: string | null) => {
    const row = byLabel.get(label) ?? counts.map(() => 0)
    byLabel.set(label, row)
    return row
  }
  for (const label of KNOWN[dimension]) rowOf(label)
  counts.forEach(({ dimensions }, at) => {
    for (const { labels, messages } of dimensions[dimension] ?? [])
      for (const label of labels.length === 0 ? [null] : labels) {
        const row = rowOf(label)
        row[at] = (row[at] ?? 0) + messages
      }
  })
  const all = [...byLabel].map(([label, row]): TrendLine => {
    const messages = row.reduce((sum, each) => sum + each, 0)
    const shares = row.map((count, at) => partOf(count, bases[at] ?? 0))
    return { label, messages, share: partOf(messages, base), counts: row, shares }
  })
  const known = all.filter(({ label }) => label !== null && KNOWN[dimension].includes(label))
  const open = all
    .filter((line) => !known.includes(line))
    .toSorted((one, other) => other.messages - one.messages || (`${one.label}` < `${other.label}` ? -1 : 1))
  const rare = open.slice(MOST_OPEN_LABELS)
  return {
    dimension,
    of,
    lines: [...known, ...open.slice(0, MOST_OPEN_LABELS)],
    others:
      rare.length === 0
        ? null
        : {
            labels: rare.length,
            messages: rare.reduce((sum, { messages }) => sum + messages, 0),
            counts: counts.map((_, at) => rare.reduce((sum, line) => sum + (line.counts[at] ?? 0), 0)),
          },
  }
}
