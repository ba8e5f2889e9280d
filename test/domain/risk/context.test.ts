/** What only the history, the author's role or the words beside the labels can tell. */
import { describe, expect, it } from 'vitest'
import type { RiskEvent, RiskReason } from '../../../src/domain/risk/risk.ts'
import { assessRisk } from '../../../src/domain/risk/score.ts'
import { day, HOUR, history, late, reply, resolved, type Said, says, thanks } from './history.ts'

const risk = (events: RiskEvent[], at: number) => assessRisk(history(events), day(at))
const reasonsOf = (events: RiskEvent[], at: number): RiskReason[] =>
  risk(events, at).contributions.map(({ reason }) => reason)
const plain: Said = { sentiment: 'neutral', intent: 'request', topics: ['refund_return'] }
const cancel: Said = {
  sentiment: 'neutral',
  intent: 'request',
  topics: ['cancellation'],
  signals: ['churn_explicit'],
}

describe('asking again in words the labels missed', () => {
  const first = says(0, 'سلام، مبلغ مرجوعی کی واریز می‌شود؟', plain)
  const second = says(8, 'سلام، طبق گفته همکارتان باید واریز می‌شد، هنوز نشده است', plain)

  it('is believed where our records know of an earlier contact', () => {
    expect(risk([second], 8).score).toBe(0)
    expect(reasonsOf([first, second], 8)).toContain('repeat_contact')
    const third = says(21, 'سلام. این سومین بار است که می‌نویسم', plain)
    expect(risk([first, reply(1), second, third], 21).level).toBe('high')
  })

  it('is not believed within one stretch of a conversation, nor of another matter, nor after thanks alone', () => {
    expect(risk([first, says(HOUR, 'هنوز جوابی نیست', plain)], 1).score).toBe(0)
    const elsewhere: Said = { ...plain, topics: ['technical'], conversation: 'b' }
    expect(risk([first, says(8, 'هنوز باز نمی‌شود', elsewhere)], 8).score).toBe(0)
    expect(risk([thanks(0, 'ممنون', { topics: ['refund_return'] }), second], 8).score).toBe(0)
  })

  it('counts a trouble of months from its beginning, under its own name', () => {
    const slide = [0, 30, 60, 90].map((at) =>
      says(at, 'Slow again', { topics: at === 90 ? ['staff_conduct', 'technical'] : ['technical'] }),
    )
    const last = risk(slide, 90).contributions.find(
      ({ reason, at }) => reason === 'bad_experience' && at === day(90),
    )
    expect(last?.facts).toMatchObject({ nth: 4, topic: 'technical' })
  })
})

describe('leaving in words the labels missed', () => {
  const unlabelled: Said = { sentiment: 'neutral', intent: 'request', topics: ['other'] }

  it.each([
    ['en', 'Please cancel my membership as of Friday', 'Please cancel my membership'],
    ['finglish', 'salam, eshterakam ro laghv konid', 'eshterakam ro laghv konid'],
    ['arabizi', 'khalas hal8i el eshterak', 'hal8i el eshterak'],
  ])('%s', (_, text, quote) => {
    const { level, contributions } = risk([says(0, text, unlabelled)], 0)
    expect(level).toBe('high')
    expect(contributions[0]).toMatchObject({
      reason: 'churn_explicit',
      quote: expect.stringContaining(quote),
    })
  })

  it('is a cry for help, not a leaving, while somebody empties the account', () => {
    const danger: Said = { ...unlabelled, urgency: 'critical', signals: ['fraud'] }
    expect(reasonsOf([says(0, 'حسابم را ببندید، دارن برداشت می‌کنن', danger)], 0)).not.toContain(
      'churn_explicit',
    )
  })

  it('stays leaving when it is said with praise', () => {
    const kindly: Said = { ...cancel, sentiment: 'positive' }
    expect(reasonsOf([says(0, 'You were great, but please close my account', kindly)], 0)).toContain(
      'churn_explicit',
    )
    const over: Said = { ...kindly, intent: 'praise', urgency: 'low' }
    expect(risk([says(0, 'I wanted to cancel, and then you fixed it. Thank you', over)], 0).score).toBe(0)
  })

  it('is not undone because we granted what they asked for', () => {
    const left = says(0, 'Please cancel my membership', cancel)
    const before = risk([left], 2).score
    expect(risk([left, resolved(1)], 2).score).toBe(before)
    const thanked = risk([left, resolved(1), thanks(1.1, 'Thank you')], 2)
    expect(thanked.level).toBe('high')
    expect(reasonsOf([left, resolved(1), thanks(1.1, 'Thank you')], 2)).toContain('goodwill')
  })

  it('is undone by a cure where the leaving was a complaint', () => {
    const unless = says(0, 'Fix this by Friday or I cancel', { urgency: 'high', signals: ['churn_explicit'] })
    expect(risk([unless, resolved(1), thanks(1.1)], 2).score).toBeLessThan(risk([unless], 2).score / 2)
  })
})

describe('leaving that life decides', () => {
  const closing = says(1, 'لطفاً حساب را ببندید', { ...cancel, signals: ['churn_explicit', 'vulnerable'] })
  const told = says(0.9, 'پدرم هفته پیش فوت کرد', {
    sentiment: 'negative',
    intent: 'other',
    topics: ['other'],
  })

  it('is neither loud on the board nor asked to stay', () => {
    const { level, next_best_action } = risk([told, closing], 1)
    expect(level).not.toBe('high')
    expect(next_best_action).toBe('close_with_care')
    expect(reasonsOf([told, closing], 1)).toContain('leaving_life_event')
    expect(risk([closing], 1).level).toBe('high')
  })

  it('does not excuse us where they complain', () => {
    const angry = says(1, 'My husband died and you still charge him. I am closing the account', {
      urgency: 'high',
      signals: ['churn_explicit', 'vulnerable'],
    })
    expect(reasonsOf([angry], 1)).toContain('churn_explicit')
  })
})

describe('who is not a customer', () => {
  const rant = {
    ...says(0, 'Terrible, never again', { signals: ['churn_implicit'] }),
    kind: 'message' as const,
  }

  it.each([
    ['prospect', 0],
    ['public', 0],
    ['customer', 1],
    ['partner', 1],
  ] as const)('%s', (author_role, counts) => {
    const score = risk([{ ...rant, author_role } as RiskEvent, late(0.1, 9)], 1).score
    expect(score > 0).toBe(counts === 1)
  })
})
