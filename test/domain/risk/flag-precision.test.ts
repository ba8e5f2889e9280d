import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flagPrecision, type SettledFlag, wilsonInterval } from '../../../src/domain/risk/flag-precision.ts'

const flag = (some: Partial<SettledFlag>): SettledFlag => ({
  stage: 'recovered',
  reasons: [{ reason: 'bad_experience', points: 0.3 }],
  level: 'high',
  language: 'fa',
  closed_by: 'person',
  ...some,
})
const times = (count: number, some: Partial<SettledFlag>) => Array.from({ length: count }, () => flag(some))

describe('flagPrecision', () => {
  it('counts a dismissal as a false alarm, lost and recovered as right', () => {
    const found = flagPrecision([
      ...times(5, { stage: 'recovered' }),
      ...times(2, { stage: 'lost' }),
      ...times(3, { stage: 'dismissed' }),
    ])
    expect(found).toMatchObject({ judged: 10, right: 7, false_alarms: 3, precision: 0.7, unjudged: 0 })
    // The textbook figures for 7 of 10.
    expect(found.interval?.low).toBeCloseTo(0.3968, 4)
    expect(found.interval?.high).toBeCloseTo(0.8922, 4)
  })

  it('takes no word for it from a score that calmed down by itself, nor from flags at work', () => {
    const found = flagPrecision([
      ...times(4, { stage: 'recovered', closed_by: 'service' }),
      ...times(2, { stage: 'open', closed_by: null }),
      flag({ stage: 'saving', closed_by: null }),
      flag({ stage: 'dismissed' }),
    ])
    expect(found).toMatchObject({ judged: 1, right: 0, false_alarms: 1, precision: 0, unjudged: 4 })
  })

  it('tells languages apart, and reasons by the heaviest one of a flag', () => {
    const leaving = [
      { reason: 'sla_missed', points: 0.1 },
      { reason: 'churn_explicit', points: 0.5 },
    ] as const
    const found = flagPrecision([
      ...times(3, { stage: 'lost', reasons: leaving, language: 'ar' }),
      ...times(2, { stage: 'dismissed' }),
      ...times(2, { stage: 'lost' }),
      flag({ stage: 'dismissed', language: null, reasons: [] }),
    ])
    expect(found.by_language.map(({ language, precision }) => [language, precision.precision])).toEqual([
      ['fa', 0.5],
      ['ar', 1],
    ])
    expect(
      found.by_reason.map(({ reason, precision }) => [reason, precision.right, precision.judged]),
    ).toEqual([
      ['bad_experience', 2, 4],
      ['churn_explicit', 3, 3],
    ])
    expect(found.judged).toBe(8)
  })

  it('says that nothing is known yet', () => {
    expect(flagPrecision([])).toEqual({
      judged: 0,
      right: 0,
      false_alarms: 0,
      precision: null,
      interval: null,
      enough: false,
      unjudged: 0,
      by_level: [],
      by_language: [],
      by_reason: [],
    })
  })
})

describe('wilsonInterval', () => {
  it.each([
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [1, 1, 0.2065, 1],
    [80, 100, 0.7112, 0.8666],
  ])('%i of %i', (successes, trials, low, high) => {
    expect(wilsonInterval(successes, trials)?.low).toBeCloseTo(low, 3)
    expect(wilsonInterval(successes, trials)?.high).toBeCloseTo(high, 3)
  })

  it('holds the share, lies within 0 and 1, and narrows with more trials', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, part) => {
          const successes = Math.round(trials * part)
          const one = wilsonInterval(successes, trials) as { low: number; high: number }
          const more = wilsonInterval(successes * 10, trials * 10) as { low: number; high: number }
          expect(one.low).toBeGreaterThanOrEqual(0)
          expect(one.high).toBeLessThanOrEqual(1)
          expect(one.low).toBeLessThanOrEqual(successes / trials + 1e-12)
          expect(one.high).toBeGreaterThanOrEqual(successes / trials - 1e-12)
          expect(more.high - more.low).toBeLessThan(one.high - one.low)
        },
      ),
    )
  })
})
