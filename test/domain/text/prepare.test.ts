import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../../src/domain/text/normalise.ts'
import { prepareText } from '../../../src/domain/text/prepare.ts'
import { MAX_PART_LENGTH } from '../../../src/domain/text/split-for-model.ts'
import { messyMessage, splitsPair } from './wild-text.ts'

describe('a prepared text', () => {
  it('reads the customer’s words only and points back into the mail as sent', () => {
    const text =
      'سلام 👋\nكارت من ۳ روزه مسدوووود شده!!\n\nOn Mon, 3 Aug 2026, Support wrote:\n> Thank you for your order\n'
    const prepared = prepareText(text)
    expect(prepared.original).toBe(text)
    expect(prepared.ownWords.map(({ start, end }) => text.slice(start, end))).toEqual([
      'سلام 👋\nكارت من ۳ روزه مسدوووود شده!!',
    ])
    expect(prepared.language).toMatchObject({
      label: 'fa',
      script: 'arabic',
      romanised: false,
      supported: true,
    })
    expect(prepared.parts.map((part) => part.text)).toEqual(['سلام 👋 کارت من 3 روزه مسدوود شده!!'])
    const [part] = prepared.parts
    const at = part?.text.indexOf('مسدوود') ?? -1
    const source = part?.toOriginal(at, at + 'مسدوود'.length)
    expect(text.slice(source?.start, source?.end)).toBe('مسدوووود')
  })

  it('takes the hint for a text without words', () => {
    expect(prepareText('👍', 'ar').language).toMatchObject({ label: 'ar', supported: true })
    expect(prepareText('👍').language).toMatchObject({ label: 'und', supported: false })
  })

  it('has nothing for the model in an empty text', () => {
    expect(prepareText(' \u200f\n').parts).toEqual([])
  })

  it('cuts what grows when normalised', () => {
    const parts = prepareText('ﷺ '.repeat(200)).parts
    expect(parts.length).toBeGreaterThan(5)
    for (const part of parts) expect(part.text.length).toBeLessThanOrEqual(MAX_PART_LENGTH)
  })

  it('keeps every part inside a kept span, in order, normalised', () => {
    fc.assert(
      fc.property(messyMessage, (text) => {
        const { ownWords, parts } = prepareText(text)
        let previous = 0
        for (const part of parts) {
          expect(part.text).not.toBe('')
          expect(normalise(part.text).text).toBe(part.text)
          const { start, end } = part.toOriginal(0, part.text.length)
          expect(start).toBeGreaterThanOrEqual(previous)
          expect(ownWords.some((span) => span.start <= start && end <= span.end)).toBe(true)
          expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false)
          previous = end
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('is quick with 8,000 characters', () => {
    const text = 'سلام، سفارش شماره ۸۸۱۲ من هنوز نرسيده و کسی جواب نمی‌دهد!!! لطفاً پیگیری کنید @shop\n'
      .repeat(100)
      .slice(0, 8000)
    for (let warm = 0; warm < 5; warm++) prepareText(text)
    const times = Array.from({ length: 9 }, () => {
      const started = performance.now()
      prepareText(text)
      return performance.now() - started
    }).sort((first, second) => first - second)
    // Alone it takes about 3 ms (median); the bound leaves room for a busy machine.
    expect(times[4]).toBeLessThan(25)
  })
})
