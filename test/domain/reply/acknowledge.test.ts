import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen, nextOpening } from '../../../src/domain/desk/business-hours.ts'
import { ALWAYS_OPEN, parseBusinessHours } from '../../../src/domain/desk/opening-hours.ts'
import { slaFor } from '../../../src/domain/desk/sla.ts'
import { type Channel, LANGUAGES, type Language, URGENCIES } from '../../../src/domain/labels.ts'
import { type AcknowledgementRequest, acknowledge } from '../../../src/domain/reply/acknowledge.ts'
import { answerTime } from '../../../src/domain/reply/promise.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { library, messageOf, tehran } from './desk.ts'

/** Sunday in Tehran: open 9 to 18, Wednesday the 5th is a holiday. */
const NIGHT = '2026-08-02T22:10:00+03:30'
const MORNING = '2026-08-02T09:20:00+03:30'
const AFTERNOON = '2026-08-02T16:20:00+03:30'
const THURSDAY_NIGHT = '2026-08-06T22:00:00+03:30'

type Given = { labels?: LabelCorrection } & Partial<AcknowledgementRequest>

function offer(language: Language, text: string, { labels = {}, ...more }: Given = {}) {
  const input = messageOf(language, text, labels, { now: NIGHT, ...more })
  const { urgency } = input.triage
  const { due_at } = slaFor({
    urgency: urgency.label,
    waiting_since: new Date(input.now).toISOString(),
    now: input.now,
    hours: input.desk.hours,
  })
  return acknowledge(library, { turn_id: 'msg_1', due_at, sent: [], ...input, ...more })
}

const LATE: Record<Language, string> = {
  fa: 'سفارش شماره ۸۸۱۲ من سه روزه نرسیده',
  ar: 'طلبي رقم ٨٨١٢ لم يصل منذ ثلاثة أيام',
  en: 'Order 8812 has not arrived for three days',
}
const late: Given = { labels: { topics: ['delivery'], urgency: 'high' } }

describe('what it says', () => {
  it.each<[Language, string, RegExp]>([
    ['fa', 'تا ساعت ۱۱ فردا', /دیر رسیدن سفارش \(سفارش ۸۸۱۲\).*واحد ارسال/s],
    ['ar', 'قبل الساعة ١١ من صباح الغد', /تأخّر طلبكم \(الطلب رقم ٨٨١٢\).*فريق التوصيل/s],
    ['en', 'by 11 am tomorrow', /the late delivery of your order \(order 8812\).*our delivery team/is],
  ])('%s: that we have it, what it is about, who answers, and %s', (language, time, words) => {
    const made = offer(language, LATE[language], late)
    expect(made).toMatchObject({ reason: 'closed', language, channel: 'chat', subject: null })
    expect(made?.text).toMatch(words)
    expect(made?.promise?.words).toContain(time)
    expect(made?.promise?.due_at).toBe('2026-08-03T07:30:00.000Z')
    expect(made?.checks.filter(({ passed }) => !passed)).toEqual([])
  })

  it.each<[string, Language, string]>([
    ['2026-08-03T22:00:00+03:30', 'fa', 'تا ساعت ۱۱ فردا'],
    // Tuesday night before the holiday: Thursday morning.
    ['2026-08-04T22:00:00+03:30', 'fa', 'تا ساعت ۱۱ پنج‌شنبه'],
    ['2026-08-04T22:00:00+03:30', 'ar', 'قبل الساعة ١١ من صباح يوم الخميس'],
    ['2026-08-04T22:00:00+03:30', 'en', 'by 11 am on Thursday'],
    // Over the weekend.
    [THURSDAY_NIGHT, 'fa', 'تا ساعت ۱۱ شنبه'],
    [THURSDAY_NIGHT, 'en', 'by 11 am on Saturday'],
    // In the morning before nine.
    ['2026-08-03T06:00:00+03:30', 'fa', 'تا ساعت ۱۱ امروز'],
  ])('at %s, %s: %s', (now, language, time) => {
    expect(offer(language, LATE[language], { ...late, now })?.promise?.words).toContain(time)
  })

  it.each<[Language, LabelCorrection, string, RegExp]>([
    ['fa', { intent: 'question' }, 'ساعت کاری شعبه چند است؟', /پرسش شما (?:را|به)/],
    ['ar', { intent: 'question' }, 'ما هي أوقات العمل؟', /(?:تسلّمنا|استلمنا) سؤالكم/],
    ['en', { intent: 'question' }, 'What are your opening hours?', /your question\./],
    ['fa', { topics: ['billing'] }, 'اصلا راضی نیستم از شما', /گلایهٔ شما دربارهٔ صورت‌حساب و پرداخت/],
    ['en', { topics: ['billing'] }, 'I am not happy with you at all', /your complaint about your bill/],
    ['fa', { intent: 'other', sentiment: 'neutral' }, 'سلام', /پیام شما (?:را|به)/],
  ])('%s, %j: a question is not “a message about your question”', (language, labels, text, words) => {
    expect(offer(language, text, { labels })?.text).toMatch(words)
  })

  it('the same turn gives the same words, others take turns', () => {
    const texts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
      (turn_id) => offer('fa', LATE.fa, { ...late, turn_id })?.text,
    )
    expect(new Set(texts).size).toBeGreaterThan(1)
    expect(offer('fa', LATE.fa, { ...late, turn_id: 'a' })?.text).toBe(texts[0])
  })
})

describe('in every channel, language and register it passes every check', () => {
  const texts: [Language, string, LabelCorrection][] = [
    ...LANGUAGES.map((each): [Language, string, LabelCorrection] => [
      each,
      LATE[each],
      { topics: ['delivery'] },
    ]),
    ['fa', 'بار سومه می‌نویسم و کسی جواب نمی‌ده', { signals: ['repeat_contact'] }],
    ['ar', 'هذه المرة الثالثة التي أكتب فيها', { signals: ['repeat_contact'] }],
    ['en', 'This is the third time I write', { signals: ['repeat_contact'] }],
    ['fa', 'کارمندتون خیلی بی‌ادب بود', { topics: ['staff_conduct'] }],
    ['ar', 'أريد إلغاء اشتراكي', { intent: 'request', topics: ['cancellation'] }],
    ['en', 'Please cancel my contract', { intent: 'request', topics: ['cancellation'] }],
  ]
  const channels: Channel[] = ['chat', 'email', 'sms', 'social', 'api']
  const turns = ['a', 'b', 'c', 'd', 'e', 'f']
  it.each(texts.flatMap((given) => channels.map((channel) => [...given, channel] as const)))(
    '%s: %s %j in %4$s',
    (language, text, labels, channel) => {
      for (const register of ['formal', 'warm'] as const)
        for (const turn_id of turns)
          for (const now of [NIGHT, AFTERNOON]) {
            const made = offer(language, text, { labels, channel, register, turn_id, now })
            expect(
              made?.checks.every(({ passed }) => passed),
              `${register} ${turn_id} ${now}`,
            ).toBe(true)
            expect(made?.text).not.toMatch(/[{}[\]]/)
            expect(made?.subject === null).toBe(channel !== 'email')
            if (channel === 'social') expect(made?.text).not.toContain('8812')
          }
    },
  )
})

describe('in an emergency there is no time to wait for, but a way to help', () => {
  it.each<[Language, string, LabelCorrection, string]>([
    ['fa', 'بوی گاز توی خونه پیچیده', { signals: ['safety'] }, '۱۱۵ (اورژانس) یا ۱۲۵ (آتش‌نشانی)'],
    ['ar', 'رائحة غاز في البيت', { signals: ['safety'] }, 'رقم الطوارئ في بلدكم'],
    ['en', 'There is a smell of gas in my flat', { signals: ['safety'] }, 'call your local emergency number'],
    ['fa', 'یکی داره از کارتم برداشت می‌کنه', { topics: ['security_fraud'], signals: ['fraud'] }, 'بانک'],
    ['ar', 'حد بيسحب من الفيزا بتاعتي', { topics: ['security_fraud'], signals: ['fraud'] }, 'أوقفوا البطاقة'],
    [
      'en',
      'Someone is using my card',
      { topics: ['security_fraud'], signals: ['fraud'] },
      'calling your bank',
    ],
    ['en', 'Fraud, and he threatens me with a knife', { signals: ['fraud', 'safety'] }, 'emergency number'],
  ])('%s: %s', (language, text, labels, words) => {
    for (const channel of ['chat', 'email', 'sms', 'social'] as const) {
      const made = offer(language, text, { labels: { ...labels, urgency: 'critical' }, channel })
      expect(made, channel).toMatchObject({ reason: 'emergency', promise: null })
      expect(made?.text, channel).toContain(words)
      expect(made?.checks.filter(({ passed }) => !passed)).toEqual([])
    }
  })
})

describe('when none is offered', () => {
  const answered = (minutesAgo: number, turn_id = 'msg_0') => ({
    turn_id,
    sent_at: new Date(Date.parse(NIGHT) - minutesAgo * 60_000).toISOString(),
  })
  it.each<[string, Given, boolean]>([
    ['closed', {}, true],
    ['open, due today', { now: MORNING, labels: { urgency: 'high' } }, false],
    ['open, due tomorrow', { now: AFTERNOON, labels: { urgency: 'normal' } }, true],
    ['open, critical', { now: MORNING, labels: { urgency: 'critical' } }, false],
    ['a desk that never closes, due in two hours', { desk: { hours: ALWAYS_OPEN }, ...late }, false],
    [
      'a desk that never closes, due in a day',
      { desk: { hours: ALWAYS_OPEN }, labels: { urgency: 'low' } },
      true,
    ],
    ['nobody waits', { due_at: null }, false],
    ['due already', { due_at: '2026-08-02T18:00:00.000Z' }, false],
    ['praise', { labels: { intent: 'praise', sentiment: 'positive', urgency: 'low' } }, false],
    ['a review', { channel: 'review' }, false],
    ['a note of a call', { channel: 'call_note' }, false],
    ['told in this turn', { sent: [answered(24 * 60, 'msg_1')] }, false],
    ['told an hour ago in another turn', { sent: [answered(60)] }, false],
    ['told twelve hours ago in another turn', { sent: [answered(12 * 60)] }, true],
  ])('%s', (_, given, offered) => {
    expect(offer('fa', LATE.fa, given) !== null).toBe(offered)
  })

  it('to an automatic reply, or two of them would write to each other for ever', () => {
    const text = 'I am out of office until Monday. This is an automatic reply.'
    expect(offer('en', text, { labels: { intent: 'other', sentiment: 'neutral' } })).toBeNull()
  })

  it('in a language we do not write', () => {
    const input = messageOf('en', 'Siparişim nerede?')
    const language = { ...input.triage.language, label: 'tr', supported: false }
    const triage = { ...input.triage, language }
    const due_at = '2026-08-03T07:30:00.000Z'
    expect(acknowledge(library, { ...input, triage, now: NIGHT, turn_id: 'm', due_at, sent: [] })).toBeNull()
  })
})

describe('the promised time', () => {
  const schedules = [
    'sat-wed 09:00-18:00; thu 09:00-13:00',
    'mon-fri 08:15-12:00, 13:10-17:40',
    '24/7',
    'mon 23:00-04:00',
  ]
    .flatMap((hours) =>
      ['Asia/Tehran', 'Europe/London', 'Asia/Kathmandu'].map((timeZone) => ({ hours, timeZone })),
    )
    .map((settings) => {
      const parsed = parseBusinessHours({ ...settings, holidays: '2026-08-05, 2026-08-06 10:00-11:00' })
      if (!parsed.ok) throw new Error(parsed.problem)
      return parsed.hours
    })
  const moment = fc.integer({
    min: Date.parse('2026-07-25T00:00:00Z'),
    max: Date.parse('2026-11-05T00:00:00Z'),
  })

  it('lies after the opening and now, and not after the time that is due', () => {
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(...schedules),
        fc.constantFrom(...URGENCIES),
        fc.integer({ min: 0, max: 6 * 3_600_000 }),
        fc.constantFrom(...LANGUAGES),
        (at, hours, urgency, waited, language) => {
          const now = new Date(at).toISOString()
          const waiting_since = new Date(at - waited).toISOString()
          const { due_at } = slaFor({ urgency, waiting_since, now, hours })
          const made = answerTime({ due_at: due_at ?? now, now, hours, language })
          const due = Date.parse(due_at ?? now)
          const opening = nextOpening(at, hours)
          if (made === null) {
            expect(due < opening + 60_000 || due < at + 120_000).toBe(true)
            return
          }
          const promised = Date.parse(made.due_at)
          expect(promised).toBeGreaterThan(at)
          expect(promised).toBeGreaterThanOrEqual(opening)
          expect(promised).toBeLessThanOrEqual(due)
          expect(due - promised).toBeLessThan(30 * 60_000)
          expect(made.text).toMatch({ fa: /^تا /, ar: /^(?:قبل|خلال) /, en: /^(?:by|within) / }[language])
          expect(made.text).toMatch(
            { fa: /[۰-۹]/, ar: /[٠-٩]|دقيقتين|واحدة/, en: /\d|noon|midnight|a minute/ }[language],
          )
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is told with its date when it is more than a week away', () => {
    const told = (language: Language) =>
      answerTime({ due_at: '2026-08-15T07:30:00Z', now: NIGHT, hours: tehran, language })?.text
    expect(told('fa')).toBe('تا ساعت ۱۱ روز ۲۴ مرداد')
    expect(told('ar')).toBe('قبل الساعة ١١ من صباح يوم ١٥ أغسطس')
    expect(told('en')).toBe('by 11 am on 15 August')
  })

  it('the desk of these tests is closed at night', () => {
    expect(isOpen(Date.parse(NIGHT), tehran)).toBe(false)
    expect(isOpen(Date.parse(MORNING), tehran)).toBe(true)
  })
})
