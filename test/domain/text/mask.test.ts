import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask, unmask } from '../../../src/domain/text/mask.ts'
import { messyMessage } from './wild-text.ts'

describe('what is masked', () => {
  it.each([
    ['به ali.rezaei+shop@example.co.uk ایمیل بزنید.', 'به [EMAIL_1] ایمیل بزنید.'],
    ['mail:ALI@EXAMPLE.COM,bob@example.org', 'mail:[EMAIL_1],[EMAIL_2]'],
    ['شماره من ۰۹۱۲ ۱۲۳ ۴۵۶۷ است', 'شماره من [PHONE_1] است'],
    ['شماره‌ام ۰۹۱۲۱۲۳۴۵۶۷', 'شماره‌ام [PHONE_1]'],
    ['با 09121234567 تماس بگیرید', 'با [PHONE_1] تماس بگیرید'],
    ['9121234567', '[PHONE_1]'],
    ['+98 (0)912-123-4567', '[PHONE_1]'],
    ['00989121234567', '[PHONE_1]'],
    ['989121234567', '[PHONE_1]'],
    ['دفتر: (021) 8832 1234', 'دفتر: [PHONE_1]'],
    ['دفتر: ۰۲۱-۸۸۳۲۱۲۳۴', 'دفتر: [PHONE_1]'],
    ['رقمي ٠٥٠١٢٣٤٥٦٧', 'رقمي [PHONE_1]'],
    ['جوال 050 123 4567', 'جوال [PHONE_1]'],
    ['+966 50 123 4567', '[PHONE_1]'],
    ['+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', '[PHONE_1]'],
    ['كلموني على 01012345678', 'كلموني على [PHONE_1]'],
    ['رقم الجوال 51234567', 'رقم الجوال [PHONE_1]'],
    ['واتساب: 0791234567', 'واتساب: [PHONE_1]'],
    ['+962 79 123 4567 أو +964 770 123 4567', '[PHONE_1] أو [PHONE_2]'],
    ['call +1 (415) 555-2671', 'call [PHONE_1]'],
    ['415-555-2671', '[PHONE_1]'],
    ['+44 20 7946 0000', '[PHONE_1]'],
    ['\u200e+98\u200e912\u200e1234567', '\u200e[PHONE_1]'],
    ['09121234567 09351234567 09121234567', '[PHONE_1] [PHONE_2] [PHONE_1]'],
    ['سفارش ۸۸۱۲ شماره 09121234567', 'سفارش ۸۸۱۲ شماره [PHONE_1]'],
    ['کد ملی ۰۴۹۹۳۷۰۸۹۹', 'کد ملی [NATIONAL_ID_1]'],
    ['کد ملی: 008-457594-8', 'کد ملی: [NATIONAL_ID_1]'],
    ['رقمي القومي 29001011234567', 'رقمي القومي [NATIONAL_ID_1]'],
    ['Emirates ID 784-1985-1234567-3', 'Emirates ID [NATIONAL_ID_1]'],
    ['رقم الهوية 1045678909', 'رقم الهوية [NATIONAL_ID_1]'],
    ['کارت ۶۰۳۷ ۹۹۱۸ ۹۹۵۲ ۵۸۷۱ سوخت', 'کارت [CARD_1] سوخت'],
    ['6037991899525871', '[CARD_1]'],
    ['6037-9918-9952-5871 و 5022291012345672', '[CARD_1] و [CARD_2]'],
    ['amex 3782 822463 10005', 'amex [CARD_1]'],
    ['شبا IR06 2960 0000 0010 0324 2000 01', 'شبا [IBAN_1]'],
    ['شبا: ۰۶۲۹۶۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱', 'شبا: [IBAN_1]'],
    ['IR۰۶۲۹۶۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱', '[IBAN_1]'],
    ['آيبان SA03 8000 0000 6080 1016 7519 بنك', 'آيبان [IBAN_1] بنك'],
    ['AE070331234567890123456', '[IBAN_1]'],
    ['gb29 nwbk 6016 1331 9268 19 thanks', '[IBAN_1] thanks'],
  ])('%s', (text, expected) => {
    expect(mask(text).text).toBe(expected)
  })
})

describe('what stays', () => {
  it.each([
    'سفارش ۸۸۱۲۳۴۵۶۷۸ نرسید',
    'سفارشم 0499370899 است',
    'order 1234567890',
    'order number: 0123456789',
    'Tracking #123456789012345678901234',
    'کد رهگیری ۱۲۳۴۵۶۷۸۹۰۱۲',
    'رقم الطلب ٨٨١٢٣٤٥٦',
    'مبلغ 2500000000 ریال',
    'مبلغ ۱٬۲۰۰٬۰۰۰ تومان',
    'amount 12,500,000 and 12.500.000',
    '4270123452',
    '6037991899525872',
    'IR062960000000100324200002',
    '2026-08-02 09:14',
    '02-08-2026 09 12 33',
    '۱۴۰۵/۰۵/۱۱ ساعت ۰۹:۱۴',
    '11.05.1405 10:30',
    'iPhone 15 Pro Max 256',
    'INV09121234567',
    'a@b',
    '1111111111',
    '3 بار زنگ زدم، ۲۰ دقیقه منتظر بودم',
  ])('%s', (text) => {
    expect(mask(text)).toEqual({ text, entries: [] })
  })
})

describe('names', () => {
  it.each<[string, string[], string]>([
    ['سلام، علی رضایی هستم', ['علی رضایی'], 'سلام، [NAME_1] هستم'],
    ['سلام، علي رضايي هستم', ['علی رضایی'], 'سلام، [NAME_1] هستم'],
    ['علی‌رضایی', ['علی رضایی'], '[NAME_1]'],
    ['آقای رضایی و رضایی', ['علی رضایی'], 'آقای [NAME_1] و [NAME_1]'],
    ['هذا أحمد وأحمَد', ['احمد'], 'هذا [NAME_1] و[NAME_2]'],
    ['اتصلوا على الرقم', ['علي'], 'اتصلوا على الرقم'],
    ['I am JOHN smith', ['John Smith'], 'I am [NAME_1]'],
    ['Smithson is not John', ['John Smith'], 'Smithson is not [NAME_1]'],
    ['رضایتی ندارم', ['رضا'], 'رضایتی ندارم'],
    ["it's O'Neil (Jr.)", ["O'Neil (Jr.)"], "it's [NAME_1]"],
    ['nothing', ['', ' ', 'a'], 'nothing'],
  ])('%s with %j', (text, names, expected) => {
    const masked = mask(text, { names })
    expect(masked.text).toBe(expected)
    expect(unmask(masked.text, masked.entries)).toBe(text)
  })
})

describe('the way back', () => {
  it('restores a draft that uses the placeholders in another order', () => {
    const { entries } = mask('من ali@example.com هستم، 09121234567')
    expect(unmask('با [PHONE_1] تماس می‌گیریم و به [EMAIL_1] می‌نویسیم.', entries)).toBe(
      'با 09121234567 تماس می‌گیریم و به ali@example.com می‌نویسیم.',
    )
  })

  it('leaves alone what only looks like a placeholder', () => {
    const text = '[EMAIL_1] [PHONE_1] ali@example.com [NAME_9]'
    const masked = mask(text)
    expect(masked.text).toBe('[EMAIL_1] [PHONE_1] [EMAIL_2] [NAME_9]')
    expect(unmask(masked.text, masked.entries)).toBe(text)
    expect(unmask('[CARD_7]', masked.entries)).toBe('[CARD_7]')
  })

  it('restores any text', () => {
    const names = fc.array(fc.constantFrom('علی', 'EMAIL', 'Ali Reza', '[NAME_1]', '1', 'أحمد', '.*'), {
      maxLength: 3,
    })
    fc.assert(
      fc.property(messyMessage, names, (text, given) => {
        const masked = mask(text, { names: given })
        expect(unmask(masked.text, masked.entries)).toBe(text)
      }),
      { numRuns: 3000 },
    )
  })

  it('hides every value it names', () => {
    const value = fc.constantFrom(
      '09121234567',
      '۰۹۱۲۱۲۳۴۵۶۷',
      'ali@example.com',
      '6037991899525871',
      '+971501234567',
    )
    const words = fc.constantFrom(' سلام ', ' و ', '، ', '\n', ' hello ', '. ')
    fc.assert(
      fc.property(fc.array(fc.tuple(words, value), { minLength: 1, maxLength: 6 }), (pairs) => {
        const masked = mask(pairs.map(([word, personal]) => word + personal).join(''))
        for (const [, personal] of pairs) expect(masked.text).not.toContain(personal)
      }),
      { numRuns: 1000 },
    )
  })
})
