import { describe, expect, it } from 'vitest'
import { parseBusinessHours } from '../../../src/domain/desk/opening-hours.ts'

const parse = (hours: string, holidays = '', timeZone = 'Asia/Tehran') =>
  parseBusinessHours({ hours, holidays, timeZone })
const weekOf = (hours: string) => {
  const parsed = parse(hours)
  return parsed.ok
    ? parsed.hours.week.map((day) => day.map(({ from, to }) => `${from / 60}-${to / 60}`).join())
    : null
}

describe('parseBusinessHours', () => {
  it.each([
    ['sat-wed 09:00-17:30; thu 09:00-13:00', ['9-17.5', '9-17.5', '9-17.5', '9-17.5', '9-13', '', '9-17.5']],
    ['SUN-THU 8:00-16:00', ['8-16', '8-16', '8-16', '8-16', '8-16', '', '']],
    ['Monday - Friday 09:00 - 17:00;', ['', '9-17', '9-17', '9-17', '9-17', '9-17', '']],
    ['mon, wed 09:00-12:00, 13:00-17:00', ['', '9-12,13-17', '', '9-12,13-17', '', '', '']],
    ['24/7', Array(7).fill('0-24')],
    ['daily 08:00-20:00; daily 18:00-22:00', Array(7).fill('8-22')],
    ['sat 22:00-06:00', ['0-6', '', '', '', '', '', '22-24']],
    ['daily 09:00-17:00; fri closed', Array(7).fill('9-17')],
  ])('%s', (text, week) => {
    expect(weekOf(text)).toEqual(week)
  })

  it.each([
    ['', 'No day is open'],
    ['fri closed', 'No day is open'],
    ['09:00-17:00', 'should look like'],
    ['sat-wed', 'should look like'],
    ['sat-wed 9-17', 'should look like 09:00-17:30'],
    ['sat-wed 09:00-25:00', 'at most 24:00'],
    ['sat-wed 09:60-10:00', 'at most 24:00'],
    ['sat-wed 09:00-09:00', 'should look like 09:00-17:30'],
    ['someday 09:00-17:00', 'is not a day'],
    ['sat-mon-wed 09:00-17:00', 'is not a day'],
  ])('refuses "%s"', (text, problem) => {
    expect(parse(text)).toEqual({ ok: false, problem: expect.stringContaining(problem) })
  })

  it('reads holidays, whole and half', () => {
    const parsed = parse('24/7', '2026-03-21, 2026-03-20 09:00-12:00; 2026-04-01 09:00-10:00, 11:00-12:00')
    expect(parsed.ok && parsed.hours.holidays).toEqual({
      '2026-03-21': [],
      '2026-03-20': [{ from: 540, to: 720 }],
      '2026-04-01': [
        { from: 540, to: 600 },
        { from: 660, to: 720 },
      ],
    })
  })

  it.each(['2026-02-30', '21-03-2026', '2026-03-21 22:00-02:00', 'Nowruz'])(
    'refuses the holiday "%s"',
    (holiday) => {
      expect(parse('24/7', holiday).ok).toBe(false)
    },
  )

  it('refuses a time zone nobody knows', () => {
    expect(parse('24/7', '', 'Tehran')).toEqual({ ok: false, problem: expect.stringContaining('IANA') })
  })
})
