/** Time that counts: adding and measuring only while the desk is open. Instants are epoch milliseconds. */
import { DAY_MS, toInstant, toLocal } from './local-time.ts'
import type { BusinessHours } from './opening-hours.ts'

type Opening = { from: number; to: number }

/** The instant at which `durationMs` of opening time have passed since `start`. Zero gives `start` itself. */
export function addBusinessMs(start: number, durationMs: number, hours: BusinessHours): number {
  if (!(durationMs >= 0) || !Number.isFinite(durationMs)) {
    throw new RangeError('A duration is a finite number of milliseconds, not below zero')
  }
  if (durationMs === 0) return start
  let left = durationMs
  for (let day = firstDay(start, hours); ; day += DAY_MS) {
    for (const { from, to } of openingsOf(day, hours)) {
      const begin = Math.max(from, start)
      if (to <= begin) continue
      if (to - begin >= left) return begin + left
      left -= to - begin
    }
  }
}

/** Opening time between two instants; negative when `end` is before `start`. */
export function businessMsBetween(start: number, end: number, hours: BusinessHours): number {
  if (end < start) return 0 - businessMsBetween(end, start, hours)
  const lastDay = localMidnight(end, hours) + DAY_MS
  let sum = 0
  for (let day = firstDay(start, hours); day <= lastDay; day += DAY_MS) {
    for (const { from, to } of openingsOf(day, hours)) {
      sum += Math.max(0, Math.min(to, end) - Math.max(from, start))
    }
  }
  return sum
}

export function isOpen(instant: number, hours: BusinessHours): boolean {
  return nextOpening(instant, hours) === instant
}

/** `instant` itself when the desk is open, else when it opens next. */
export function nextOpening(instant: number, hours: BusinessHours): number {
  for (let day = firstDay(instant, hours); ; day += DAY_MS) {
    const opening = openingsOf(day, hours).find(({ to }) => to > instant)
    if (opening) return Math.max(opening.from, instant)
  }
}

const localMidnight = (instant: number, hours: BusinessHours) =>
  Math.floor(toLocal(instant, hours.time_zone) / DAY_MS) * DAY_MS

/** A day early: where clocks are set back over midnight, the day before may still have hours to come. */
const firstDay = (instant: number, hours: BusinessHours) => localMidnight(instant, hours) - DAY_MS

const MOST_DAYS_KEPT = 1_000
const keptDays = new WeakMap<BusinessHours, Map<number, Opening[]>>()

/**
 * Openings of one local day as instants. Kept per schedule, because finding them through Intl costs
 * far more than using them. No schedule is closed for ever: the parser refuses a week without hours.
 */
function openingsOf(localDay: number, hours: BusinessHours): Opening[] {
  const kept = keptDays.get(hours) ?? new Map<number, Opening[]>()
  keptDays.set(hours, kept)
  const known = kept.get(localDay)
  if (known) return known
  const date = new Date(localDay)
  const day = hours.holidays[date.toISOString().slice(0, 10)] ?? hours.week[date.getUTCDay()] ?? []
  const instantOf = (minutes: number) => toInstant(localDay + minutes * 60_000, hours.time_zone)
  const openings = day
    .map(({ from, to }) => ({ from: instantOf(from), to: instantOf(to) }))
    .filter(({ from, to }) => to > from)
  if (kept.size >= MOST_DAYS_KEPT) kept.clear()
  kept.set(localDay, openings)
  return openings
}
