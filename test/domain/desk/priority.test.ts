import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DEFAULT_PRIORITY_SETTINGS,
  type PriorityRequest,
  priorityOf,
} from '../../../src/domain/desk/priority.ts'
import { SENTIMENTS, SIGNALS, URGENCIES } from '../../../src/domain/labels.ts'

const due = (hour: number) => new Date(Date.UTC(2026, 2, 2, hour)).toISOString()
const usd = (score: number, expected_loss: number | null) => ({ score, expected_loss, currency: 'USD' })
const waiting = (more: Partial<PriorityRequest> & { dueHour?: number } = {}): PriorityRequest => ({
  urgency: 'normal',
  sla: { state: 'running', due_at: due(more.dueHour ?? 12) },
  risk: null,
  sentiment: 'neutral',
  signals: [],
  ...more,
})

describe('priorityOf', () => {
  it.each<[string, PriorityRequest, PriorityRequest]>([
    [
      'a poor customer in danger before a rich one with a question',
      waiting({ urgency: 'critical', signals: ['safety'], risk: usd(0.1, 0), dueHour: 20 }),
      waiting({ risk: usd(0.95, 1_000_000), dueHour: 1 }),
    ],
    ['high before normal, however late', waiting({ urgency: 'high', dueHour: 500 }), waiting({ dueHour: 0 })],
    ['earlier due first', waiting({ dueHour: 10 }), waiting({ dueHour: 11 })],
    ['more value at risk first', waiting({ risk: usd(0.5, 5_000) }), waiting({ risk: usd(0.5, 50) })],
    ['same value, more risk first', waiting({ risk: usd(0.6, 600) }), waiting({ risk: usd(0.1, 100) })],
    ['a vulnerable customer first', waiting({ signals: ['vulnerable'] }), waiting()],
    [
      'danger to life before fraud',
      waiting({ urgency: 'critical', signals: ['safety'] }),
      waiting({ urgency: 'critical', signals: ['fraud'] }),
    ],
    ['who is unhappy first, all else equal', waiting({ sentiment: 'negative' }), waiting()],
    [
      'who waits before who does not',
      waiting({ urgency: 'low', dueHour: 900 }),
      waiting({ urgency: 'critical', sla: { state: 'paused', due_at: null } }),
    ],
    [
      'an unknown value counts as an ordinary customer',
      waiting({ risk: usd(0.5, null) }),
      waiting({ risk: usd(0.5, 5) }),
    ],
    [
      'rials are not dollars',
      waiting({ risk: usd(0.5, 5_000) }),
      waiting({ risk: { score: 0.5, expected_loss: 5_000_000, currency: 'IRR' } }),
    ],
    [
      'long overdue before rich: value moves ahead by a day at most',
      waiting({ dueHour: 0, risk: usd(0.05, 5) }),
      waiting({ dueHour: 26, risk: usd(0.9, 900_000) }),
    ],
  ])('%s', (_, first, second) => {
    expect(priorityOf(first).priority).toBeGreaterThan(priorityOf(second).priority)
  })

  it('says why', () => {
    const { reasons } = priorityOf(
      waiting({ urgency: 'high', risk: usd(0.5, 300), signals: ['vulnerable'], sentiment: 'negative' }),
    )
    expect(reasons).toEqual([
      { reason: 'urgency', detail: 'high', ahead_ms: 0 },
      { reason: 'due', detail: due(12), ahead_ms: 0 },
      { reason: 'vulnerable', detail: null, ahead_ms: 4_320_000 },
      { reason: 'value_at_risk', detail: 300, ahead_ms: 5_040_000 },
      { reason: 'negative', detail: null, ahead_ms: 252_000 },
    ])
  })

  it('is 0 when nobody waits', () => {
    expect(priorityOf(waiting({ sla: { state: 'stopped', due_at: null } }))).toEqual({
      priority: 0,
      reasons: [],
    })
  })
})

describe('properties', () => {
  const request = fc.record({
    urgency: fc.constantFrom(...URGENCIES),
    sla: fc
      .integer({ min: 0, max: 200_000 })
      .map((hour) => ({ state: 'running' as const, due_at: due(hour) })),
    risk: fc.option(
      fc.record({
        score: fc.double({ min: 0, max: 1, noNaN: true }),
        expected_loss: fc.option(fc.double({ min: 0, max: 1e12, noNaN: true })),
        currency: fc.constantFrom('USD', 'IRR', 'XXX', null),
      }),
    ),
    sentiment: fc.constantFrom(...SENTIMENTS),
    signals: fc.subarray([...SIGNALS]),
  })

  it('is a whole number that every database and JSON keep, and urgency is never outbid', () => {
    fc.assert(
      fc.property(request, request, (one, other) => {
        const [first, second] = [priorityOf(one).priority, priorityOf(other).priority]
        expect(Number.isSafeInteger(first)).toBe(true)
        const rank = URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency)
        if (rank !== 0) expect(Math.sign(first - second)).toBe(Math.sign(rank))
      }),
    )
  })

  it('never moves a case behind its due time, nor further ahead than allowed', () => {
    fc.assert(
      fc.property(request, (each) => {
        const bare = priorityOf({ ...each, risk: null, sentiment: null, signals: [] }).priority
        const ahead = priorityOf(each).priority - bare
        expect(ahead).toBeGreaterThanOrEqual(0)
        expect(ahead).toBeLessThanOrEqual(DEFAULT_PRIORITY_SETTINGS.mostAheadMs[each.urgency])
      }),
    )
  })
})
