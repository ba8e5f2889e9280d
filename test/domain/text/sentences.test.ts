import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../../src/domain/text/sentences.ts'
import { splitForModel } from '../../../src/domain/text/split-for-model.ts'
import { messyMessage, splitsPair } from './wild-text.ts'

const sentences = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

describe('sentences', () => {
  it.each<[string, string[]]>([
    [
      'سفارشم نرسید. چرا جواب نمی‌دهید؟ لطفاً پیگیری کنید!',
      ['سفارشم نرسید.', 'چرا جواب نمی‌دهید؟', 'لطفاً پیگیری کنید!'],
    ],
    ['سفارشم نرسید.چرا جواب نمیدید؟پیگیری کنید', ['سفارشم نرسید.', 'چرا جواب نمیدید؟', 'پیگیری کنید']],
    ['أين طلبي؟ لم يصل بعد. أريد استرداد المبلغ', ['أين طلبي؟', 'لم يصل بعد.', 'أريد استرداد المبلغ']],
    ['It broke. i want a refund!! Now?', ['It broke.', 'i want a refund!!', 'Now?']],
    ['سلام\nبسته نرسید\n\nچیکار کنم', ['سلام', 'بسته نرسید', 'چیکار کنم']],
    ['صبر کردم… هیچ خبری نشد... دیگه خسته شدم', ['صبر کردم…', 'هیچ خبری نشد...', 'دیگه خسته شدم']],
    ['یہ نہیں آیا۔ کیوں؟', ['یہ نہیں آیا۔', 'کیوں؟']],
    [
      'Dr. Smith paid 12.50 at example.com. Then it failed.',
      ['Dr. Smith paid 12.50 at example.com.', 'Then it failed.'],
    ],
    ['قیمت ۱۲.۵ میلیون بود. گران است', ['قیمت ۱۲.۵ میلیون بود.', 'گران است']],
    ['د. أحمد لم يحضر. انتظرت ساعة', ['د. أحمد لم يحضر.', 'انتظرت ساعة']],
    ['He said "never!" and left. Really.', ['He said "never!"', 'and left.', 'Really.']],
    ['«خراب است.» گفتم نه', ['«خراب است.»', 'گفتم نه']],
    ['بدون نقطه و بدون خط', ['بدون نقطه و بدون خط']],
    ['   ', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })

  it('looks only where it is told', () => {
    const text = 'one. two. three.'
    expect(sentencesOf(text, { start: 5, end: 12 }).map(({ start, end }) => text.slice(start, end))).toEqual([
      'two.',
      'th',
    ])
  })
})

describe('parts for the model', () => {
  it('packs sentences as long as they fit', () => {
    const text = 'جمله یک. جمله دو. جمله سه. جمله چهار.'
    expect(splitForModel(text, undefined, 18).map(({ start, end }) => text.slice(start, end))).toEqual([
      'جمله یک. جمله دو.',
      'جمله سه.',
      'جمله چهار.',
    ])
  })

  it('cuts a long sentence between words and a long word anywhere but in a pair', () => {
    const text = 'aaaa bbbb cccc dddddddddddd 😀😀😀😀😀😀'
    const parts = splitForModel(text, undefined, 9).map(({ start, end }) => text.slice(start, end))
    expect(parts).toEqual(['aaaa bbbb', 'cccc', 'ddddddddd', 'ddd', '😀😀😀😀', '😀😀'])
  })

  it('keeps every visible character once, in order, within the length', () => {
    fc.assert(
      fc.property(messyMessage, fc.integer({ min: 2, max: 60 }), (text, maxLength) => {
        const parts = splitForModel(text, undefined, maxLength)
        let previous = 0
        for (const { start, end } of parts) {
          expect(start).toBeGreaterThanOrEqual(previous)
          expect(end - start).toBeGreaterThan(0)
          expect(end - start).toBeLessThanOrEqual(maxLength)
          expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false)
          expect(text.slice(previous, start).trim()).toBe('')
          previous = end
        }
        expect(text.slice(previous).trim()).toBe('')
      }),
      { numRuns: 2000 },
    )
  })
})
