import { describe, expect, it } from 'vitest'
import type { Language } from '../../../src/domain/labels.ts'
import { composeDrafts } from '../../../src/domain/reply/compose.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import { mattersOf } from '../../../src/domain/reply/matters.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { triageOf } from '../../fakes/triage-of.ts'
import { COMPLAINT, inLanguage, library, messageOf } from './desk.ts'

const read = (language: Language, text: string, labels: LabelCorrection) => {
  const { situation, further } = readReplyContext(library, messageOf(language, text, labels))
  return [situation.id, ...further.map((matter) => matter.situation.id)]
}
const DELIVERY_AND_BILL: LabelCorrection = { topics: ['delivery', 'billing'] }

describe('what else a letter asks', () => {
  it.each<[Language, string, LabelCorrection, string[]]>([
    [
      'fa',
      'سفارش ۸۸۱۲ من سه روزه نرسیده. ضمناً دو بار پول از حسابم کم شده.',
      DELIVERY_AND_BILL,
      ['billing/double_charge', 'delivery/late'],
    ],
    [
      'fa',
      'نت از دیشب قطعه. یه سؤال دیگه هم داشتم، شعبهٔ ونک پنج‌شنبه‌ها بازه؟',
      { topics: ['technical'] },
      ['technical/outage_one', 'any/question'],
    ],
    [
      'fa',
      'پرواز کیش رو کنسل کردین. پولم کی برمی‌گرده؟',
      { topics: ['cancellation', 'refund_return'] },
      ['cancellation/by_us', 'refund_return/refund_late'],
    ],
    [
      'ar',
      'طلبي ما وصل لحد الحين. وكمان انخصم المبلغ من حسابي مرتين.',
      DELIVERY_AND_BILL,
      ['billing/double_charge', 'delivery/late'],
    ],
    [
      'ar',
      'النت مقطوع من امس. سؤال ثاني: هل فرع العليا يفتح يوم الجمعة؟',
      { topics: ['technical'] },
      ['technical/outage_one', 'any/question'],
    ],
    [
      'en',
      'My parcel has not arrived. Also, I was charged twice for it.',
      DELIVERY_AND_BILL,
      ['billing/double_charge', 'delivery/late'],
    ],
    [
      'en',
      'The broadband is down again. One more question: do you have a shop in Leeds?',
      { topics: ['technical'] },
      ['technical/outage_one', 'any/question'],
    ],
    [
      'en',
      'Broadband is down again. Another thing, please send me a paper bill from now on. By the way, is there a shop in Leeds?',
      { topics: ['technical'] },
      ['technical/outage_one', 'any/request', 'any/question'],
    ],
  ])('%s: %s', (language, text, labels, expected) => {
    expect(read(language, text, labels)).toEqual(expected)
  })

  it.each<[Language, string, LabelCorrection]>([
    // One matter told twice is one matter.
    ['en', 'My parcel is late. It is also late every time.', { topics: ['delivery'] }],
    [
      'en',
      'I was charged twice. The bill is wrong and so are your prices.',
      { topics: ['billing', 'policy_price'] },
    ],
    ['ar', 'رسوم إغلاق كمان؟', { topics: ['billing'] }],
    // Nothing stands beside danger and grief.
    [
      'en',
      'Someone is using my card right now. Also, my parcel has not arrived.',
      { topics: ['security_fraud', 'delivery'], urgency: 'critical', signals: ['fraud'] },
    ],
    [
      'en',
      'My husband died in May. Also, the bill is wrong.',
      { topics: ['billing'], sentiment: 'negative' },
    ],
  ])('has one matter only: %s %s', (language, text, labels) => {
    expect(read(language, text, labels)).toHaveLength(1)
  })
})

describe('an answer to several matters', () => {
  const TEXTS: Record<Language, string> = {
    fa: 'سفارش ۸۸۱۲ من نرسیده. ضمناً می‌خواستم بدانم شعبهٔ ونک پنج‌شنبه‌ها باز است؟',
    ar: 'طلبي رقم ٨٨١٢ ما وصل. وكذلك أريد أن أعرف هل فرع العليا يفتح يوم الجمعة؟',
    en: 'Order 8812 has not arrived. Also, is the shop in Leeds open on Fridays?',
  }
  const draftOf = (language: Language, more: object, seed: string) => {
    const [draft] = composeDrafts(
      library,
      messageOf(language, TEXTS[language], { topics: ['delivery'] }, more),
      { seed },
    )
    if (!draft) throw new Error('no draft')
    return draft
  }

  it.each(['fa', 'ar', 'en'] as const)(
    'names the other one with a time, and all checks pass: %s',
    (language) => {
      for (const channel of ['chat', 'email', 'survey'] as const)
        for (const register of ['formal', 'warm'] as const)
          for (const seed of ['a', 'b', 'c']) {
            const { text, steps, checks, citations } = draftOf(language, { channel, register }, seed)
            const said = steps.filter(({ step }) => step === 'further')
            expect(said).toHaveLength(1)
            expect(text).toContain(said[0]?.text)
            expect(said[0]?.text).toMatch(/پرسش دیگرتان|سؤالكم الآخر|your other question/)
            expect(citations).toContainEqual({
              file: 'prompts/playbooks/any-general.yaml',
              place: 'question',
            })
            expect(
              checks.filter(({ passed }) => !passed),
              text,
            ).toEqual([])
          }
    },
  )

  it('leaves a number to the matter in whose sentence it stands', () => {
    const text = 'Order 8812 has not arrived. Also, I was charged twice for a pair of socks.'
    const [draft] = composeDrafts(library, messageOf('en', text, DELIVERY_AND_BILL, { channel: 'email' }), {
      seed: 'a',
    })
    expect(draft?.playbook).toBe('billing/double_charge')
    expect(`${draft?.subject} ${draft?.text}`).not.toContain('8812')
  })

  it.each(['sms', 'review'] as const)('leaves it to the agent where there is no room: %s', (channel) => {
    for (const language of ['fa', 'ar', 'en'] as const)
      expect(draftOf(language, { channel }, 'a').steps.map(({ step }) => step)).not.toContain('further')
  })

  it('is told to whoever takes the conversation over', () => {
    const triage = triageOf({ ...COMPLAINT, topics: ['delivery'] }, inLanguage('en'))
    expect(mattersOf(library, { channel: 'sms', text: TEXTS.en, triage })).toEqual([
      { playbook: 'delivery/late', problem: 'the late delivery of your order' },
      { playbook: 'any/question', problem: 'your other question' },
    ])
  })
})

describe('a follow-up that names no matter', () => {
  const followUp = (text: string, labels: LabelCorrection) => {
    const input = messageOf('en', text, labels)
    const thread = [
      { author: 'customer' as const, text: 'I was charged twice for order 8812' },
      { author: 'agent' as const, text: 'We are checking it.' },
      ...input.thread,
    ]
    return readReplyContext(library, { ...input, thread }).situation.id
  }

  it.each<[string, LabelCorrection, string]>([
    ['Any news?', { intent: 'question', sentiment: 'neutral', topics: ['other'] }, 'billing/double_charge'],
    ['hello???', { topics: ['waiting'] }, 'billing/double_charge'],
    ['And my parcel has not arrived', { topics: ['delivery'] }, 'delivery/late'],
    ['Sorted, thank you!', { intent: 'praise', sentiment: 'positive', urgency: 'low' }, 'any/thanks_solved'],
  ])('%s', (text, labels, expected) => {
    expect(followUp(text, labels)).toBe(expected)
  })
})
