/** Whether customers were answered in time, and how long they waited. */
import { z } from 'zod'
import type { EndedWait } from '../desk/wait.ts'
import { URGENCIES, type Urgency, urgency } from '../labels.ts'
import { type Share, shareOf, type Times, timesOfEach } from './figures.ts'
import { type Period, periodAt, type Range, rangeQuery } from './range.ts'

/** Query of `GET /v1/insights/sla`. */
export const slaQuery = rangeQuery.extend({
  /** Only waits this person ended, and conversations assigned to them. */
  agent: z.string().trim().min(1).max(200).optional(),
  urgency: urgency.optional(),
})
export type SlaQuery = z.infer<typeof slaQuery>

export type WaitRow = Pick<
  EndedWait,
  'ended_at' | 'urgency' | 'in_time' | 'is_first' | 'waited_ms' | 'counted_ms'
>
/** A conversation whose answer is late at this moment. */
export type OverdueRow = { urgency: Urgency | null; due_at: string; assignee: string | null }

export type SlaFigures = {
  /** Of the waits that ended in the period. */
  in_time: Share
  /** Wall clock, for the first answer of a piece of work. */
  first_answer: Times
  /** Wall clock, for every answer. */
  any_answer: Times
  /** Every answer on the target's own clock: opening hours where only they count. */
  counted: Times
}
export type Overdue = { conversations: number; oldest_due_at: string | null }

export type SlaInsights = Omit<Range, 'periods'> & {
  as_of: string
  total: SlaFigures & { overdue_now: Overdue }
  by_urgency: (SlaFigures & { urgency: Urgency; overdue_now: Overdue })[]
  periods: (Omit<Period, 'end'> &
    SlaFigures & { by_urgency: { urgency: Urgency; in_time: Share; first_answer: Times }[] })[]
}

/** A wait belongs to the period it ended in; most urgent first. */
export function slaInsights(
  { periods, ...range }: Range,
  { waits, overdue, now }: { waits: readonly WaitRow[]; overdue: readonly OverdueRow[]; now: string },
): SlaInsights {
  const byPeriod = Map.groupBy(waits, ({ ended_at }) => periodAt(periods, ended_at))
  const urgencies = URGENCIES.toReversed()
  const of = (rows: readonly WaitRow[], wanted: Urgency) => rows.filter((row) => row.urgency === wanted)
  return {
    ...range,
    as_of: now,
    total: { ...figuresOf(waits), overdue_now: overdueOf(overdue) },
    by_urgency: urgencies.map((each) => ({
      urgency: each,
      ...figuresOf(of(waits, each)),
      overdue_now: overdueOf(overdue.filter((row) => (row.urgency ?? 'normal') === each)),
    })),
    periods: periods.map(({ start, date, whole }, at) => {
      const rows = byPeriod.get(at) ?? []
      return {
        start,
        date,
        whole,
        ...figuresOf(rows),
        by_urgency: urgencies.map((each) => {
          const { in_time, first_answer } = figuresOf(of(rows, each))
          return { urgency: each, in_time, first_answer }
        }),
      }
    }),
  }
}

function figuresOf(rows: readonly WaitRow[]): SlaFigures {
  const waited = (some: readonly WaitRow[]) => timesOfEach(some.map(({ waited_ms }) => waited_ms))
  return {
    in_time: shareOf(rows.filter(({ in_time }) => in_time).length, rows.length),
    first_answer: waited(rows.filter(({ is_first }) => is_first)),
    any_answer: waited(rows),
    counted: timesOfEach(rows.map(({ counted_ms }) => counted_ms)),
  }
}

const overdueOf = (rows: readonly OverdueRow[]): Overdue => ({
  conversations: rows.length,
  oldest_due_at: rows.map(({ due_at }) => due_at).sort()[0] ?? null,
})
