import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../../src/domain/text/normalise.ts'
import cases from '../../fixtures/normalise-cases.json' with { type: 'json' }
import { splitsPair, wildText } from './wild-text.ts'

describe('the text', () => {
  it.each(cases)('$in', (example) => {
    expect(normalise(example.in).text).toBe(example.out)
  })

  it.each([
    ['a\ud83d', 'a\ufffd'],
    ['\ude00\ud83d', '\ufffd\ufffd'],
    ['\ud83d\u200d\ude00', '\ufffd\ufffd'],
  ])('turns halves of a pair into U+FFFD: %j', (text, expected) => {
    expect(normalise(text).text).toBe(expected)
  })

  it('does not change what is normalised', () => {
    fc.assert(
      fc.property(wildText(), (text) => {
        const once = normalise(text).text
        expect(normalise(once).text).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })

  it('composes every character as Unicode does, whatever stands around it', () => {
    for (let code = 0; code <= 0x2ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const character = String.fromCodePoint(code)
      if (character.normalize('NFKC') === character) continue
      const once = normalise(`ab ${character} cd`)
      expect(once.toOriginal(0, 2)).toEqual({ start: 0, end: 2 })
      expect(once.toOriginal(once.text.length - 2, once.text.length).end).toBe(6 + character.length)
    }
  })
})

describe('the way back', () => {
  it.each([
    ['خیییییلی بد است', 'خییلی', 'خیییییلی'],
    ['من نمی‌خواهم بیایم', 'نمی خواهم', 'نمی‌خواهم'],
    ['سفارش ۸۸۱۲ کجاست', '8812', '۸۸۱۲'],
    ['شُكْراً لكم', 'شکرا', 'شُكْراً'],
    ['شيء سيئ', 'شی', 'شيء'],
    ['الســـلام عليكم', 'السلام', 'الســـلام'],
    ['ﻣﺸﻜﻠﺔ ﻻ تنتهي', 'لا', 'ﻻ'],
    ['ﷺ نعم', 'الله', 'ﷺ'],
    ['به @digikala گفتم', '@user', '@digikala'],
    ['ببین https://x.ir/a خراب است', 'http', 'https://x.ir/a'],
    ['ok 😂😂😂😂 bad', '😂😂', '😂😂😂😂'],
    ['love ❤️ it', '❤', '❤️'],
    ['a 👨‍👩‍👧 b', '👨👩👧', '👨‍👩‍👧'],
    ['   WHY   ME', 'why me', 'WHY   ME'],
    ['İstanbul', 'stanbul', 'stanbul'],
    ['cafe\u0301 x', 'é', 'e\u0301'],
    ['ｶﾞｽ', 'ガ', 'ｶﾞ'],
    ['\ud83d سلام', 'سلام', 'سلام'],
  ])('%j: %j came from %j', (text, part, source) => {
    const normalised = normalise(text)
    const at = normalised.text.indexOf(part)
    expect(at).toBeGreaterThanOrEqual(0)
    const { start, end } = normalised.toOriginal(at, at + part.length)
    expect(text.slice(start, end)).toBe(source)
  })

  it('keeps an empty range empty and clamps what lies outside', () => {
    const normalised = normalise('  سلام  ')
    expect(normalised.toOriginal(0, 0)).toEqual({ start: 2, end: 2 })
    expect(normalised.toOriginal(4, 4)).toEqual({ start: 6, end: 6 })
    expect(normalised.toOriginal(-5, 99)).toEqual({ start: 2, end: 6 })
    expect(normalise('').toOriginal(0, 1)).toEqual({ start: 0, end: 0 })
  })

  it('is ordered, inside, whole and covering for any text', () => {
    fc.assert(
      fc.property(wildText(), (text) => {
        const normalised = normalise(text)
        let previous = { start: 0, end: 0 }
        for (let index = 0; index < normalised.text.length; index++) {
          const span = normalised.toOriginal(index, index + 1)
          expect(span.start).toBeGreaterThanOrEqual(previous.start)
          expect(span.end).toBeGreaterThanOrEqual(previous.end)
          expect(span.end).toBeGreaterThan(span.start)
          expect(span.end).toBeLessThanOrEqual(text.length)
          expect(splitsPair(text, span.start) || splitsPair(text, span.end)).toBe(false)
          previous = span
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('leads to a source that normalises to what it came from', () => {
    // Plain words, digits and emoji: no rule here reaches across the blank between two of them.
    const word = fc.constantFrom(
      'خیییلی',
      'كتاب',
      'مُشكلة',
      '٣٤',
      '۵۶',
      'ABC',
      '😂😂😂',
      'ﻻ',
      'می‌روم',
      'آب',
      'ﬁ',
      'é',
      '\u200fok',
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(' ')
        const normalised = normalise(text)
        for (const match of normalised.text.matchAll(/[^ ]+/g)) {
          const { start, end } = normalised.toOriginal(match.index, match.index + match[0].length)
          expect(normalise(text.slice(start, end)).text).toBe(match[0])
        }
      }),
      { numRuns: 1000 },
    )
  })
})
