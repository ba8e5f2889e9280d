import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALWAYS_OPEN, parseBusinessHours } from '../../../src/domain/desk/opening-hours.ts'
import { DEFAULT_SLA_TARGETS, type SlaRequest, slaFor } from '../../../src/domain/desk/sla.ts'
import { URGENCIES, type Urgency } from '../../../src/domain/labels.ts'

const parsed = parseBusinessHours({ hours: 'sat-wed 09:00-17:30; thu 09:00-13:00', timeZone: 'Asia/Tehran' })
const hours = parsed.ok ? parsed.hours : ALWAYS_OPEN
const MINUTE = 60_000

// Thursday 12:00 in Tehran: an hour before the weekend.
const THURSDAY_NOON = '2026-03-05T08:30:00.000Z'
const ask = (urgency: Urgency, more: Partial<SlaRequest> = {}) =>
  slaFor({ urgency, waiting_since: THURSDAY_NOON, now: THURSDAY_NOON, hours, ...more })

describe('slaFor', () => {
  it.each([
    ['critical', '2026-03-05T08:45:00.000Z'],
    ['high', '2026-03-07T06:30:00.000Z'],
    ['normal', '2026-03-07T12:30:00.000Z'],
    ['low', '2026-03-09T11:30:00.000Z'],
  ] as const)('%s is due at %s', (urgency, due_at) => {
    expect(ask(urgency)).toMatchObject({
      target: 'first_response',
      urgency,
      state: 'running',
      due_at,
      breached: false,
      remaining_ms: DEFAULT_SLA_TARGETS.first_response[urgency].ms,
    })
  })

  it.each([
    ['at its due time', '2026-03-07T06:30:00.000Z', false, 0],
    ['ten minutes later', '2026-03-07T06:40:00.000Z', true, -10 * MINUTE],
    ['on the weekend the clock stands', '2026-03-06T12:00:00.000Z', false, 60 * MINUTE],
  ])('a high case %s', (_, now, breached, remaining_ms) => {
    expect(ask('high', { now })).toMatchObject({ breached, remaining_ms })
  })

  it('is stopped when nobody waits', () => {
    expect(ask('high', { waiting_since: null })).toMatchObject({
      state: 'stopped',
      due_at: null,
      breached: false,
      remaining_ms: null,
    })
  })

  it('has a longer clock for the resolution', () => {
    expect(ask('critical', { target: 'resolution' })).toMatchObject({
      target: 'resolution',
      due_at: '2026-03-05T12:30:00.000Z',
    })
  })
})

describe('waiting for the customer', () => {
  it.each([
    [
      'a pause moves the due time',
      [{ from: '2026-03-05T08:35:00Z', to: '2026-03-05T08:50:00Z' }],
      '2026-03-05T09:00:00.000Z',
    ],
    [
      'overlapping pauses count once',
      [
        { from: '2026-03-05T08:40:00Z', to: '2026-03-05T08:50:00Z' },
        { from: '2026-03-05T08:35:00Z', to: '2026-03-05T08:45:00Z' },
      ],
      '2026-03-05T09:00:00.000Z',
    ],
    [
      'a pause before the wait does not count',
      [{ from: '2026-03-05T07:00:00Z', to: '2026-03-05T08:00:00Z' }],
      '2026-03-05T08:45:00.000Z',
    ],
    [
      'a pause after the due time does not help',
      [{ from: '2026-03-05T08:50:00Z', to: '2026-03-05T09:50:00Z' }],
      '2026-03-05T08:45:00.000Z',
    ],
  ])('%s', (_, pauses, due_at) => {
    expect(ask('critical', { pauses, now: '2026-03-05T10:00:00Z' }).due_at).toBe(due_at)
  })

  it('stands still during an open pause', () => {
    const pauses = [{ from: '2026-03-05T08:35:00Z', to: null }]
    for (const now of ['2026-03-05T08:36:00Z', '2026-03-09T12:00:00Z']) {
      expect(ask('critical', { pauses, now })).toMatchObject({
        state: 'paused',
        due_at: null,
        breached: false,
        remaining_ms: 10 * MINUTE,
      })
    }
  })

  it('stays breached when the pause came too late', () => {
    const pauses = [{ from: '2026-03-05T09:00:00Z', to: null }]
    expect(ask('critical', { pauses, now: '2026-03-05T12:00:00Z' })).toMatchObject({
      state: 'paused',
      breached: true,
      remaining_ms: -15 * MINUTE,
    })
  })
})

describe('properties', () => {
  const time = fc
    .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-31T00:00:00Z') })
    .map((instant) => new Date(instant).toISOString())
  const minutes = fc.integer({ min: 1, max: 6_000 })

  it('raising the urgency never gives more time, whatever the targets', () => {
    const target = fc.record({
      ms: minutes.map((m) => m * MINUTE),
      clock: fc.constantFrom('always', 'business'),
    })
    const targets = fc.record({ critical: target, high: target, normal: target, low: target })
    fc.assert(
      fc.property(time, targets, (waiting_since, first_response) => {
        const due = URGENCIES.map((urgency) =>
          Date.parse(
            ask(urgency, {
              waiting_since,
              now: waiting_since,
              targets: { ...DEFAULT_SLA_TARGETS, first_response },
            }).due_at ?? '',
          ),
        )
        expect(due).toEqual(due.toSorted((one, other) => other - one))
      }),
    )
  })

  it('is breached exactly when the due time has passed', () => {
    fc.assert(
      fc.property(time, time, fc.constantFrom(...URGENCIES), (waiting_since, now, urgency) => {
        const sla = ask(urgency, { waiting_since, now })
        expect(sla.breached).toBe(Date.parse(now) > Date.parse(sla.due_at ?? ''))
        if (!sla.breached) expect(sla.remaining_ms).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
