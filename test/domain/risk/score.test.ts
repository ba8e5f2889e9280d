import { describe, expect, it } from 'vitest'
import type { RiskEvent, RiskLevel } from '../../../src/domain/risk/risk.ts'
import { assessRisk } from '../../../src/domain/risk/score.ts'
import { account, day, HOUR, history, late, reply, resolved, says, survey, thanks } from './history.ts'

const scoreOf = (events: RiskEvent[], at: number) => assessRisk(history(events), day(at)).score
const calm = { sentiment: 'neutral', intent: 'question' } as const

describe('the prior', () => {
  it('one ordinary bad experience is 17 %', () => {
    expect(scoreOf([says(0, 'The invoice is wrong again')], 0)).toBe(0.17)
  })

  it('three unresolved ones are about 59 %', () => {
    const score = scoreOf(
      [
        says(0, 'قبض اشتباه حساب شده', { topics: ['billing'], conversation: 'a' }),
        says(0.5, 'بسته هنوز نرسیده', { topics: ['delivery'], conversation: 'b' }),
        says(1, 'برنامه باز نمی‌شود', { topics: ['technical'], conversation: 'c' }),
      ],
      1,
    )
    expect(score).toBeCloseTo(0.59, 2)
  })
})

describe('levels of typical stories', () => {
  it.each<[string, RiskEvent[], number, RiskLevel[]]>([
    ['nothing ever happened', [], 0, ['low']],
    [
      'ordinary questions',
      [says(0, 'ساعت کاری شعبه چنده؟', calm), says(3, 'کارت جدید کی میاد؟', calm)],
      3,
      ['low'],
    ],
    ['praise', [thanks(0)], 0, ['low']],
    [
      'cancels without feeling',
      [
        says(0, 'أرجو إلغاء اشتراكي', {
          sentiment: 'neutral',
          intent: 'request',
          signals: ['churn_explicit'],
        }),
      ],
      0,
      ['high', 'critical'],
    ],
    [
      'leaves unless …',
      [says(0, 'تا فردا درست نشه می‌رم سراغ شرکت دیگه', { urgency: 'high', signals: ['churn_explicit'] })],
      0,
      ['high', 'critical'],
    ],
    [
      'a lawyer',
      [says(0, 'My solicitor will write to you', { urgency: 'high', signals: ['legal_threat'] })],
      0,
      ['high'],
    ],
    [
      'a calm third report',
      [
        says(0, 'سلام، مبلغ برگشتی هنوز نیامده است.', { sentiment: 'neutral' }),
        says(4, 'سلام، مبلغ هنوز نیامده است.', {
          sentiment: 'neutral',
          channel: 'email',
          conversation: 'cnv_2',
        }),
        says(9, 'سلام، باز هم پیگیر همان مبلغ هستم.', {
          sentiment: 'neutral',
          urgency: 'high',
          signals: ['repeat_contact'],
        }),
      ],
      9,
      ['high', 'critical'],
    ],
    [
      'a calm third report told in one message',
      [
        says(0, 'للمرة الثالثة أكتب لكم بخصوص الفاتورة نفسها، أرجو المتابعة.', {
          sentiment: 'neutral',
          urgency: 'high',
          signals: ['repeat_contact'],
        }),
      ],
      0,
      ['high', 'critical'],
    ],
    [
      'a furious rant about a trifle',
      [
        says(0, 'YOUR NEW LOGO IS HORRIBLE, IDIOTS!!!', {
          urgency: 'low',
          emotion: 'anger',
          signals: ['abusive'],
        }),
      ],
      0,
      ['low'],
    ],
    [
      'the same rant, threatening to post it',
      [
        says(0, 'YOUR LOGO IS HORRIBLE!!! Everyone will read this', {
          urgency: 'high',
          emotion: 'anger',
          signals: ['abusive', 'public_threat'],
        }),
      ],
      0,
      ['low', 'medium'],
    ],
    [
      'the quiet leaver',
      [
        says(0, 'How many days notice do we need to give?', calm),
        says(5, 'Can I export all our contacts as CSV?', calm),
      ],
      5,
      ['high', 'critical'],
    ],
    [
      'the quiet leaver by deeds',
      [account(0, 'seats_reduced', [40, 12]), account(3, 'auto_renewal_off')],
      3,
      ['high', 'critical'],
    ],
    [
      'the loud loyal one',
      [
        says(0, 'باز هم قطعی!!! این چه وضعشه', {
          emotion: 'anger',
          signals: ['abusive'],
          topics: ['technical'],
        }),
        resolved(0.2),
        thanks(0.3, 'درست شد، دمتون گرم'),
        says(60, 'قبض رو چرا دیر می‌فرستید!!!', { urgency: 'low', emotion: 'anger', conversation: 'b' }),
      ],
      60,
      ['low'],
    ],
    [
      'the double charge that came back',
      [
        says(0, 'قبض دو بار از حسابم کم شده'),
        resolved(1),
        thanks(1.1),
        says(25, 'ماه پیش گفتید درست شده، دوباره همان اتفاق افتاد', {
          conversation: 'b',
          channel: 'email',
          urgency: 'high',
          signals: ['repeat_contact'],
        }),
      ],
      25,
      ['high'],
    ],
  ])('%s', (_, events, at, levels) => {
    expect(levels).toContain(assessRisk(history(events), day(at)).level)
  })
})

describe('what weighs more', () => {
  const once = [says(0, 'The charge is wrong')]
  it.each<[string, RiskEvent[], RiskEvent[], number]>([
    ['a late answer', [...once, late(0.1, 9)], once, 1],
    ['later still', [...once, late(0.1, 9)], [...once, late(0.1, 2)], 1],
    ['a low survey', [...once, survey(1, 'csat', 2)], once, 1],
    ['a lower one', [survey(1, 'nps', 0)], [survey(1, 'nps', 5)], 1],
    ['an effort survey, where less is worse', [survey(1, 'ces', 1)], [survey(1, 'ces', 3)], 1],
    [
      'asking again on the same matter',
      [...once, says(2, 'Still wrong')],
      [...once, says(2, 'Late', { topics: ['delivery'], conversation: 'b' })],
      2,
    ],
    [
      'asking again over another channel at once',
      [...once, says(HOUR, 'Wrong charge', { channel: 'email', conversation: 'b' })],
      [...once, says(HOUR, 'Wrong charge')],
      1,
    ],
    ['more seats gone', [account(0, 'seats_reduced', [40, 4])], [account(0, 'seats_reduced', [40, 36])], 0],
    ['critical over high', [says(0, 'x', { urgency: 'critical' })], [says(0, 'x', { urgency: 'high' })], 0],
    [
      'a deed again unsolved over one solved',
      [...once, resolved(1), says(3, 'Back again')],
      [...once, resolved(1)],
      3,
    ],
  ])('%s', (_, more, less, at) => {
    expect(scoreOf(more, at)).toBeGreaterThan(scoreOf(less, at))
  })

  it('a burst is one experience, as bad as its worst message', () => {
    const burst = [
      says(0, 'hello', { ...calm }),
      says(0.0005, 'the charge is wrong', { urgency: 'normal' }),
      says(0.001, 'and rent is due today', { urgency: 'high' }),
    ]
    expect(scoreOf(burst, 0.01)).toBe(scoreOf([says(0.001, 'x', { urgency: 'high' })], 0.01))
  })

  it('leaving said twice is not twice the leaving', () => {
    const leaving = { ...calm, signals: ['churn_explicit' as const] }
    expect(scoreOf([says(0, 'I cancel', leaving), says(0.1, 'I cancel!', leaving)], 0.1)).toBe(
      scoreOf([says(0.1, 'I cancel', leaving)], 0.1),
    )
  })
})

describe('recovery', () => {
  const three = [says(0, 'a'), says(2, 'b'), says(4, 'c', { urgency: 'high', signals: ['repeat_contact'] })]

  it('falls back clearly when solved and thanked', () => {
    const before = scoreOf(three, 4)
    const after = assessRisk(history([...three, resolved(5), thanks(5.1)]), day(5.2))
    expect(after.score).toBeLessThan(before / 3)
    expect(after.trend.direction).toBe('rising')
    expect(after.level).toBe('low')
    expect(after.next_best_action).toBe('confirm_recovery')
    expect(after.contributions.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['solved', 'thanked']),
    )
  })

  it.each<[string, RiskEvent[]]>([
    ['solved', [resolved(5)]],
    ['thanked over another channel', [thanks(5, 'Merci, réglé', { channel: 'email', conversation: 'b' })]],
    ['a good survey', [survey(5, 'csat', 5)]],
    [
      'praise for something else',
      [thanks(5, 'lovely shop', { topics: ['staff_conduct'], conversation: 'b' })],
    ],
  ])('%s pays back', (_, events) => {
    expect(scoreOf([...three, ...events], 6)).toBeLessThan(scoreOf(three, 6))
  })

  it('a case that comes back was not solved', () => {
    const back = says(8, 'And it is back')
    expect(scoreOf([...three, resolved(5), back], 8)).toBe(scoreOf([...three, back], 8))
  })

  it('thanks in one breath with the complaint are manners, unless an answer came between', () => {
    const thanked = thanks(4.001, 'thank you')
    expect(scoreOf([...three, thanked], 5)).toBe(scoreOf(three, 5))
    expect(scoreOf([...three, reply(4.0005), thanked], 5)).toBeLessThan(scoreOf(three, 5))
  })

  it('thanks that say it is solved count at once', () => {
    for (const text of ['It works now, thank you!', 'درست شد، ممنون', 'انحلت المشكلة، شكراً']) {
      expect(scoreOf([...three, thanks(4.001, text)], 5)).toBeLessThan(scoreOf(three, 5))
    }
  })

  it('a solved case told again in praise adds nothing', () => {
    const praise = thanks(0, 'Third call, but finally solved, thank you', { signals: ['repeat_contact'] })
    expect(scoreOf([praise], 0)).toBe(0)
  })
})

describe('the answer', () => {
  const text =
    'Bonjour to all of you. I have been patient for weeks. This is the third time I am writing about invoice 5512 and nobody has come back to me, so I would like to know what happens next.'
  const span = { start: text.indexOf('third time'), end: text.indexOf(' I am writing') }
  const message = says(0, text, {
    id: 'msg_7',
    urgency: 'high',
    signals: ['repeat_contact'],
    reasons: [{ head: 'signals', label: 'repeat_contact', ...span, text: 'third time', weight: 0.4 }],
  })
  const risk = assessRisk(history([message, late(0.25, 9), survey(2, 'csat', 1)], 2_000), day(3))

  it('links every point to a message and a quote', () => {
    for (const contribution of risk.contributions) {
      expect(contribution.message_id).toBe('msg_7')
      expect(contribution.quote).not.toBeNull()
    }
    expect(risk.contributions.find(({ reason }) => reason === 'repeat_contact')).toMatchObject({
      quote: expect.stringMatching(/^….*third time.*…$/),
      facts: { nth: 3, topic: 'billing' },
    })
    expect(risk.contributions.find(({ reason }) => reason === 'low_survey')).toMatchObject({
      quote: 'CSAT 1/5',
      source: { kind: 'survey' },
      facts: { survey: 'csat', survey_score: 1 },
    })
    expect(risk.contributions.find(({ reason }) => reason === 'sla_missed')?.facts.late_ms).toBe(
      9 * 3_600_000,
    )
  })

  it('tells the expected loss, or that it is unknown', () => {
    expect(risk.expected_loss).toBe(Math.round(risk.score * 2_000 * 100) / 100)
    expect(assessRisk(history([message], null), day(3))).toMatchObject({
      expected_loss: null,
      currency: null,
    })
  })

  it('compares with seven days before', () => {
    expect(risk.trend).toEqual({ direction: 'rising', change: risk.score, since: day(-4) })
    expect(assessRisk(history([message, resolved(4), thanks(5)]), day(9)).trend.direction).toBe('falling')
    expect(assessRisk(history([]), day(30)).trend).toMatchObject({ direction: 'steady', change: 0 })
  })

  it('knows of a past moment only what was known then', () => {
    const events = [
      says(0, 'a'),
      says(10, 'b'),
      resolved(11),
      thanks(12),
      survey(13, 'csat', 5),
      late(10, 48),
    ]
    const past = assessRisk(history(events), day(10.5))
    const known = assessRisk(history([says(0, 'a'), says(10, 'b'), late(10, null)]), day(10.5))
    expect(past).toEqual(known)
  })

  it('blames nobody for the silence after messages that were imported', () => {
    const imported = { ...says(0, 'a'), received_at: day(20) }
    expect(scoreOf([imported, late(0.5, null)], 20)).toBe(scoreOf([imported], 20))
    const live = { ...imported, received_at: day(0) }
    expect(scoreOf([live, late(0.5, null)], 20)).toBeGreaterThan(scoreOf([live], 20))
  })

  it('counts nothing that is not triaged yet', () => {
    expect(scoreOf([{ ...says(0, 'a'), triage: null }], 1)).toBe(0)
  })
})

describe('the next best action', () => {
  it.each<[string, RiskEvent[], string]>([
    [
      'fraud first',
      [says(0, 'x', { urgency: 'critical', signals: ['fraud', 'churn_explicit'] })],
      'protect_customer_now',
    ],
    [
      'a lawyer',
      [says(0, 'x', { urgency: 'high', signals: ['legal_threat', 'churn_explicit'] })],
      'involve_legal_and_call',
    ],
    ['leaving', [says(0, 'x', { urgency: 'high', signals: ['churn_explicit'] })], 'retention_call'],
    ['preparing to leave', [account(0, 'auto_renewal_off')], 'account_review_call'],
    ['asked again', [says(-3, 'x'), says(0, 'y')], 'fix_root_cause_with_owner'],
    ['no answer', [says(-0.2, 'x', calm), late(-0.1, null)], 'answer_overdue_message'],
    ['a bad experience', [says(0, 'x')], 'apologise_and_fix'],
    ['a low survey', [survey(0, 'nps', 2)], 'ask_about_low_survey'],
    ['nothing', [thanks(0)], 'none'],
  ])('%s', (_, events, action) => {
    expect(assessRisk(history(events), day(0)).next_best_action).toBe(action)
  })
})
