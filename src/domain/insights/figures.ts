/** The figures insights are told in: shares that say how sure they are, and times that most stay below. */
import { wilsonInterval } from '../risk/flag-precision.ts'

/** Below this many a share says little: even at one half its 95 % interval is wider than ±17 points. */
export const FEWEST = 30

/** A share with its sample. `share` and `interval` are null without a sample; `too_few`: fewer than {@link FEWEST}. */
export type Share = {
  count: number
  of: number
  share: number | null
  /** 95 %, Wilson. */
  interval: { low: number; high: number } | null
  too_few: boolean
}

export function shareOf(count: number, of: number): Share {
  const interval = wilsonInterval(count, of)
  return {
    count,
    of,
    share: partOf(count, of),
    interval: interval && { low: rounded(interval.low), high: rounded(interval.high) },
    too_few: of < FEWEST,
  }
}

/** Null where there is nothing to be a part of. */
export const partOf = (count: number, of: number): number | null => (of === 0 ? null : rounded(count / of))

/** Four decimals: a hundredth of a percent. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

/** Milliseconds that half, and nine in ten, stay at or below; null without any. */
export type Times = { count: number; p50_ms: number | null; p90_ms: number | null }

/** A value and how often it was seen. */
export type Seen = { value: number; count: number }

/** Nearest rank. */
export function timesOf(seen: readonly Seen[]): Times {
  const sorted = seen.toSorted((one, other) => one.value - other.value)
  const count = sorted.reduce((sum, each) => sum + each.count, 0)
  const at = (quantile: number) => {
    let below = 0
    for (const { value, count: times } of sorted) {
      below += times
      if (below >= count * quantile) return value
    }
    return null
  }
  return { count, p50_ms: count === 0 ? null : at(0.5), p90_ms: count === 0 ? null : at(0.9) }
}

export const timesOfEach = (values: readonly number[]): Times =>
  timesOf(values.map((value) => ({ value, count: 1 })))
