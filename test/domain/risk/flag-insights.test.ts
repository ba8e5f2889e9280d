import { describe, expect, it } from 'vitest'
import { FLAG_OUTCOME_REASONS, FLAG_OUTCOMES, FLAG_STAGES, type Flag } from '../../../src/domain/risk/flag.ts'
import { type FlagOutcome, flagInsights } from '../../../src/domain/risk/flag-insights.ts'
import { moveFlag } from '../../../src/domain/risk/flag-moves.ts'
import { ENOUGH_JUDGED } from '../../../src/domain/risk/flag-precision.ts'
import { FLAG } from '../../../src/http/schemas/desk-examples.ts'
import { day, HOUR } from './history.ts'

const outcome = (some: Partial<FlagOutcome> = {}): FlagOutcome => ({
  stage: 'recovered',
  level: 'high',
  reasons: [{ reason: 'bad_experience', points: 0.3 }],
  language: 'fa',
  closed_by: 'person',
  outcome_reason: null,
  opened_at: day(0),
  due_at: null,
  first_action_at: null,
  peak_expected_loss: 700,
  currency: 'USD',
  ...some,
})
const atWork = { stage: 'open', closed_by: null } as const

describe('flagInsights', () => {
  it('says plainly that there are too few outcomes, until there are enough', () => {
    const many = Array.from({ length: ENOUGH_JUDGED }, () => outcome())
    expect(flagInsights(many.slice(1), day(9))).toMatchObject({
      verdict: 'too_few_outcomes',
      enough_from: ENOUGH_JUDGED,
      precision: { judged: ENOUGH_JUDGED - 1, precision: 1, enough: false },
    })
    const { verdict, precision } = flagInsights(many, day(9))
    expect([verdict, precision.enough]).toEqual(['measured', true])
    expect(precision.interval?.low).toBeGreaterThan(0.85)
    expect(flagInsights([], day(0))).toMatchObject({
      opened: 0,
      verdict: 'too_few_outcomes',
      recovered_value: [],
    })
  })

  it('counts stages and what is overdue, and lets a joined flag judge nothing', () => {
    const found = flagInsights(
      [
        outcome({ ...atWork, due_at: day(1) }),
        outcome({ ...atWork, due_at: day(3) }),
        outcome({ stage: 'saving', closed_by: null, due_at: day(1) }),
        outcome(),
        outcome({ closed_by: 'service' }),
        outcome({ stage: 'lost', level: 'critical' }),
        outcome({ stage: 'dismissed', language: 'ar' }),
        outcome({ stage: 'dismissed', closed_by: 'service', outcome_reason: 'duplicate' }),
      ],
      day(2),
    )
    expect(found).toMatchObject({ opened: 8, at_work: 3, overdue: 2, recovered: 2, lost: 1, dismissed: 2 })
    expect(found.precision).toMatchObject({ judged: 3, right: 2, false_alarms: 1, unjudged: 1 })
    expect(found.precision.by_level.map(({ level, precision }) => [level, precision.judged])).toEqual([
      ['high', 2],
      ['critical', 1],
    ])
    expect(found.precision.by_language.map(({ language, precision }) => [language, precision.right])).toEqual(
      [
        ['fa', 2],
        ['ar', 0],
      ],
    )
  })

  it.each<[string, (string | null)[], number | null]>([
    ['nobody acted', [null, null], null],
    ['one', [day(2 * HOUR), null], 2],
    ['the middle one of three', [day(HOUR), day(9 * HOUR), day(2 * HOUR)], 2],
    ['between the two in the middle', [day(HOUR), day(3 * HOUR)], 2],
  ])('median time to the first touch: %s', (_, times, hours) => {
    const flags = times.map((first_action_at) => outcome({ ...atWork, first_action_at }))
    const { first_action } = flagInsights(flags, day(2))
    expect(first_action.median_ms).toBe(hours === null ? null : hours * 3_600_000)
    expect(first_action.waiting).toBe(times.filter((time) => time === null).length)
  })

  it('adds up what was won back by people, by currency, and why cases ended', () => {
    const found = flagInsights(
      [
        outcome({ outcome_reason: 'offer_accepted' }),
        outcome({ outcome_reason: 'offer_accepted', peak_expected_loss: 300.5 }),
        outcome({ peak_expected_loss: 9_000, currency: 'IRR' }),
        outcome({ closed_by: 'service', peak_expected_loss: 5_000 }),
        outcome({ stage: 'lost', outcome_reason: 'price', peak_expected_loss: 5_000 }),
        outcome({ peak_expected_loss: null, currency: null }),
      ],
      day(1),
    )
    expect(found.recovered_value).toEqual([
      { currency: 'IRR', value: 9_000, flags: 1 },
      { currency: 'USD', value: 1_000.5, flags: 2 },
    ])
    expect(found.outcome_reasons).toEqual([
      { stage: 'recovered', reason: 'offer_accepted', flags: 2 },
      { stage: 'lost', reason: 'price', flags: 1 },
    ])
  })
})

describe('the reason of an ending', () => {
  const boss = { kind: 'key', id: 'key_1', name: 'Sara', role: 'supervisor' } as const
  const move = (flag: Flag, to: Flag['stage'], outcome_reason: Flag['outcome_reason'] = null) =>
    moveFlag(flag, { to, actor: boss, at: day(1), outcome_reason })

  it.each(FLAG_STAGES.flatMap((stage) => FLAG_OUTCOME_REASONS.map((reason) => [stage, reason] as const)))(
    '%s with %s',
    (stage, reason) => {
      const fits =
        stage in FLAG_OUTCOMES &&
        (FLAG_OUTCOMES as Record<string, readonly string[]>)[stage]?.includes(reason)
      const moved = move(FLAG, stage, reason)
      expect(moved).toMatchObject(
        fits
          ? { ok: true, flag: { outcome_reason: reason } }
          : { ok: false, refusal: { code: 'wrong_outcome' } },
      )
    },
  )

  it('can be told later, and goes when the case is opened again', () => {
    const lost = { ...FLAG, stage: 'lost', closed_at: day(1), due_at: null } as const
    expect(move(lost, 'lost', 'price')).toMatchObject({ ok: true, flag: { outcome_reason: 'price' } })
    expect(move({ ...lost, outcome_reason: 'price' }, 'open')).toMatchObject({
      flag: { outcome_reason: null },
    })
  })
})
