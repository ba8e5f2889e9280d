import { describe, expect, it } from 'vitest'
import { createFormat } from '../../src/ui/format.ts'
import { preferredLanguage } from '../../src/ui/languages.ts'
import { createTranslate } from '../../src/ui/translate.ts'

const NOW = new Date('2026-08-02T05:44:00.000Z')
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000)
const timeZone = 'Asia/Tehran'
const fa = createFormat({ language: 'fa', timeZone })
const ar = createFormat({ language: 'ar', timeZone })
const en = createFormat({ language: 'en', timeZone })
/** Without the marks that turn directions, which differ between versions of ICU. */
const plain = (text: string) =>
  text.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ')

describe('how things are written', () => {
  it.each([
    ['numbers, fa', fa.number(41_200), '۴۱٬۲۰۰'],
    ['numbers, ar', ar.number(41_200), '٤١٬٢٠٠'],
    ['numbers, en', en.number(41_200), '41,200'],
    ['shares, fa', fa.percent(0.94), '۹۴٪'],
    ['shares, en', en.percent(0.945, 1), '94.5%'],
    ['signs, en', en.signed(0.18), '+0.18'],
    ['signs, digits under each other', en.signed(0.1), '+0.10'],
    ['signs, none for nothing', en.signed(0), '0'],
    ['columns keep their digits', en.fixed(0.5, 2), '0.50'],
    ['12 minutes ago, fa', fa.ago(before(12), NOW), '۱۲ دقیقه پیش'],
    ['12 minutes ago, ar', ar.ago(before(12), NOW), 'قبل ١٢ دقيقة'],
    ['12 minutes ago, en', en.ago(before(12), NOW), '12 minutes ago'],
    ['seconds are now', en.ago(before(0.4), NOW), 'now'],
    ['the future', en.ago(before(-180), NOW), 'in 3 hours'],
    ['dates, en', en.date(NOW), '2 August 2026'],
    ['dates with the time, en', en.dateTime(NOW), '2 August 2026 at 09:14'],
    ['yesterday', fa.ago(before(60 * 25), NOW), 'دیروز'],
    ['Solar Hijri date', fa.date(NOW), '۱۱ مرداد ۱۴۰۵'],
    [
      'Gregorian in Persian',
      createFormat({ language: 'fa', calendar: 'gregory', timeZone }).date(NOW),
      '۲ اوت ۲۰۲۶',
    ],
    [
      'Umm al-Qura',
      createFormat({ language: 'ar', calendar: 'islamic-umalqura', timeZone }).date(NOW),
      '١٩ صفر ١٤٤٨ هـ',
    ],
    ['Gregorian in Arabic', ar.date(NOW), '٢ أغسطس ٢٠٢٦'],
    ['clock of the desk', en.time(NOW), '09:14'],
    ['spans', en.duration(38 * 60_000), '38 minutes'],
    ['spans in two parts', en.duration(125 * 60_000, 2), '2 hours, 5 minutes'],
    ['spans in two parts, fa', fa.duration(125 * 60_000, 2), '۲ ساعت و ۵ دقیقه'],
    ['spans do not run backwards', en.duration(-38 * 60_000), '38 minutes'],
    ['lists', en.list(['a', 'b', 'c']), 'a, b and c'],
    ['money', en.money(41_200, 'USD'), 'US$41,200'],
    ['money of no known kind', en.money(5, 'points'), '5 points'],
    ['money without a currency', en.money(5, null), '5'],
  ])('%s', (_, written, expected) => {
    expect(plain(written)).toBe(expected)
  })

  it('sorts as a dictionary of the language', () => {
    expect(['ی', 'پ', 'ا', 'گ', 'ک'].toSorted(fa.compare)).toEqual(['ا', 'پ', 'ک', 'گ', 'ی'])
    expect(['item 10', 'item 9'].toSorted(en.compare)).toEqual(['item 9', 'item 10'])
  })
})

describe('preferredLanguage', () => {
  it.each([
    ['fa-IR,fa;q=0.9,en;q=0.8', 'fa'],
    ['en-GB,ar;q=0.9', 'en'],
    ['de, ar-EG;q=0.7, en;q=0.3', 'ar'],
    ['fa;q=0, en;q=0.1', 'en'],
    ['tr', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    [';;q=x,,ar', 'ar'],
  ])('%s → %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language)
  })
})

describe('createTranslate', () => {
  const arabic = createTranslate(
    'ar',
    {
      'a.b': {
        zero: 'لا رسائل',
        one: 'رسالة',
        two: 'رسالتان',
        few: '{count} رسائل',
        many: '{count} رسالة',
        other: '{count} رسالة',
      },
    },
    ar.number,
  )
  it.each([
    [0, 'لا رسائل'],
    [1, 'رسالة'],
    [2, 'رسالتان'],
    [7, '٧ رسائل'],
    [25, '٢٥ رسالة'],
  ])('chooses the Arabic plural for %d', (count, sentence) => {
    expect(arabic('a.b', { count })).toBe(sentence)
  })

  it('fills in words as they are and knows no other key', () => {
    const t = createTranslate('en', { 'a.b': 'Hello {name}, {name}' }, String)
    expect(t('a.b', { name: '{count} $&' })).toBe('Hello {count} $&, {count} $&')
    expect(() => t('a.c')).toThrow('a.c')
  })
})
