import { describe, expect, it } from 'vitest'
import { LANGUAGES, TOPICS } from '../../../src/domain/labels.ts'
import {
  explainAction,
  explainChange,
  explainContribution,
  riskChange,
} from '../../../src/domain/risk/explain.ts'
import { NO_FACTS } from '../../../src/domain/risk/marks.ts'
import {
  type ContributionFacts,
  NEXT_BEST_ACTIONS,
  RISK_REASONS,
  type Risk,
  type RiskContribution,
} from '../../../src/domain/risk/risk.ts'
import { assessRisk } from '../../../src/domain/risk/score.ts'
import { day, history, says, survey } from './history.ts'

const facts = (some: Partial<ContributionFacts> = {}): ContributionFacts => ({
  ...NO_FACTS,
  ...some,
})
const HOUR = 3_600_000

const empty = assessRisk(history([]), day(0))
const part = (
  reason: RiskContribution['reason'],
  points: number,
  source: string,
  some: Partial<ContributionFacts> = {},
): RiskContribution => ({
  reason,
  points,
  message_id: source,
  at: day(0),
  quote: null,
  source: { kind: reason === 'sla_missed' ? 'sla_miss' : 'message', id: source },
  facts: facts(some),
})
const risk = (score: number, days: number, contributions: RiskContribution[] = []): Risk => ({
  ...empty,
  score,
  as_of: day(days),
  contributions,
})

const first = part('bad_experience', 0.17, 'msg_1', { topic: 'billing', nth: 1 })
const second = part('bad_experience', 0.15, 'msg_2', { topic: 'billing', nth: 2 })
const again = part('repeat_contact', 0.03, 'msg_2', { topic: 'billing', nth: 2 })
const lateAnswer = part('sla_missed', 0.05, 'sla_1', { late_ms: 9 * HOUR })
const angry = part('loud', 0.01, 'msg_2')
const worse = [second, { ...first, points: 0.12 }, lateAnswer, again, angry]
const solved = part('solved', -0.2, 'res_1')
const thanked = part('thanked', -0.1, 'msg_3')

describe('explainChange', () => {
  // Day 0 is a Monday.
  const rise = [risk(0.17, 1, [first]), risk(0.35, 2, worse)] as const
  const longRise = [risk(0.17, 1, [first]), risk(0.35, 8, worse)] as const
  const sameDay = [risk(0.17, 1, [first]), risk(0.32, 1.1, [first, second])] as const
  const fall = [risk(0.35, 2, worse), risk(0.08, 5, [...worse, solved, thanked])] as const
  const fading = [risk(0.17, 1, [first]), risk(0.14, 9, [{ ...first, points: 0.14 }])] as const
  const still = [risk(0.17, 1, [first]), risk(0.168, 2, [first])] as const

  it.each([
    ['en', rise, '+0.18 since Tuesday: second billing complaint, answer 9 hours late'],
    ['fa', rise, '\u200e+۰٫۱۸ از سه‌شنبه: دومین شکایت دربارهٔ صورت‌حساب، ۹ ساعت تأخیر در پاسخ'],
    ['ar', rise, '\u061c+٠٫١٨ منذ الثلاثاء: ثاني شكوى بشأن الفواتير، تأخر الرد ٩ ساعات'],
    ['en', longRise, '+0.18 since 3 March: second billing complaint, answer 9 hours late'],
    ['fa', longRise, '\u200e+۰٫۱۸ از ۱۲ اسفند: دومین شکایت دربارهٔ صورت‌حساب، ۹ ساعت تأخیر در پاسخ'],
    ['ar', longRise, '\u061c+٠٫١٨ منذ ٣ مارس: ثاني شكوى بشأن الفواتير، تأخر الرد ٩ ساعات'],
    ['en', sameDay, '+0.15 today: second billing complaint'],
    ['fa', sameDay, '\u200e+۰٫۱۵ امروز: دومین شکایت دربارهٔ صورت‌حساب'],
    ['ar', sameDay, '\u061c+٠٫١٥ اليوم: ثاني شكوى بشأن الفواتير'],
    ['en', fall, '-0.27 since Wednesday: case marked as solved, the customer thanked us'],
    ['fa', fall, '\u200e−۰٫۲۷ از چهارشنبه: ثبت مورد به‌عنوان حل‌شده، تشکر مشتری'],
    ['ar', fall, '\u061c-٠٫٢٧ منذ الأربعاء: تسجيل الحالة محلولة، شكر من العميل'],
    ['en', fading, '-0.03 since 3 March: time without new trouble'],
    ['fa', fading, '\u200e−۰٫۰۳ از ۱۲ اسفند: گذشت زمان بدون مشکل تازه'],
    ['ar', fading, '\u061c-٠٫٠٣ منذ ٣ مارس: مرور الوقت دون مشكلة جديدة'],
    ['en', still, 'No change since Tuesday'],
    ['fa', still, 'بدون تغییر از سه‌شنبه'],
    ['ar', still, 'لا تغيير منذ الثلاثاء'],
  ] as const)('%s', (language, [before, after], sentence) => {
    expect(explainChange(before, after, { language, timeZone: 'Asia/Tehran' })).toBe(sentence)
  })

  it('is the machine-readable difference in words', () => {
    expect(riskChange(...rise)).toEqual({
      change: 0.18,
      since: day(1),
      parts: [second, lateAnswer, again, angry],
    })
  })

  it('names only what changed of a part that was there before', () => {
    const later = { ...lateAnswer, points: 0.09, facts: facts({ late_ms: 12 * HOUR }) }
    const { parts } = riskChange(
      risk(0.35, 2, worse),
      risk(0.39, 3, [...worse.filter((each) => each !== lateAnswer), later]),
    )
    expect(parts).toEqual([{ ...later, points: expect.closeTo(0.04, 9) }])
  })

  it('sees a new day by the desk’s clock', () => {
    const sentence = (timeZone: string) =>
      explainChange(risk(0.1, 8.47), risk(0.3, 8.52, [first]), { language: 'en', timeZone })
    expect(sentence('UTC')).toBe('+0.20 today: billing complaint')
    expect(sentence('Asia/Tehran')).toBe('+0.20 since Tuesday: billing complaint')
  })
})

describe('explainContribution', () => {
  it.each([
    [
      'bad_experience',
      facts({ topic: 'billing', nth: 1 }),
      'Billing complaint',
      'شکایت دربارهٔ صورت‌حساب',
      'شكوى بشأن الفواتير',
    ],
    [
      'bad_experience',
      facts({ topic: 'delivery', nth: 3 }),
      'Third delivery complaint',
      'سومین شکایت دربارهٔ ارسال و تحویل',
      'ثالث شكوى بشأن التوصيل',
    ],
    ['bad_experience', facts({ nth: 2 }), 'Second bad experience', 'دومین تجربهٔ بد', 'ثاني تجربة سيئة'],
    [
      'bad_experience',
      facts({ topic: 'billing', nth: 21 }),
      '21st billing complaint',
      '۲۱‌مین شکایت دربارهٔ صورت‌حساب',
      'الشكوى رقم ٢١ بشأن الفواتير',
    ],
    ['repeat_contact', facts({ nth: 2 }), 'Had to ask again', 'پیگیری دوباره', 'متابعة الموضوع من جديد'],
    [
      'repeat_contact',
      facts({ nth: 3 }),
      'Asked for the third time',
      'پیگیری برای بار سوم',
      'متابعة للمرة الثالثة',
    ],
    [
      'sla_missed',
      facts({ late_ms: 2 * HOUR }),
      'Answer 2 hours late',
      '۲ ساعت تأخیر در پاسخ',
      'تأخر الرد ساعتين',
    ],
    [
      'sla_missed',
      facts({ late_ms: 25 * 60_000 }),
      'Answer 25 minutes late',
      '۲۵ دقیقه تأخیر در پاسخ',
      'تأخر الرد ٢٥ دقيقة',
    ],
    [
      'sla_missed',
      facts({ late_ms: 73 * HOUR }),
      'Answer 3 days late',
      '۳ روز تأخیر در پاسخ',
      'تأخر الرد ٣ أيام',
    ],
    [
      'low_survey',
      facts({ survey: 'nps', survey_score: 2 }),
      'Survey score 2 of 10',
      'امتیاز ۲ از ۱۰ در نظرسنجی',
      'تقييم ٢ من ١٠ في الاستبيان',
    ],
  ] as const)('%s', (reason, its, english, persian, arabic) => {
    expect(explainContribution({ reason, facts: its }, 'en')).toBe(english)
    expect(explainContribution({ reason, facts: its }, 'fa')).toBe(persian)
    expect(explainContribution({ reason, facts: its }, 'ar')).toBe(arabic)
  })

  it('writes a survey that was told', () => {
    const { contributions } = assessRisk(history([says(0, 'x'), survey(1, 'csat', 1)]), day(1))
    expect(contributions.map((each) => explainContribution(each, 'en'))).toEqual([
      'Survey score 1 of 5',
      'Billing complaint',
    ])
  })
})

describe('every sentence in every language', () => {
  const all = LANGUAGES.flatMap((language) => [
    ...RISK_REASONS.map((reason) => [language, explainContribution({ reason }, language)] as const),
    ...TOPICS.flatMap((topic) =>
      [1, 2, 12].map(
        (nth) =>
          [
            language,
            explainContribution({ reason: 'bad_experience', facts: facts({ topic, nth }) }, language),
          ] as const,
      ),
    ),
    ...NEXT_BEST_ACTIONS.map((action) => [language, explainAction(action, language)] as const),
  ])

  it.each(all)('%s: %s', (language, sentence) => {
    expect(sentence.trim()).toBe(sentence)
    expect(sentence).not.toMatch(/undefined|null|NaN/)
    if (language === 'en') expect(sentence).toMatch(/^[A-Z0-9]/)
    else expect(sentence).not.toMatch(/[A-Za-z]/)
    if (language === 'fa') expect(sentence).not.toMatch(/[يكة٠-٩0-9]/)
    if (language === 'ar') expect(sentence).not.toMatch(/[یکۀپچژگ۰-۹0-9]/)
  })
})
