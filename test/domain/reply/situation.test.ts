import { describe, expect, it } from 'vitest'
import type { Language, Signal, Topic } from '../../../src/domain/labels.ts'
import { readReplyContext } from '../../../src/domain/reply/context.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { library, messageOf } from './desk.ts'

const read = (language: Language, text: string, labels: LabelCorrection) =>
  readReplyContext(library, messageOf(language, text, labels))
const topics = (...given: Topic[]): LabelCorrection => ({ topics: given })
const QUESTION: LabelCorrection = { intent: 'question', sentiment: 'neutral' }
const REQUEST: LabelCorrection = { intent: 'request', sentiment: 'neutral' }
const THANKS: LabelCorrection = { intent: 'praise', sentiment: 'positive', urgency: 'low' }

describe('which situation a message is', () => {
  it.each<[Language, string, LabelCorrection, string]>([
    ['fa', 'سه روزه سفارشم نرسیده', topics('delivery'), 'delivery/late'],
    ['fa', 'زدین تحویل شده ولی هیچی به دستم نرسیده', topics('delivery'), 'delivery/lost'],
    ['fa', 'رنگ اشتباهی فرستادید', topics('delivery'), 'delivery/wrong_item'],
    ['fa', 'نوشابه تو بسته نبود، سفارشم ناقصه', topics('delivery'), 'delivery/missing_item'],
    ['fa', 'شیشه عطر شکسته بود', topics('delivery'), 'delivery/damaged'],
    ['fa', 'سوسک توی غذا بود', topics('billing'), 'product_quality/foreign_object'],
    ['fa', 'دو بار پول از حسابم کم شد', topics('billing'), 'billing/double_charge'],
    [
      'fa',
      'اشتراکو لغو کرده بودم ولی باز پول کم کردید',
      topics('billing', 'cancellation'),
      'billing/after_cancel',
    ],
    ['fa', 'این مبلغ قبض از کجا اومده؟ اشتباهه', topics('billing'), 'billing/wrong_amount'],
    ['fa', 'پولم هنوز برنگشته', topics('refund_return'), 'refund_return/refund_late'],
    ['fa', 'مرجوعی رو قبول نکردید', topics('refund_return'), 'refund_return/refund_refused'],
    [
      'fa',
      'می‌خوام کالا رو مرجوع کنم',
      { ...REQUEST, ...topics('refund_return') },
      'refund_return/return_request',
    ],
    ['fa', 'نتمون از صبح قطعه', topics('technical'), 'technical/outage_one'],
    ['fa', 'برق کل محله قطع شده', { ...topics('technical'), urgency: 'critical' }, 'technical/outage_many'],
    ['fa', 'اپ باز نمیشه', topics('technical'), 'technical/app'],
    ['fa', 'حسابم مسدود شده', topics('account_access'), 'account_access/locked'],
    ['fa', 'کارشناستون سرم داد زد', topics('staff_conduct'), 'staff_conduct/rude_staff'],
    ['fa', 'نیم ساعته پشت خطم کسی جواب نمیده', topics('waiting'), 'waiting/no_answer'],
    ['fa', 'تکنسین قرار بود بیاد و نیومد', topics('waiting'), 'waiting/no_show'],
    ['fa', 'قیمتاتون سه برابر شده', topics('policy_price'), 'policy_price/price_rise'],
    [
      'fa',
      'همین الان داره از کارتم برداشت میشه',
      { ...topics('security_fraud'), urgency: 'critical', signals: ['fraud'] },
      'security_fraud/in_progress',
    ],
    [
      'fa',
      'کارتم رو گم کردم مسدودش کنید',
      { ...REQUEST, ...topics('security_fraud'), urgency: 'high' },
      'security_fraud/card_lost',
    ],
    [
      'fa',
      'اشتراکم رو لغو کنید',
      { ...REQUEST, ...topics('cancellation'), signals: ['churn_explicit'] },
      'cancellation/plain',
    ],
    [
      'fa',
      'دیگه بسه، اشتراکم رو می‌بندم',
      { ...topics('cancellation'), signals: ['churn_explicit'] },
      'cancellation/dissatisfied',
    ],
    ['fa', 'پدرم فوت کرده، خطش رو چطور ببندم', { ...QUESTION, ...topics('cancellation') }, 'any/bereavement'],
    ['fa', 'دیگه خسته شدم می‌خوام خودمو بکشم', { ...topics('billing'), urgency: 'critical' }, 'any/self_harm'],
    [
      'fa',
      'دستگاه اکسیژن مادرم برق نداره',
      { ...topics('technical'), urgency: 'critical' },
      'any/medical_dependence',
    ],
    ['fa', 'دستتون درد نکنه عالی بود', { ...THANKS, ...topics('staff_conduct') }, 'any/praise'],
    ['fa', 'بالاخره مشکلم حل شد ممنون', { ...THANKS, ...topics('technical') }, 'any/thanks_solved'],
    [
      'fa',
      'کاش حالت شب هم بذارید',
      { intent: 'suggestion', sentiment: 'neutral', ...topics('technical') },
      'any/suggestion',
    ],
    ['fa', 'ساعت کاری شعبه چنده؟', { ...QUESTION, ...topics('information') }, 'any/question'],
    ['fa', 'کثافتا', { ...topics('other'), signals: ['abusive'] }, 'any/abusive'],
    ['fa', 'naresid sefaresham', topics('delivery'), 'delivery/late'],
    ['ar', 'طلبي ما وصل لحد الحين', topics('delivery'), 'delivery/late'],
    ['ar', 'وصلني المنتج مكسور', topics('delivery'), 'delivery/damaged'],
    ['ar', 'مكتوب تم التسليم وأنا ما استلمت شي', topics('delivery'), 'delivery/lost'],
    ['ar', 'انخصم المبلغ من حسابي مرتين', topics('billing'), 'billing/double_charge'],
    ['ar', 'لغيت الاشتراك وبرضه اتخصم مني', topics('billing'), 'billing/after_cancel'],
    ['ar', 'وين فلوسي لين الحين ما رجعت', topics('refund_return'), 'refund_return/refund_late'],
    ['ar', 'النت مقطوع من امس', topics('technical'), 'technical/outage_one'],
    [
      'ar',
      'الكهرباء مقطوعة عن الحي كله',
      { ...topics('technical'), urgency: 'critical' },
      'technical/outage_many',
    ],
    ['ar', 'التطبيق يعلق كل ما افتحه', topics('technical'), 'technical/app'],
    ['ar', 'حسابي موقوف من يومين', topics('account_access'), 'account_access/locked'],
    ['ar', 'الموظف قليل أدب وصرخ علي', topics('staff_conduct'), 'staff_conduct/rude_staff'],
    ['ar', 'محدش بيرد عليا بقالي ساعة', topics('waiting'), 'waiting/no_answer'],
    ['ar', 'الفني ما جا في الموعد', topics('waiting'), 'waiting/no_show'],
    [
      'ar',
      'حد بيسحب من الفيزا بتاعتي دلوقتي',
      { ...topics('security_fraud'), urgency: 'critical', signals: ['fraud'] },
      'security_fraud/in_progress',
    ],
    ['ar', 'أرجو إلغاء اشتراكي', { ...REQUEST, ...topics('cancellation') }, 'cancellation/plain'],
    ['ar', 'والدي توفي وأريد إغلاق حسابه', { ...REQUEST, ...topics('account_access') }, 'any/bereavement'],
    ['ar', 'تعبت من الحياة وأفكر أنتحر', { ...topics('waiting'), urgency: 'critical' }, 'any/self_harm'],
    ['ar', 'يعطيكم العافية خدمة ممتازة', { ...THANKS, ...topics('staff_conduct') }, 'any/praise'],
    ['ar', 'في صرصور بالأكل', topics('product_quality'), 'product_quality/foreign_object'],
    ['en', 'Where is my parcel? It should have been here on Monday', topics('delivery'), 'delivery/late'],
    ['en', 'Tracking says delivered but I got nothing', topics('delivery'), 'delivery/lost'],
    ['en', "That's the wrong size, not what I ordered", topics('delivery'), 'delivery/wrong_item'],
    ['en', 'I was charged twice', topics('billing'), 'billing/double_charge'],
    ['en', 'My refund has still not arrived', topics('refund_return'), 'refund_return/refund_late'],
    ['en', 'You refused my refund for no reason', topics('refund_return'), 'refund_return/refund_refused'],
    ['en', 'Broadband is down again', topics('technical'), 'technical/outage_one'],
    [
      'en',
      'The whole street has no power',
      { ...topics('technical'), urgency: 'critical' },
      'technical/outage_many',
    ],
    ['en', 'App crashes when I press pay', topics('technical'), 'technical/app'],
    ['en', "I'm locked out of my account", topics('account_access'), 'account_access/locked'],
    ['en', 'Your agent was so rude to me', topics('staff_conduct'), 'staff_conduct/rude_staff'],
    ['en', 'Engineer never turned up', topics('waiting'), 'waiting/no_show'],
    ['en', 'Been on hold for an hour', topics('waiting'), 'waiting/no_answer'],
    [
      'en',
      'I was told it would be free, now you say otherwise',
      topics('information'),
      'information/wrong_information',
    ],
    [
      'en',
      'someone is using my card right now',
      { ...topics('security_fraud'), urgency: 'critical', signals: ['fraud'] },
      'security_fraud/in_progress',
    ],
    [
      'en',
      "I can see another customer's statement",
      { ...topics('privacy'), urgency: 'critical' },
      'privacy/data_leak',
    ],
    ['en', 'You cancelled my flight', topics('cancellation'), 'cancellation/by_us'],
    ['en', 'what is the point, I want to die', { ...topics('other'), urgency: 'critical' }, 'any/self_harm'],
    ['en', 'My husband died in May and you keep writing to him', topics('privacy'), 'any/bereavement'],
    [
      'en',
      'Out of office: I am on annual leave until Monday',
      { intent: 'other', sentiment: 'neutral', urgency: 'low' },
      'any/auto_reply',
    ],
    [
      'en',
      'Who is this?',
      { intent: 'other', sentiment: 'neutral', urgency: 'low', topics: ['other'] },
      'any/other',
    ],
    [
      'ar',
      'رقم جوالي تغير وأنا ما غيرته',
      { ...topics('security_fraud'), urgency: 'critical', signals: ['fraud'] },
      'security_fraud/in_progress',
    ],
    [
      'fa',
      'با قمه میام دم در شرکت پیداتون می‌کنم',
      { ...topics('other'), signals: ['abusive'] },
      'any/threat_to_staff',
    ],
  ])('%s: %s', (language, text, labels, expected) => {
    expect(read(language, text, labels).situation.id).toBe(expected)
  })

  it('takes no word from a quoted mail', () => {
    const text = 'Thank you, that answers it.\n\n> On Monday you wrote:\n> I was charged twice'
    expect(read('en', text, { ...REQUEST, topics: ['billing'] }).situation.id).toBe('any/request')
  })

  it('names a topic only when it is likely', () => {
    const input = messageOf('en', 'not good', { topics: ['billing'] })
    const unsure = {
      ...input,
      triage: { ...input.triage, topics: [{ label: 'billing' as const, confidence: 0.3 }] },
    }
    expect(readReplyContext(library, input).topic).toBe('billing')
    expect(readReplyContext(library, unsure).topic).toBeNull()
  })
})

describe('additions and offers', () => {
  const late = 'سفارشم هنوز نرسیده'
  const additions = (...signals: Signal[]) =>
    read('fa', late, { topics: ['delivery'], signals }).additions.map(({ id }) => id)

  it.each<[Signal[], string[]]>([
    [[], []],
    [['repeat_contact'], ['repeat_contact']],
    [
      ['abusive', 'repeat_contact', 'legal_threat'],
      ['abusive', 'legal_threat'],
    ],
    [
      ['vulnerable', 'churn_explicit'],
      ['vulnerable', 'churn_explicit'],
    ],
  ])('%j', (signals, expected) => {
    expect(additions(...signals)).toEqual(expected)
  })

  it('offers what an agent may promise, and only where the policy says so', () => {
    const offers = (signals: Signal[]) =>
      read('fa', late, { topics: ['delivery'], signals }).offers.map(({ id }) => id)
    expect(offers([])).toEqual([])
    expect(offers(['repeat_contact'])).toEqual(['delivery_fee_back'])
    expect(library.offers.find(({ id }) => id === 'goodwill_voucher')?.approved_by).toBe('supervisor')
  })
})
