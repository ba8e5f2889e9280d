import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formsOf } from '../../../src/domain/knowledge/word-forms.ts'
import { indexWords, MOST_SEARCH_WORDS, searchWords } from '../../../src/domain/knowledge/words.ts'
import { LANGUAGES, type Language } from '../../../src/domain/labels.ts'

const meet = (one: string, other: string, language: Language) => {
  const index = new Set(indexWords(one, language).split(' '))
  return searchWords(other, language).some((forms) => forms.some((form) => index.has(form)))
}

describe('words that are one word', () => {
  it.each<[Language, string, string]>([
    ['fa', 'پيگيري كالا', 'پیگیری کالا'],
    ['fa', 'سفارش‌ها', 'سفارشها'],
    ['fa', 'سفارش‌هایم', 'سفارشامو سفارشهام'],
    ['fa', 'رمز', 'رمزم'],
    ['fa', 'کارت', 'کارتتون'],
    ['fa', 'ضمانت', 'ضمانتتون'],
    ['fa', 'نشانیِ', 'نشانی'],
    ['fa', 'خطای ۴۰۳', 'error 403'],
    ['ar', 'العنوان', 'عنوانكم'],
    ['ar', 'فاتورة', 'فاتورتي'],
    ['ar', 'الدفعات', 'بالدفعات'],
    ['ar', 'الأقساط', 'أقساط'],
    ['ar', 'تَوصِيل', 'للتوصيل'],
    ['ar', 'إلغاء', 'الغاء'],
    ['en', 'delivery', 'Deliveries'],
    ['en', 'refund', 'refunded'],
    ['en', 'charge', 'charging'],
    ['en', 'address', 'addresses'],
  ])('%s: %s – %s', (language, one, other) => {
    expect(meet(one, other, language)).toBe(true)
    expect(meet(other, one, language)).toBe(true)
  })

  it.each<[Language, string, string]>([
    ['fa', 'سفارش', 'سفر'],
    ['fa', 'پول', 'پل'],
    ['fa', 'رمز', 'رنگ'],
    ['ar', 'شحن', 'شهر'],
    ['ar', 'طلب', 'طابع'],
    ['en', 'bill', 'billion'],
    ['en', 'order', 'border'],
  ])('%s: not %s – %s', (language, one, other) => {
    expect(meet(one, other, language)).toBe(false)
  })

  it('keep the word itself first, and few forms', () => {
    expect(formsOf('سفارش', 'fa')[0]).toBe('سفارش')
    for (const language of LANGUAGES)
      for (const word of ['وبالمعلومات', 'کتابهایشان', 'unsubscribing'])
        expect(formsOf(word, language).length).toBeLessThanOrEqual(6)
  })
})

describe('what is looked for', () => {
  it.each<[Language | null, string, string[]]>([
    ['fa', 'سلام، وقت بخیر. چطور می‌تونم رمزم رو عوض کنم؟', ['رمزم', 'عوض']],
    ['ar', 'السلام عليكم، كيف أغير كلمة المرور لو سمحتم', ['اغیر', 'کلمه', 'المرور']],
    ['en', 'Hello, how do I change my password please?', ['change', 'password']],
    ['en', 'Order 8812045512, code E403', ['order', 'code', 'e403']],
    [null, 'how is رمز', ['رمز']],
    ['fa', 'چطور؟', ['چطور']],
    ['fa', '؟!… 😡', []],
    ['en', 'see https://example.com/x @someone', ['see']],
  ])('%s: %s', (language, text, words) => {
    expect(searchWords(text, language).map(([word]) => word)).toEqual(words)
  })

  it('is bounded, and letters and digits only, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem({ maxCount: 200 })),
        fc.constantFrom(...LANGUAGES, null),
        (text, language) => {
          const words = searchWords(text, language)
          expect(words.length).toBeLessThanOrEqual(MOST_SEARCH_WORDS)
          for (const form of words.flat()) expect(form).toMatch(/^[\p{L}\p{N}]{1,40}$/u)
        },
      ),
    )
  })
})
