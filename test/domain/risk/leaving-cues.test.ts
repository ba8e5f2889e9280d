import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellsOfThirdContact } from '../../../src/domain/risk/contact-cues.ts'
import { findLeavingCues, type LeavingCue } from '../../../src/domain/risk/leaving-cues.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'

describe('findLeavingCues', () => {
  it.each<[LeavingCue, string, string]>([
    ['notice_period_asked', 'notice period', 'Hi, what is our notice period?'],
    ['notice_period_asked', 'How many days notice', 'How many days notice do we need to give?'],
    ['notice_period_asked', 'When does our contract end', 'When does our contract end, please?'],
    ['notice_period_asked', 'چند روز قبل باید اطلاع', 'سلام، برای جدا شدن از چند روز قبل باید اطلاع بدیم؟'],
    ['notice_period_asked', 'شرایط فسخ', 'شرایط فسخ زودتر از موعد چطوریه؟'],
    ['notice_period_asked', 'قرارداد ما کی تموم', 'قرارداد ما کی تموم می‌شه؟'],
    ['notice_period_asked', 'مدة الإشعار', 'كم مدة الإشعار قبل إنهاء العقد؟'],
    ['notice_period_asked', 'متى ينتهي عقد', 'متى ينتهي عقدنا معكم؟'],
    ['data_export_asked', 'export all our contacts', 'Can I export all our contacts as CSV?'],
    ['data_export_asked', 'اطلاعات مشتری‌ها خروجی', 'چطور می‌شه از همهٔ اطلاعات مشتری‌ها خروجی گرفت؟'],
    ['data_export_asked', 'أصدّر كل بيانات', 'كيف أقدر أصدّر كل بياناتنا؟'],
    ['seats_reduced', 'reduce our seats', 'Please reduce our seats from 40 to 12.'],
    ['seats_reduced', 'تعداد لایسنس‌ها رو از ۴۰ به ۱۲ کم کن', 'تعداد لایسنس‌ها رو از ۴۰ به ۱۲ کم کنید لطفاً'],
    ['seats_reduced', 'تخفيض عدد التراخيص', 'أرجو تخفيض عدد التراخيص إلى ٢٠'],
    ['auto_renewal_off', 'turned off auto-renewal', 'I turned off auto-renewal yesterday, is that enough?'],
    ['auto_renewal_off', 'will not be renewing', 'We will not be renewing in March.'],
    ['auto_renewal_off', 'تمدید خودکار رو برامون غیرفعال', 'تمدید خودکار رو برامون غیرفعال کنید'],
    ['auto_renewal_off', 'أوقفوا التجديد التلقائي', 'أوقفوا التجديد التلقائي لو سمحتم'],
    ['auto_renewal_off', 'أوقفوا التجديد التلقائي', 'سلام 😀 أوقفوا التجديد التلقائي'],
  ])('%s at “%s”', (cue, quote, text) => {
    const found = findLeavingCues(normalise(text))
    expect(found.map((each) => [each.cue, text.slice(each.start, each.end)])).toContainEqual([
      cue,
      expect.stringContaining(quote),
    ])
  })

  it.each([
    'I was not given a contract number when I called.',
    'You bumped me to a lower class and seat',
    'I got the cancellation fee although the driver cancelled',
    'the export file contains other customers phone numbers',
    'حساب کاربری‌ام را حذف می‌کنم',
    'رابط کاربری یکم بهتر بشه عالیه',
    'تمدید خودکار روشن است یا خاموش؟',
    'فريق التهيئة نقل البيانات في عطلة نهاية الأسبوع',
    'كم رسوم إلغاء حجز الفندق؟',
    'وصلني تأكيد بالإلغاء ثم تأكيد بالتجديد التلقائي',
    '',
  ])('nothing in “%s”', (text) => {
    expect(findLeavingCues(normalise(text))).toEqual([])
  })

  it('points into any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = `${before} notice period ${after}`
        for (const { start, end } of findLeavingCues(normalise(text))) {
          expect(start).toBeLessThan(end)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })
})

describe('tellsOfThirdContact', () => {
  it.each([
    ['This is my fourth email since Monday', true],
    ['I have called three times', true],
    ['برای بار سوم دارم همین رو می‌نویسم', true],
    ['این چهارمین تماس منه', true],
    ['دي رابع مره اكلمكم في نفس الموضوع', true],
    ['المرة الثالثة وأنا أكتب لكم', true],
    ['كلمتكم ٤ مرات', true],
    ['I already wrote to you yesterday', false],
    ['دیروز هم گفتم', false],
    ['كلمتكم امبارح', false],
  ])('%s → %s', (text, expected) => {
    expect(tellsOfThirdContact(normalise(text))).toBe(expected)
  })
})
