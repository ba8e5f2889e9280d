/** The time a table of insights covers, cut into days or weeks of the desk's own time zone. */
import { z } from 'zod'
import { DAY_MS, toInstant, toLocal } from '../desk/local-time.ts'
import type { BusinessHours } from '../desk/opening-hours.ts'

export const PERIODS = ['day', 'week'] as const
export type PeriodName = (typeof PERIODS)[number]

/** What every insights query may say. */
export const rangeQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  period: z.enum(PERIODS).optional(),
})
export type RangeQuery = z.infer<typeof rangeQuery>

/** Half-open. `date`: the first day, on the desk's wall. `whole`: false where the range ends within it. */
export type Period = { start: string; end: string; date: string; whole: boolean }

export type Range = {
  since: string
  until: string
  period: PeriodName
  time_zone: string
  periods: Period[]
}
export type RangeOutcome =
  | { ok: true; range: Range }
  | { ok: false; path: 'since' | 'until'; problem: string }

const DEFAULT_DAYS = 30
/** Longer ranges are shown by week unless the day is asked for. */
const MOST_DAYS_BY_DEFAULT = 92
export const MOST_DAYS: Record<PeriodName, number> = { day: 366, week: 1_098 }

/**
 * The last thirty days where nothing is said. Begins with the whole period that `since` falls in; never goes
 * beyond `now`.
 */
export function rangeOf(
  { since, until, period: wanted }: RangeQuery,
  { now, hours }: { now: string; hours: BusinessHours },
): RangeOutcome {
  // What happened this very millisecond belongs to it.
  const latest = Date.parse(now) + 1
  const end = Math.min(until === undefined ? latest : Date.parse(until), latest)
  const begin = since === undefined ? end - DEFAULT_DAYS * DAY_MS : Date.parse(since)
  if (begin >= end)
    return since === undefined
      ? { ok: false, path: 'until', problem: 'lies too far back' }
      : { ok: false, path: 'since', problem: 'must be before until, and not in the future' }
  const days = (end - begin) / DAY_MS
  const period = wanted ?? (days <= MOST_DAYS_BY_DEFAULT ? 'day' : 'week')
  if (days > MOST_DAYS[period])
    return {
      ok: false,
      path: 'since',
      problem: `must be at most ${MOST_DAYS[period]} days before until by ${period}`,
    }
  const periods = periodsBetween(begin, end, period, hours)
  return {
    ok: true,
    range: {
      since: periods[0]?.start ?? iso(begin),
      until: iso(end),
      period,
      time_zone: hours.time_zone,
      periods,
    },
  }
}

function periodsBetween(begin: number, end: number, period: PeriodName, hours: BusinessHours): Period[] {
  const { time_zone } = hours
  const today = Math.floor(toLocal(begin, time_zone) / DAY_MS) * DAY_MS
  const sinceWeekStart = (new Date(today).getUTCDay() - weekStartOf(hours) + 7) % 7
  const step = (period === 'day' ? 1 : 7) * DAY_MS
  const periods: Period[] = []
  let local = period === 'day' ? today : today - sinceWeekStart * DAY_MS
  for (let start = toInstant(local, time_zone); start < end; ) {
    const next = toInstant(local + step, time_zone)
    periods.push({
      start: iso(start),
      end: iso(Math.min(next, end)),
      date: new Date(local).toISOString().slice(0, 10),
      whole: next <= end,
    })
    local += step
    start = next
  }
  return periods
}

const MONDAY = 1

/** The first open day after the longest rest of the week, Sunday being 0: Saturday in Tehran. Monday (ISO 8601) without a rest. */
export function weekStartOf({ week }: BusinessHours): number {
  const isClosed = (day: number) => (week[(day + 7) % 7] ?? []).length === 0
  let start = MONDAY
  let longest = 0
  for (let day = 0; day < 7; day++) {
    if (isClosed(day)) continue
    let rest = 0
    while (rest < 6 && isClosed(day - 1 - rest)) rest++
    if (rest > longest) [start, longest] = [day, rest]
  }
  return start
}

const iso = (instant: number) => new Date(instant).toISOString()

/** Which period a moment belongs to; -1: none. */
export function periodAt(periods: readonly Period[], at: string): number {
  let low = 0
  let high = periods.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const { start, end } = periods[middle] as Period
    if (at < start) high = middle - 1
    else if (at >= end) low = middle + 1
    else return middle
  }
  return -1
}
