import { describe, expect, it } from 'vitest'
import { explainContribution } from '../../../src/domain/risk/explain.ts'
import {
  ACCOUNT_CHANGES,
  type AccountChange,
  type RiskEvent,
  UNDOING_CHANGES,
} from '../../../src/domain/risk/risk.ts'
import { assessRisk, nextChangeAt } from '../../../src/domain/risk/score.ts'
import { account, day, history, type Said, says } from './history.ts'

const assess = (events: RiskEvent[], at: number) => assessRisk(history(events), day(at))
const score = (events: RiskEvent[], at: number) => assess(events, at).score
const raising = ACCOUNT_CHANGES.filter((change) => !(UNDOING_CHANGES as readonly string[]).includes(change))
const wish: Said = { sentiment: 'neutral', intent: 'request', topics: ['cancellation'] }

describe('what happens at the contract', () => {
  it.each(raising)('%s raises the risk by itself, with a reason and its source', (change) => {
    const risk = assess([account(0, change)], 0)
    expect(risk.score).toBeGreaterThan(0.05)
    expect(risk.contributions).toMatchObject([
      { message_id: null, source: { kind: 'account_change' }, facts: { change } },
    ])
    expect(risk.next_best_action).not.toBe('none')
  })

  it.each(UNDOING_CHANGES)('%s alone changes nothing', (change) => {
    expect(assess([account(0, change)], 0)).toMatchObject({ score: 0, contributions: [] })
  })

  it.each<[string, RiskEvent[], number, number]>([
    ['half of the seats', [account(0, 'seats_reduced', [40, 20])], 0.25, 0.25],
    ['a fifth of them', [account(0, 'seats_reduced', [50, 40])], 0.1, 0.12],
    ['all of them', [account(0, 'seats_reduced', [40, 0])], 0.43, 0.45],
    ['nobody knows how many', [account(0, 'seats_reduced')], 0.25, 0.25],
    ['half of the use', [account(0, 'usage_dropped', [300, 150])], 0.2, 0.2],
    [
      'the same told twice by two systems',
      [account(0, 'payment_failed'), account(0, 'payment_late')],
      0.1,
      0.1,
    ],
    [
      'asked for, then done',
      [account(0, 'auto_renewal_off'), says(0, 'please turn off auto-renewal', wish)],
      0.45,
      0.46,
    ],
  ])('%s: %#', (_, events, least, most) => {
    expect(score(events, 0)).toBeGreaterThanOrEqual(least - 0.001)
    expect(score(events, 0)).toBeLessThanOrEqual(most + 0.001)
  })
})

describe('the end of a contract', () => {
  const told = account(0, 'contract_ending', undefined, '2026-06-30')
  it.each([
    ['long before', 30, 0],
    ['a day before it is near', 73, 0],
    ['near', 76, 0.08],
  ])('%s', (_, at, expected) => {
    expect(score([told], at)).toBeCloseTo(expected, 2)
  })

  it('tells when to look again, and no more once that is past', () => {
    expect(nextChangeAt(history([told]), day(0))).toBe('2026-05-16T00:00:00.000Z')
    expect(nextChangeAt(history([told]), day(80))).toBeNull()
    expect(nextChangeAt(history([account(0, 'payment_failed')]), day(0))).toBeNull()
  })

  it('is news when it comes near, not when it was told', () => {
    const heard = { ...told, received_at: day(1) }
    expect(assess([heard], 80).contributions[0]).not.toHaveProperty('known_at')
    expect(
      assess([{ ...account(0, 'payment_failed'), received_at: day(5) }], 6).contributions[0],
    ).toMatchObject({
      known_at: day(5),
    })
  })
})

describe('taken back', () => {
  it.each<[string, AccountChange, AccountChange]>([
    ['renewal on again', 'auto_renewal_off', 'auto_renewal_on'],
    ['seats added', 'seats_reduced', 'seats_added'],
    ['a larger plan again', 'plan_downgraded', 'plan_upgraded'],
    ['paid after a failure', 'payment_failed', 'payment_received'],
    ['paid late', 'payment_late', 'payment_received'],
    ['used again', 'usage_dropped', 'usage_recovered'],
    ['renewed before the end', 'contract_ending', 'contract_renewed'],
    ['renewed after notice', 'notice_given', 'contract_renewed'],
    ['renewed by hand', 'auto_renewal_off', 'contract_renewed'],
    ['notice withdrawn', 'notice_given', 'notice_withdrawn'],
  ])('%s', (_, done, undone) => {
    const before = score([account(0, done)], 2)
    const risk = assess([account(0, done), account(1, undone)], 2)
    expect(risk.score).toBeLessThan(before * 0.35)
    expect(risk.score).toBeGreaterThan(0)
    expect(risk.contributions.find(({ points }) => points < 0)).toMatchObject({
      reason: 'undone',
      facts: { change: undone },
    })
    // Another deed is not taken back by it, nor one that comes after.
    const other = done === 'data_exported' ? 'notice_given' : 'data_exported'
    expect(score([account(0, other), account(1, undone)], 2)).toBe(score([account(0, other)], 2))
    expect(score([account(1, undone), account(1.5, done)], 2)).toBe(score([account(1.5, done)], 2))
  })

  it('in part for a part, by what is there again', () => {
    const cut = account(0, 'seats_reduced', [25, 5])
    const scores = [
      [5, 6],
      [5, 15],
      [5, 25],
      [5, 60],
    ].map((counts) => score([cut, account(1, 'seats_added', counts as [number, number])], 2))
    expect(scores[0]).toBeGreaterThan(scores[1] as number)
    expect(scores[1]).toBeGreaterThan(scores[2] as number)
    expect(scores[3]).toBe(scores[2])
    const twice = [cut, account(1, 'seats_added', [5, 10]), account(1.5, 'seats_added', [10, 25])]
    expect(score(twice, 2)).toBe(scores[2])
  })

  it('also what was only said: who signs again stays', () => {
    const said = says(0, 'We are cancelling our subscription', { ...wish, signals: ['churn_explicit'] })
    expect(score([said, account(3, 'contract_renewed')], 4)).toBeLessThan(score([said], 4) * 0.35)
    const asked = says(0, 'please turn off auto-renewal', wish)
    expect(score([asked, account(3, 'auto_renewal_on')], 4)).toBeLessThan(score([asked], 4) * 0.35)
    const complaint = says(0, 'The invoice is wrong')
    expect(score([complaint, account(3, 'contract_renewed')], 4)).toBe(score([complaint], 4))
  })
})

describe('in words', () => {
  const first = (event: RiskEvent) => assess([event], 2).contributions[0]
  it.each<[RiskEvent, string, string, string]>([
    [
      account(0, 'seats_reduced', [25, 8]),
      'Seats cut from 25 to 8',
      'کم شدن کاربران از ۲۵ به ۸',
      'خفض عدد المستخدمين من ٢٥ إلى ٨',
    ],
    [account(0, 'seats_reduced'), 'Fewer seats', 'کم شدن کاربران', 'خفض عدد المستخدمين'],
    [
      account(0, 'plan_downgraded'),
      'Moved to a smaller plan',
      'رفتن به پلن کوچک‌تر',
      'الانتقال إلى باقة أصغر',
    ],
    [
      account(0, 'auto_renewal_off'),
      'Automatic renewal switched off',
      'خاموش کردن تمدید خودکار',
      'إيقاف التجديد التلقائي',
    ],
    [
      account(0, 'data_exported'),
      'Export of their data requested',
      'درخواست خروجی از اطلاعات',
      'طلب تصدير البيانات',
    ],
    [account(0, 'payment_failed'), 'Payment failed', 'پرداخت ناموفق', 'تعذر الدفع'],
    [account(0, 'payment_late'), 'Payment overdue', 'تأخیر در پرداخت', 'تأخر السداد'],
    [
      account(0, 'usage_dropped', [500, 200]),
      'Use down by 60%',
      'افت ۶۰٪ در استفاده',
      'تراجع الاستخدام بنسبة ٦٠٪؜',
    ],
    [account(0, 'usage_dropped'), 'Using it much less', 'افت محسوس استفاده', 'تراجع ملحوظ في الاستخدام'],
    [
      account(0, 'contract_ending', undefined, '2026-03-20'),
      'Contract ends on 20 March',
      'پایان قرارداد در ۲۹ اسفند',
      'انتهاء العقد في ٢٠ مارس',
    ],
    [account(0, 'notice_given'), 'Gave notice', 'اعلام فسخ قرارداد', 'تقديم إشعار بإنهاء العقد'],
  ])('%#', (event, english, persian, arabic) => {
    const contribution = first(event)
    if (!contribution) throw new Error('It left no mark')
    expect(explainContribution(contribution, 'en')).toBe(english)
    expect(explainContribution(contribution, 'fa')).toBe(persian)
    expect(explainContribution(contribution, 'ar')).toBe(arabic)
  })

  it.each(UNDOING_CHANGES)('%s has its own words in every language', (change) => {
    const facts = { ...(first(account(0, 'notice_given')) as { facts: object }).facts, change }
    const words = (['en', 'fa', 'ar'] as const).map((language) =>
      explainContribution({ reason: 'undone', facts: facts as never }, language),
    )
    expect(new Set(words).size).toBe(3)
    expect(words).not.toContain('Taken back')
    expect(words[1]).not.toMatch(/[A-Za-z]/)
    expect(words[2]).not.toMatch(/[A-Za-z]/)
  })
})
