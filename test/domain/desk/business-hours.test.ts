import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addBusinessMs,
  businessMsBetween,
  isOpen,
  nextOpening,
} from '../../../src/domain/desk/business-hours.ts'
import {
  ALWAYS_OPEN,
  type BusinessHours,
  parseBusinessHours,
} from '../../../src/domain/desk/opening-hours.ts'

function hoursOf(hours: string, timeZone = 'Asia/Tehran', holidays = ''): BusinessHours {
  const parsed = parseBusinessHours({ hours, timeZone, holidays })
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.hours
}
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString()
const HOUR = 3_600_000

const TEHRAN = hoursOf('sat-wed 09:00-17:30; thu 09:00-13:00')
const RIYADH = hoursOf('sun-thu 08:00-17:00', 'Asia/Riyadh', '2026-09-23')
const CAIRO = hoursOf('daily 00:00-24:00', 'Africa/Cairo')
const CAIRO_NIGHTS = hoursOf('daily 22:00-06:00', 'Africa/Cairo')
const LONDON = hoursOf(
  'mon-fri 09:00-12:30, 13:30-17:00; sat 10:00-14:00',
  'Europe/London',
  '2026-12-24 09:00-12:00, 2026-12-25',
)
const LORD_HOWE = hoursOf('daily 01:00-03:00', 'Australia/Lord_Howe')
const APIA = hoursOf('daily 09:00-17:00', 'Pacific/Apia')
const SCHEDULES = { TEHRAN, RIYADH, CAIRO, CAIRO_NIGHTS, LONDON, LORD_HOWE, APIA, ALWAYS_OPEN }

describe('addBusinessMs', () => {
  it.each([
    ['inside one day', TEHRAN, '2026-03-02T06:30:00Z', 2, '2026-03-02T08:30:00.000Z'],
    ['over a night', TEHRAN, '2026-03-02T13:00:00Z', 2, '2026-03-03T06:30:00.000Z'],
    ['Thursday noon over the Friday weekend', TEHRAN, '2026-03-05T09:00:00Z', 2, '2026-03-07T07:00:00.000Z'],
    ['from the weekend itself', TEHRAN, '2026-03-06T10:00:00Z', 1, '2026-03-07T06:30:00.000Z'],
    [
      'up to closing time, not to the next opening',
      TEHRAN,
      '2026-03-02T13:00:00Z',
      1,
      '2026-03-02T14:00:00.000Z',
    ],
    ['Friday and Saturday closed', RIYADH, '2026-03-05T13:30:00Z', 1, '2026-03-08T05:30:00.000Z'],
    ['over a national holiday', RIYADH, '2026-09-22T13:30:00Z', 1, '2026-09-24T05:30:00.000Z'],
    ['a lunch break', LONDON, '2026-03-02T12:00:00Z', 1, '2026-03-02T14:00:00.000Z'],
    ['half a holiday, then a whole one', LONDON, '2026-12-24T11:30:00Z', 1, '2026-12-26T10:30:00.000Z'],
    ['a night shift', CAIRO_NIGHTS, '2026-01-10T12:00:00Z', 3, '2026-01-10T23:00:00.000Z'],
    ['round the clock', ALWAYS_OPEN, '2026-03-06T23:50:00Z', 0.25, '2026-03-07T00:05:00.000Z'],
  ])('%s', (_, hours, start, added, expected) => {
    expect(iso(addBusinessMs(at(start), added * HOUR, hours))).toBe(expected)
  })

  it('refuses a duration below zero or without end', () => {
    expect(() => addBusinessMs(0, -1, TEHRAN)).toThrow(RangeError)
    expect(() => addBusinessMs(0, Number.POSITIVE_INFINITY, TEHRAN)).toThrow(RangeError)
  })
})

describe('days on which the clocks change', () => {
  it.each([
    // Egypt: 24 April 2026 00:00 → 01:00, 29 October 2026 24:00 → 23:00.
    ['23 hours in spring', CAIRO, '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z', 23],
    ['25 hours in autumn', CAIRO, '2026-10-28T21:00:00Z', '2026-10-29T22:00:00Z', 25],
    ['a night shift loses the skipped hour', CAIRO_NIGHTS, '2026-04-23T12:00:00Z', '2026-04-24T12:00:00Z', 7],
    [
      'a night shift gains the repeated hour',
      CAIRO_NIGHTS,
      '2026-10-29T12:00:00Z',
      '2026-10-30T12:00:00Z',
      9,
    ],
    // Lord Howe Island moves by half an hour: 4 October 2026 02:00 → 02:30.
    ['half an hour skipped', LORD_HOWE, '2026-10-03T12:00:00Z', '2026-10-04T12:00:00Z', 1.5],
    // Samoa had no 30 December 2011.
    ['a day that never was', APIA, '2011-12-30T05:00:00Z', '2011-12-31T09:00:00Z', 8],
    ['office hours keep their length', LONDON, '2026-03-29T00:00:00Z', '2026-03-31T00:00:00Z', 7],
  ])('%s', (_, hours, from, to, expected) => {
    expect(businessMsBetween(at(from), at(to), hours) / HOUR).toBe(expected)
  })
})

describe('isOpen and nextOpening', () => {
  it.each([
    ['opening minute', TEHRAN, '2026-03-02T05:30:00Z', true],
    ['closing minute', TEHRAN, '2026-03-02T14:00:00Z', false],
    ['Thursday afternoon', TEHRAN, '2026-03-05T10:00:00Z', false],
    ['Friday', TEHRAN, '2026-03-06T08:00:00Z', false],
    ['after midnight in a night shift', CAIRO_NIGHTS, '2026-01-10T02:00:00Z', true],
    ['holiday', LONDON, '2026-12-25T11:00:00Z', false],
  ])('%s', (_, hours, instant, expected) => {
    expect(isOpen(at(instant), hours)).toBe(expected)
  })

  it('tells when the desk opens next', () => {
    expect(iso(nextOpening(at('2026-03-05T10:00:00Z'), TEHRAN))).toBe('2026-03-07T05:30:00.000Z')
    expect(iso(nextOpening(at('2026-03-07T06:00:00Z'), TEHRAN))).toBe('2026-03-07T06:00:00.000Z')
  })
})

describe.each(Object.entries(SCHEDULES))('properties of %s', (_, hours) => {
  const instant = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-31T00:00:00Z') })
  const duration = fc.integer({ min: 0, max: 200 * HOUR })

  it('what was added is what passes', () => {
    fc.assert(
      fc.property(instant, duration, (start, added) => {
        expect(businessMsBetween(start, addBusinessMs(start, added, hours), hours)).toBe(added)
      }),
    )
  })

  it('a later start or a longer duration never ends earlier', () => {
    fc.assert(
      fc.property(
        instant,
        duration,
        duration,
        fc.integer({ min: 0, max: 100 * HOUR }),
        (start, one, two, later) => {
          const [short, long] = one < two ? [one, two] : [two, one]
          expect(addBusinessMs(start, short, hours)).toBeLessThanOrEqual(addBusinessMs(start, long, hours))
          if (long > 0)
            expect(addBusinessMs(start, long, hours)).toBeLessThanOrEqual(
              addBusinessMs(start + later, long, hours),
            )
        },
      ),
    )
  })

  it('parts add up, and never more time passes than on the wall', () => {
    fc.assert(
      fc.property(instant, instant, instant, (...three) => {
        const [a = 0, b = 0, c = 0] = three.toSorted((one, other) => one - other)
        const whole = businessMsBetween(a, c, hours)
        expect(businessMsBetween(a, b, hours) + businessMsBetween(b, c, hours)).toBe(whole)
        expect(businessMsBetween(c, a, hours)).toBe(0 - whole)
        expect(whole).toBeLessThanOrEqual(c - a)
      }),
      { numRuns: 30 },
    )
  })

  it('closed time does not count', () => {
    fc.assert(
      fc.property(instant, (start) => {
        const opening = nextOpening(start, hours)
        expect(businessMsBetween(start, opening, hours)).toBe(0)
        expect(isOpen(opening, hours)).toBe(true)
        expect(businessMsBetween(opening, opening + 1, hours)).toBe(1)
      }),
    )
  })
})
