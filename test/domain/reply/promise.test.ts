import { describe, expect, it } from 'vitest'
import { promiseTime } from '../../../src/domain/reply/promise.ts'
import { tehran } from './desk.ts'

const at = (
  language: 'fa' | 'ar' | 'en',
  now: string,
  promise: { within: string; urgent?: string; clock: 'always' | 'business' },
  urgency: 'normal' | 'high' | 'critical' = 'normal',
) => promiseTime({ promise, urgency, now, hours: tehran, language })

describe('a promised time, told as people tell it', () => {
  it.each([
    // Sunday 14:10 in Tehran, 18:00 closing; Wednesday 5 August is a holiday.
    ['2026-08-02T14:10:00+03:30', '15m', 'always', 'تا ۱۵ دقیقهٔ دیگر', 'خلال ١٥ دقيقة', 'within 15 minutes'],
    ['2026-08-02T14:10:00+03:30', '5m', 'always', 'تا ۵ دقیقهٔ دیگر', 'خلال ٥ دقائق', 'within 5 minutes'],
    [
      '2026-08-02T14:10:00+03:30',
      '3h',
      'business',
      'تا ساعت ۱۷:۳۰ امروز',
      'قبل الساعة ٥:٣٠ من عصر اليوم',
      'by 5:30 pm today',
    ],
    [
      '2026-08-02T14:00:00+03:30',
      '4h',
      'business',
      'تا ساعت ۱۸ امروز',
      'قبل الساعة ٦ من مساء اليوم',
      'by 6 pm today',
    ],
    // What would end after closing goes on in the morning.
    [
      '2026-08-02T17:30:00+03:30',
      '1h',
      'business',
      'تا ساعت ۹:۳۰ فردا',
      'قبل الساعة ٩:٣٠ من صباح الغد',
      'by 9:30 am tomorrow',
    ],
    // Rounding up never leads past closing time.
    [
      '2026-08-02T17:00:00+03:30',
      '55m',
      'business',
      'تا ساعت ۱۸ امروز',
      'قبل الساعة ٦ من مساء اليوم',
      'by 6 pm today',
    ],
    [
      '2026-08-06T12:30:00+03:30',
      '2h',
      'business',
      'تا ساعت ۱۰:۳۰ شنبه',
      'قبل الساعة ١٠:٣٠ من صباح يوم السبت',
      'by 10:30 am on Saturday',
    ],
    // Tuesday evening: Wednesday is a holiday, Thursday has four hours.
    [
      '2026-08-04T17:30:00+03:30',
      '2h',
      'business',
      'تا ساعت ۱۰:۳۰ پنج‌شنبه',
      'قبل الساعة ١٠:٣٠ من صباح يوم الخميس',
      'by 10:30 am on Thursday',
    ],
    [
      '2026-08-02T14:10:00+03:30',
      '3d',
      'business',
      'تا پایان روز پنج‌شنبه',
      'قبل نهاية يوم الخميس',
      'by the end of Thursday',
    ],
    [
      '2026-08-02T14:10:00+03:30',
      '9d',
      'business',
      'تا پایان روز ۲۲ مرداد',
      'قبل نهاية يوم ١٣ أغسطس',
      'by the end of 13 August',
    ],
    [
      '2026-08-02T22:40:00+03:30',
      '1h',
      'always',
      'تا ساعت ۲۴ امروز',
      'قبل الساعة ١٢ من ليل اليوم',
      'by midnight today',
    ],
    [
      '2026-08-02T10:30:00+03:30',
      '90m',
      'always',
      'تا ساعت ۱۲ امروز',
      'قبل الساعة ١٢ من ظهر اليوم',
      'by noon today',
    ],
  ] as const)('%s + %s on the clock %s', (now, within, clock, fa, ar, en) => {
    expect(at('fa', now, { within, clock }).text).toBe(fa)
    expect(at('ar', now, { within, clock }).text).toBe(ar)
    expect(at('en', now, { within, clock }).text).toBe(en)
  })

  it('promises less time where the matter presses', () => {
    const promise = { within: '8h', urgent: '1h', clock: 'business' as const }
    expect(at('en', '2026-08-02T14:00:00+03:30', promise, 'high').text).toBe('by 3 pm today')
    expect(at('en', '2026-08-02T14:00:00+03:30', promise).text).toBe('by 1 pm tomorrow')
  })

  it('promises no time before the due instant', () => {
    for (let minute = 0; minute < 60 * 24; minute += 7) {
      const now = new Date(Date.parse('2026-08-02T00:00:00+03:30') + minute * 60_000).toISOString()
      const { due_at } = at('fa', now, { within: '2h', clock: 'always' })
      expect(Date.parse(due_at) - Date.parse(now)).toBeGreaterThanOrEqual(2 * 3_600_000)
    }
  })
})
