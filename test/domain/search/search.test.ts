import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptFor, placesIn } from '../../../src/domain/search/excerpt.ts'
import { indexedWords } from '../../../src/domain/search/indexed-words.ts'
import { type Question, questionOf } from '../../../src/domain/search/question.ts'

const ask = (words: string): Question => {
  const question = questionOf(words)
  if (!question) throw new Error('No words')
  return question
}
const marked = (text: string, words: string) =>
  placesIn(text, ask(words)).map(({ start, end }) => text.slice(start, end))

describe('what is marked in a text', () => {
  it.each<[string, string, string[]]>([
    // Letters of either keyboard, vowel marks, tatweel.
    ['سفارشم هنوز نرسيده', 'نرسیده', ['نرسيده']],
    ['كالاي من كجاست', 'کالای', ['كالاي']],
    ['تَوصِيلُ الطَّلبِ تأخّر', 'توصيل الطلب', ['تَوصِيلُ', 'الطَّلبِ']],
    ['مـــرجوع کنم', 'مرجوع', ['مـــرجوع']],
    ['أريد إلغاء الطلب', 'الغاء', ['إلغاء']],
    ['فاتورة خاطئة', 'فاتوره', ['فاتورة']],
    // Half-space, space, neither.
    ['پیش‌فاکتور رو بفرستید', 'پیشفاکتور', ['پیش‌فاکتور']],
    ['پیش فاکتور رو بفرستید', 'پیش‌فاکتور', ['پیش', 'فاکتور']],
    ['پیش فاکتور رو بفرستید', 'پیشفاکتور', ['پیش فاکتور']],
    ['پیشفاکتور رو بفرستید', 'پیش فاکتور', ['پیشفاکتور']],
    ['پیشفاکتورها رو بفرستید', 'پیش‌فاکتور', ['پیشفاکتورها']],
    ['نمی‌خوامش دیگه', 'نمیخوامش', ['نمی‌خوامش']],
    ['کتاب‌هایم نرسید', 'کتابهایم', ['کتاب‌هایم']],
    // Digits of three scripts, long ones too.
    ['سفارش ۸۸۱۲۰۴۵۵۱۲ نرسیده', '8812045512', ['۸۸۱۲۰۴۵۵۱۲']],
    ['طلب رقم ٨٨١٢٠٤', '881204', ['٨٨١٢٠٤']],
    ['error 403 again', '۴۰۳', ['403']],
    // Forms.
    ['سفارش‌هامون چی شد', 'سفارش', ['سفارش']],
    ['بالفاتورة الأخيرة', 'فاتورة', ['بالفاتورة']],
    ['I was charged twice, refund me', 'refunded charge', ['charged', 'refund']],
    ['login does not work', 'log in', ['login']],
    ['I cannot log in', 'login', ['log in']],
    // Finglish, English in Persian.
    ['sefaresham nareside hanuz', 'sefaresham', ['sefaresham']],
    ['گفتن refunded شده ولی نشده', 'refund', ['refunded']],
    ['تو app مشکل دارم', 'APP', ['app']],
    // A stop word is looked for where there is nothing else.
    ['چرا جواب نمی‌دید', 'چرا', ['چرا']],
    ['سفارش من کجاست', 'سفارش من', ['سفارش']],
    // Other words are other words.
    ['سفر خوبی بود', 'سفارش', []],
    ['billion', 'bill', []],
  ])('%s ← %s', (text, words, expected) => {
    expect(marked(text, words)).toEqual(expected)
  })
})

describe('an excerpt', () => {
  it('is the whole of a short text, white space and all', () => {
    const text = 'سلام\n\nسفارش من  نرسیده 😡'
    expect(excerptFor(text, ask('نرسيده'))).toEqual({
      excerpt: text,
      highlights: [{ start: text.indexOf('نرسیده'), end: text.indexOf(' 😡') }],
      cut_start: false,
      cut_end: false,
    })
  })

  it('of a long one is where most of the words are, cut between words', () => {
    const filler = 'کلمه '.repeat(80)
    const text = `${filler}سفارش ${filler}سفارش من هنوز نرسیده است ${filler}`
    const { excerpt, highlights, cut_start, cut_end } = excerptFor(text, ask('سفارش نرسیده'))
    expect(highlights.map(({ start, end }) => excerpt.slice(start, end))).toEqual(['سفارش', 'نرسیده'])
    expect([cut_start, cut_end]).toEqual([true, true])
    expect(excerpt).toMatch(/^کلمه .* کلمه$/)
    expect(excerpt.length).toBeLessThanOrEqual(160)
  })

  it('without a place to mark begins where the text begins', () => {
    const { excerpt, highlights, cut_start } = excerptFor('one two '.repeat(60), ask('three'))
    expect(highlights).toEqual([])
    expect(cut_start).toBe(false)
    expect(excerpt.startsWith('one two')).toBe(true)
  })

  it('is a piece of the text with sound places, whatever the text', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 250 }),
      fc.string({ unit: 'grapheme', maxLength: 250 }),
      fc.stringMatching(/^[a ﷺ😀ِ‌اب1]{0,300}$/u),
      fc.constantFrom('x'.repeat(500), '😀a'.repeat(200), `${'ِ'.repeat(400)}اب`, '𝒜'.repeat(200)),
    )
    fc.assert(
      fc.property(wild, wild, fc.nat({ max: 300 }), (text, other, at) => {
        for (const words of [other, text.slice(at, at + 20)]) {
          const question = questionOf(words)
          if (!question) continue
          const { excerpt, highlights } = excerptFor(text, question)
          expect(text).toContain(excerpt)
          expect(excerpt.length).toBeLessThanOrEqual(160)
          if (text.isWellFormed()) expect(excerpt.isWellFormed()).toBe(true)
          let end = 0
          for (const place of highlights) {
            expect(place.start).toBeGreaterThanOrEqual(end)
            expect(place.end).toBeGreaterThan(place.start)
            end = place.end
          }
          expect(end).toBeLessThanOrEqual(excerpt.length)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('a question', () => {
  it('holds letters, digits and single spaces only, and is bounded, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const question = questionOf(typed)
        if (question === null) return
        expect(question.words.length).toBeGreaterThan(0)
        expect(question.words.length).toBeLessThanOrEqual(24)
        for (const way of [...question.words.flat(), ...question.plain])
          expect(way).toMatch(/^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)?$/u)
      }),
    )
  })

  it.each(['', '؟!… 😡', '"*^():', '\u200c'])('is none without letters and digits: %j', (typed) => {
    expect(questionOf(typed)).toBeNull()
  })
})

describe('what is indexed', () => {
  it('are all words in their order, and beside them the forms of the telling ones', () => {
    expect(indexedWords('سفارش‌های من، ۱۲ تا')).toEqual({ words: 'سفارش های من 12 تا', forms: 'سفار' })
    expect(indexedWords('The charges were refunded').words).toBe('the charges were refunded')
    expect(indexedWords('😡')).toEqual({ words: '', forms: '' })
  })
})
