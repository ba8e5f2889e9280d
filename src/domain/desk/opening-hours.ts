/**
 * Opening hours as an operator writes them: `sat-wed 09:00-17:30; thu 09:00-13:00`, and holidays:
 * `2026-03-21, 2026-03-20 09:00-12:00`. Days that are not named are closed, so weekends come out
 * of the text. Grammar in docs/risk.md.
 */
import { isTimeZone } from './local-time.ts'

/** Minutes since local midnight, half-open, sorted, apart from each other. */
export type DayHours = readonly { from: number; to: number }[]

export type BusinessHours = {
  time_zone: string
  /** Sunday first, as `Date.getUTCDay` counts. */
  week: readonly DayHours[]
  /** By ISO date; replaces the weekday's hours. */
  holidays: Readonly<Record<string, DayHours>>
}

export type ParsedHours = { ok: true; hours: BusinessHours } | { ok: false; problem: string }

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const WHOLE_DAY: DayHours = [{ from: 0, to: 1440 }]

export const ALWAYS_OPEN: BusinessHours = {
  time_zone: 'UTC',
  week: DAYS.map(() => WHOLE_DAY),
  holidays: {},
}

/** Reads the three settings. A mistake is a value that says, in one line, what would be right. */
export function parseBusinessHours(settings: {
  hours: string
  timeZone: string
  holidays?: string
}): ParsedHours {
  try {
    if (!isTimeZone(settings.timeZone))
      fail(`"${settings.timeZone}" is not an IANA time zone such as Asia/Tehran`)
    const week = parseWeek(settings.hours)
    if (week.every((day) => day.length === 0)) fail('No day is open')
    return {
      ok: true,
      hours: { time_zone: settings.timeZone, week, holidays: parseHolidays(settings.holidays ?? '') },
    }
  } catch (error) {
    if (error instanceof HoursProblem) return { ok: false, problem: error.message }
    throw error
  }
}

class HoursProblem extends Error {}
function fail(problem: string): never {
  throw new HoursProblem(problem)
}

function parseWeek(text: string): DayHours[] {
  const rules = text
    .toLowerCase()
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
  const week: { from: number; to: number }[][] = DAYS.map(() => [])
  for (const rule of rules) {
    if (rule === '24/7') {
      for (const day of week) day.push(...WHOLE_DAY)
      continue
    }
    const [, days, times] = /^([a-z][a-z\s,-]*?)\s+(\d.*|closed)$/.exec(rule) ?? []
    if (!days || !times) fail(`"${rule}" should look like "sat-wed 09:00-17:30"`)
    for (const day of parseDays(days)) {
      for (const { from, to } of parseTimes(times, rule)) {
        week[day]?.push({ from, to: Math.min(to, 1440) })
        // A night shift goes on after midnight and belongs there to the next day.
        if (to > 1440) week[(day + 1) % 7]?.push({ from: 0, to: to - 1440 })
      }
    }
  }
  return week.map(merged)
}

function parseDays(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const name = part.trim()
    if (name === 'daily') return [0, 1, 2, 3, 4, 5, 6]
    const [first, last] = name
      .split('-')
      .map((day) => DAYS.indexOf(day.trim().slice(0, 3) as (typeof DAYS)[number]))
    if (first === undefined || first < 0 || (last !== undefined && last < 0) || name.split('-').length > 2)
      fail(`"${name}" is not a day or a range such as sat-wed; days are ${DAYS.join(', ')}, daily`)
    const length = last === undefined ? 1 : ((last - first + 7) % 7) + 1
    return Array.from({ length }, (_, step) => (first + step) % 7)
  })
}

function parseTimes(text: string, rule: string): { from: number; to: number }[] {
  if (text === 'closed') return []
  return text.split(',').map((part) => {
    const [, fromHour, fromMinute, toHour, toMinute] =
      /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(part.trim()) ?? []
    const from = Number(fromHour) * 60 + Number(fromMinute)
    const to = Number(toHour) * 60 + Number(toMinute)
    if (!(from < 1440 && to <= 1440 && Number(fromMinute) < 60 && Number(toMinute) < 60) || from === to)
      fail(`"${part.trim()}" in "${rule}" should look like 09:00-17:30, at most 24:00`)
    return { from, to: to < from ? to + 1440 : to }
  })
}

function parseHolidays(text: string): Record<string, DayHours> {
  const holidays: Record<string, DayHours> = {}
  for (const entry of text.split(/[;,\n](?!\s*\d{1,2}:)/).map((part) => part.trim())) {
    if (entry === '') continue
    const [, date, times] = /^(\d{4}-\d{2}-\d{2})(?:\s+(.+))?$/.exec(entry) ?? []
    if (!date || !isDate(date)) fail(`"${entry}" should be a date such as 2026-03-21, hours may follow`)
    const open = parseTimes(times ?? 'closed', entry)
    if (open.some(({ to }) => to > 1440)) fail(`"${entry}" must end before midnight`)
    holidays[date] = merged(open)
  }
  return holidays
}

function isDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}

function merged(day: readonly { from: number; to: number }[]): DayHours {
  const apart: { from: number; to: number }[] = []
  for (const { from, to } of day.toSorted((one, other) => one.from - other.from)) {
    const last = apart.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else apart.push({ from, to })
  }
  return apart
}
