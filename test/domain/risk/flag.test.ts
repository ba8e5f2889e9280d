import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../../../src/domain/actor.ts'
import {
  DEFAULT_FLAG_SETTINGS,
  decideFlag,
  FLAG_STAGES,
  type Flag,
  type FlagStage,
  isFlagClosed,
  lastEvidenceAt,
} from '../../../src/domain/risk/flag.ts'
import { FLAG_TRANSITIONS, moveFlag } from '../../../src/domain/risk/flag-moves.ts'
import type { Risk } from '../../../src/domain/risk/risk.ts'
import { assessRisk, levelOf } from '../../../src/domain/risk/score.ts'
import { day, history, late, resolved, says, thanks } from './history.ts'

const base = assessRisk(history([says(0, 'I cancel today', { signals: ['churn_explicit'] })]), day(0))
const riskOf = (score: number): Risk => ({ ...base, score, level: levelOf(score) })
const decide = (risk: Risk, at: number, flags: Flag[] = [], evidence: string | null = null) =>
  decideFlag({ customer_id: 'cus_1', flags, risk, now: day(at), lastEvidenceAt: evidence })

function opened(score = 0.6, at = 0): Flag {
  const decision = decide(riskOf(score), at)
  if (decision.action !== 'open') throw new Error('expected a flag')
  return { ...decision.flag, id: 'flg_1' }
}
const closedAs = (stage: FlagStage, at: number): Flag => ({
  ...opened(),
  stage,
  closed_at: day(at),
  due_at: null,
})
const actor = (role: Role = 'supervisor'): Actor => ({ kind: 'key', id: 'key_1', name: 'Sara', role })

describe('decideFlag: opening', () => {
  it('opens with what a supervisor needs', () => {
    expect(decide(base, 0)).toEqual({
      action: 'open',
      flag: {
        customer_id: 'cus_1',
        stage: 'open',
        score: base.score,
        level: 'high',
        expected_loss: base.expected_loss,
        currency: 'USD',
        reasons: [
          expect.objectContaining({ reason: 'churn_explicit', quote: 'I cancel today' }),
          expect.objectContaining({ reason: 'bad_experience' }),
        ],
        next_best_action: 'retention_call',
        owner: null,
        due_at: day(8 / 24),
        note: null,
        outcome_reason: null,
        peak_score: base.score,
        peak_expected_loss: base.expected_loss,
        opened_at: day(0),
        calm_since: null,
        closed_at: null,
        updated_at: day(0),
      },
    })
  })

  it('is due sooner when critical', () => {
    expect(opened(0.8).due_at).toBe(day(2 / 24))
  })

  it.each<[string, number, Flag[], string | null, string]>([
    ['below the bound', 0.44, [], null, 'none'],
    ['at the bound', 0.45, [], null, 'open'],
    ['dismissed, nothing new', 0.9, [closedAs('dismissed', 2)], day(1), 'none'],
    ['dismissed, evidence of the same moment', 0.9, [closedAs('dismissed', 2)], day(2), 'none'],
    ['dismissed, newer evidence', 0.9, [closedAs('dismissed', 2)], day(2.1), 'open'],
    ['saved by a person while the score is still high', 0.6, [closedAs('recovered', 2)], day(1), 'none'],
    ['saved, then hurt again', 0.6, [closedAs('recovered', 2)], day(3), 'open'],
    ['lost, nothing new', 0.9, [closedAs('lost', 2)], day(1), 'none'],
    ['the last closing counts', 0.9, [closedAs('dismissed', 4), closedAs('recovered', 2)], day(3), 'none'],
  ])('%s', (_, score, flags, evidence, action) => {
    expect(decide(riskOf(score), 5, flags, evidence).action).toBe(action)
  })

  it('takes the newest raising contribution as evidence when nobody tells', () => {
    const risk = assessRisk(history([says(0, 'x'), says(2, 'y'), resolved(3), thanks(4)]), day(5))
    expect(lastEvidenceAt(risk)).toBe(day(2))
    expect(lastEvidenceAt({ contributions: [] })).toBeNull()
    expect(decide(base, 5, [closedAs('dismissed', 1)]).action).toBe('none')
  })

  it.each([
    ['a message of old that reaches us only now is new', says(0, 'y', { id: 'm' }), day(3), 'open'],
    ['a sender whose clock runs ahead brings nothing new', says(9, 'y', { id: 'm' }), day(1), 'none'],
  ] as const)('%s', (_, message, received_at, action) => {
    const leaving = says(-1, 'I cancel', { signals: ['churn_explicit'] })
    const risk = assessRisk(history([leaving, { ...message, received_at }]), day(10))
    expect(decide(risk, 10, [closedAs('dismissed', 2)]).action).toBe(action)
  })

  it('our own late answer is no news of the customer', () => {
    const leaving = says(0, 'I cancel', { signals: ['churn_explicit'] })
    const risk = assessRisk(history([leaving, late(3, 5)]), day(4))
    expect(decide(risk, 4, [closedAs('dismissed', 2)]).action).toBe('none')
  })
})

describe('decideFlag: a flag in work', () => {
  it('asks nothing when nothing changed, and the same twice', () => {
    expect(decide(riskOf(0.6), 1, [opened()])).toEqual({ action: 'none' })
    expect(decide(riskOf(0.7), 1, [opened()])).toEqual(decide(riskOf(0.7), 1, [opened()]))
  })

  it('follows the score, and is due earlier when it becomes graver', () => {
    const decision = decide(riskOf(0.8), 0.1, [opened()])
    expect(decision).toMatchObject({
      action: 'update',
      flag: { id: 'flg_1', score: 0.8, level: 'critical', due_at: day(0.1 + 2 / 24) },
    })
  })

  it('keeps its due time when it becomes milder, or when the new one would be later', () => {
    expect(decide(riskOf(0.5), 0.1, [opened(0.8)])).toMatchObject({ flag: { due_at: day(2 / 24) } })
    expect(decide(riskOf(0.8), 1, [opened()])).toMatchObject({ flag: { due_at: day(8 / 24) } })
  })

  it('keeps stage and owner', () => {
    const saving: Flag = { ...opened(), stage: 'saving', owner: 'key_2' }
    expect(decide(riskOf(0.5), 1, [saving])).toMatchObject({ flag: { stage: 'saving', owner: 'key_2' } })
  })

  it('closes only after three calm days, not between the bounds', () => {
    const between = decide(riskOf(0.35), 1, [opened()])
    expect(between).toMatchObject({ action: 'update', flag: { calm_since: null, stage: 'open' } })
    const calm = decide(riskOf(0.2), 2, [opened()])
    if (calm.action !== 'update') throw new Error('expected an update')
    expect(calm.flag.calm_since).toBe(day(2))
    expect(decide(riskOf(0.19), 4.9, [calm.flag]).action).toBe('update')
    expect(decide(riskOf(0.19), 5, [calm.flag])).toMatchObject({
      action: 'close',
      flag: { stage: 'recovered', closed_at: day(5), due_at: null, score: 0.19 },
    })
    expect(decide(riskOf(0.5), 4, [calm.flag])).toMatchObject({
      action: 'update',
      flag: { calm_since: null },
    })
  })

  it('does not flutter: a score going up and down around the opening bound opens once', () => {
    let flags: Flag[] = []
    let openings = 0
    for (let hour = 0; hour < 240; hour++) {
      const decision = decide(riskOf(hour % 2 ? 0.44 : 0.46), hour / 24, flags, day(hour / 24))
      if (decision.action === 'open') {
        openings++
        flags = [{ ...decision.flag, id: 'flg_1' }]
      } else if (decision.action !== 'none') flags = [decision.flag]
    }
    expect(openings).toBe(1)
  })
})

describe('moveFlag', () => {
  const at = day(1)
  const flagAt = (stage: FlagStage): Flag =>
    isFlagClosed(stage) ? closedAs(stage, 0.5) : { ...opened(), stage }
  const pairs = FLAG_STAGES.flatMap((from) =>
    FLAG_STAGES.filter((to) => to !== from).map((to) => [from, to] as const),
  )

  it.each(pairs)('%s → %s follows the table', (from, to) => {
    const moved = moveFlag(flagAt(from), { to, actor: actor(), at, note: 'spoke to them' })
    if (FLAG_TRANSITIONS[from].includes(to)) {
      expect(moved).toMatchObject({ ok: true, flag: { stage: to, updated_at: at } })
      if (!moved.ok) return
      expect(moved.flag.closed_at === null).toBe(!isFlagClosed(to))
      expect(moved.flag.due_at === null).toBe(isFlagClosed(to))
    } else {
      expect(moved).toEqual({
        ok: false,
        refusal: { code: 'not_allowed', from, to, allowed: FLAG_TRANSITIONS[from] },
      })
    }
  })

  it('gives an unowned case to whoever takes it, and leaves an owned one', () => {
    expect(moveFlag(opened(), { to: 'planned', actor: actor('agent'), at })).toMatchObject({
      flag: { owner: 'key_1' },
    })
    const owned = { ...opened(), owner: 'key_9' }
    expect(moveFlag(owned, { to: 'saving', actor: actor(), at })).toMatchObject({ flag: { owner: 'key_9' } })
  })

  it('a reopened case has a fresh due time', () => {
    expect(moveFlag(closedAs('dismissed', 0.5), { to: 'open', actor: actor(), at })).toMatchObject({
      flag: { stage: 'open', closed_at: null, due_at: day(1 + 8 / 24) },
    })
  })

  it('staying changes nothing', () => {
    const flag = opened()
    expect(moveFlag(flag, { to: 'open', actor: actor('agent'), at })).toEqual({ ok: true, flag })
  })

  it.each<[FlagStage, FlagStage, boolean]>([
    ['open', 'planned', true],
    ['planned', 'saving', true],
    ['saving', 'recovered', true],
    ['open', 'dismissed', false],
    ['saving', 'lost', false],
    ['dismissed', 'open', false],
  ])('an agent moving %s → %s: %s', (from, to, allowed) => {
    const moved = moveFlag(flagAt(from), { to, actor: actor('agent'), at, note: 'x' })
    expect(moved).toMatchObject(
      allowed ? { ok: true } : { ok: false, refusal: { code: 'needs_supervisor', from, to } },
    )
  })

  it('asks for a note where the operator wants one', () => {
    const settings = { ...DEFAULT_FLAG_SETTINGS, noteRequiredFor: ['dismissed'] as const }
    const move = { to: 'dismissed', actor: actor(), at, settings } as const
    expect(moveFlag(opened(), { ...move, note: ' ' })).toMatchObject({ refusal: { code: 'needs_note' } })
    expect(moveFlag(opened(), { ...move, note: 'a test account' })).toMatchObject({ ok: true })
  })
})
