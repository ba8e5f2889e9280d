import { describe, expect, it } from 'vitest'
import { ALWAYS_OPEN, parseBusinessHours } from '../../../src/domain/desk/opening-hours.ts'
import {
  periodAt,
  type Range,
  type RangeQuery,
  rangeOf,
  weekStartOf,
} from '../../../src/domain/insights/range.ts'

/** Sunday, 09:14 in Tehran. */
const NOW = '2026-08-02T05:44:00.000Z'
function hoursOf(hours: string, timeZone = 'Asia/Tehran') {
  const parsed = parseBusinessHours({ hours, timeZone })
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.hours
}
const TEHRAN = hoursOf('sat-wed 09:00-18:00; thu 09:00-13:00')
function range(query: RangeQuery, hours = TEHRAN, now = NOW): Range {
  const outcome = rangeOf(query, { now, hours })
  if (!outcome.ok) throw new Error(outcome.problem)
  return outcome.range
}

describe('the range', () => {
  it('is the last thirty days, in whole days of the desk, up to now', () => {
    const { since, until, period, periods } = range({})
    expect([since, until, period]).toEqual(['2026-07-02T20:30:00.000Z', '2026-08-02T05:44:00.001Z', 'day'])
    expect(periods).toHaveLength(31)
    expect(periods[0]).toEqual({
      start: '2026-07-02T20:30:00.000Z',
      end: '2026-07-03T20:30:00.000Z',
      date: '2026-07-03',
      whole: true,
    })
    expect(periods.at(-1)).toMatchObject({ date: '2026-08-02', end: until, whole: false })
  })

  it('has no gap and no overlap, also where the clocks change', () => {
    const berlin = { ...ALWAYS_OPEN, time_zone: 'Europe/Berlin' }
    const { periods } = range({ since: '2026-03-27T12:00:00Z', until: '2026-03-31T12:00:00Z' }, berlin)
    expect(periods.map(({ date }) => date)).toEqual([
      ...['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'],
    ])
    expect(periods.slice(1).map(({ start }) => start)).toEqual(periods.slice(0, -1).map(({ end }) => end))
    const hours = periods.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000)
    expect(hours).toEqual([24, 24, 23, 24, 14])
  })

  it.each([
    ['sat-wed 09:00-18:00; thu 09:00-13:00', 6],
    ['mon-fri 09:00-17:00', 1],
    ['sun-thu 08:00-16:00', 0],
    ['24/7', 1],
    ['mon-tue 09:00-12:00; fri 09:00-12:00', 1],
  ])('weeks of %s begin on day %i', (hours, day) => {
    expect(weekStartOf(hoursOf(hours))).toBe(day)
  })

  it('by week begins with the desk’s week', () => {
    const { periods } = range({ since: '2026-07-20T12:00:00Z', period: 'week' })
    expect(periods.map(({ date }) => date)).toEqual(['2026-07-18', '2026-07-25', '2026-08-01'])
  })

  it.each<[RangeQuery, string]>([
    [{ since: '2026-05-03T00:00:00Z' }, 'day'],
    [{ since: '2026-04-01T00:00:00Z' }, 'week'],
    [{ since: '2025-09-01T00:00:00Z', period: 'day' }, 'day'],
  ])('%j is told by %s', (query, period) => {
    expect(range(query).period).toBe(period)
  })

  it.each<[RangeQuery, string]>([
    [{ since: '2026-08-02T06:00:00Z' }, 'must be before until, and not in the future'],
    [{ since: '2026-07-02T00:00:00Z', until: '2026-07-02T00:00:00Z' }, 'must be before until'],
    [{ since: '2025-07-01T00:00:00Z', period: 'day' }, 'at most 366 days before until by day'],
    [{ since: '2020-07-01T00:00:00Z' }, 'at most 1098 days before until by week'],
  ])('refuses %j', (query, problem) => {
    expect(rangeOf(query, { now: NOW, hours: TEHRAN })).toMatchObject({
      ok: false,
      path: 'since',
      problem: expect.stringContaining(problem),
    })
  })

  it('never goes beyond now', () => {
    expect(range({ until: '2027-01-01T00:00:00Z' }).until).toBe('2026-08-02T05:44:00.001Z')
  })

  it('knows which period a moment belongs to', () => {
    const { periods, until, since } = range({})
    expect(
      [since, '2026-07-03T20:29:59.999Z', '2026-07-03T20:30:00.000Z', NOW].map((at) => periodAt(periods, at)),
    ).toEqual([0, 0, 1, 30])
    expect([until, '2026-07-02T20:29:59.999Z'].map((at) => periodAt(periods, at))).toEqual([-1, -1])
  })
})
