import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quoteAround, quoteStart } from '../../../src/domain/risk/quote.ts'

const LONG =
  'First we waited for the parcel, then we waited for the courier, and after that we waited for an answer which never came, so now we are done.'

describe('quotes', () => {
  it.each([
    ['short text as it is', 'قبض دو بار کم شده', 'قبض دو بار کم شده'],
    ['white space in one line', '  two\n\nlines  ', 'two lines'],
    [
      'the first words of a long one',
      LONG,
      'First we waited for the parcel, then we waited for the courier, and after that we waited for an…',
    ],
    ['nothing', ' \n ', null],
  ])('%s', (_, text, quote) => {
    expect(quoteStart(text)).toBe(quote)
  })

  it('shows the words around a span, whole', () => {
    const start = LONG.indexOf('never came')
    const quote = quoteAround(LONG, { start, end: start + 'never came'.length })
    expect(quote).toMatch(/^….*\bnever came\b/)
    expect(LONG).toContain(quote?.replaceAll('…', ''))
  })

  it('never cuts a character and stays short, for any text and span', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constant('😀'.repeat(150)),
    )
    fc.assert(
      fc.property(wild, fc.nat(500), fc.nat(200), (text, from, length) => {
        const start = Math.min(from, text.length)
        const quote = quoteAround(text, { start, end: Math.min(text.length, start + length) }) ?? ''
        expect(quote.length).toBeLessThanOrEqual(104)
        if (text.isWellFormed()) expect(quote.isWellFormed()).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})
