import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { alignTokens } from '../../../src/adapters/classifier/token-offsets.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'
import { type DirectModel, loadDirectly } from './direct-model.ts'

describe('tokens are laid along the text', () => {
  it.each([
    [
      'words without the space before them',
      ['▁سلام', '▁خوبی'],
      'سلام خوبی',
      [
        [0, 4],
        [5, 9],
      ],
    ],
    [
      'pieces of one word',
      ['▁بد', 'قولی', '.'],
      'بدقولی.',
      [
        [0, 2],
        [2, 6],
        [6, 7],
      ],
    ],
    [
      'the bytes of one character share its range',
      ['▁', '<0xF0>', '<0x9F>', '<0x98>', '<0x80>', '▁ok'],
      '😀 ok',
      [
        [0, 0],
        [0, 2],
        [0, 2],
        [0, 2],
        [0, 2],
        [3, 5],
      ],
    ],
    [
      'two characters in bytes, one after the other',
      ['▁a', '<0xC3>', '<0xA9>', '<0xE2>', '<0x82>', '<0xAC>'],
      'aé€',
      [
        [0, 1],
        [1, 2],
        [1, 2],
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ],
    [
      'a space that is a token of its own',
      ['▁a', '▁', '<0xE2>', '<0x82>', '<0xAC>'],
      'a €',
      [
        [0, 1],
        [1, 2],
        [2, 3],
        [2, 3],
        [2, 3],
      ],
    ],
    ['a text that begins with the space sign itself', ['▁a'], '▁a', [[1, 2]]],
    [
      'special tokens are nowhere',
      ['[CLS]', '▁a', '[SEP]'],
      'a',
      [
        [0, 0],
        [0, 1],
        [1, 1],
      ],
    ],
    [
      'a text cut off in the middle of a character',
      ['▁a', '<0xF0>', '<0x9F>'],
      'a😀',
      [
        [0, 1],
        [1, 3],
        [1, 3],
      ],
    ],
    ['no tokens', [], 'a', []],
  ])('%s', (_, tokens, text, expected) => {
    expect(alignTokens(tokens, text).map(({ start, end }) => [start, end])).toEqual(expected)
  })
})

describe('tokens of the real tokenizer', () => {
  let model: DirectModel
  beforeAll(async () => {
    model = await loadDirectly()
  })

  const words = fc.constantFrom(
    ...['سفارشم', 'نرسیده', 'می\u200cخوام', 'پولم', 'رو', 'پس', 'بدین', 'أين', 'طلبي', 'الشحنة', 'مُتأخِّرة'],
    ...[
      'خدمة',
      'سيئة',
      'والله',
      'my',
      'order',
      'is',
      'LATE',
      'refund',
      '😡',
      '👍🏽',
      '🇮🇷',
      '👨‍👩‍👧',
      '€',
      '۱۲۳',
      '…',
      '▁',
    ],
    ...[
      '<pad>',
      '<unk>',
      '<0x41>',
      '<mask>',
      'ḁ',
      '漢字',
      'salam',
      'kheyli',
      '\ud83d',
      '!!',
      '؟',
      '،',
      '\u0000',
    ],
  )
  const texts = fc.oneof(
    fc.array(words, { maxLength: 30 }).map((chosen) => chosen.join(' ')),
    fc.array(words, { maxLength: 12 }).map((chosen) => chosen.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  )

  it('cover every character but spaces, in order, and each says its own piece of the text', () => {
    fc.assert(
      fc.property(texts, (raw) => {
        const { text } = normalise(raw)
        const tokens = model.tokenise(text)
        const spans = alignTokens(tokens, text)
        const covered = new Set<number>()
        let before = { start: 0, end: 0 }
        for (const [index, span] of spans.entries()) {
          const token = tokens[index] ?? ''
          const isByte = /^<0x..>$/.test(token) && text.slice(span.start, span.end) !== token
          const sameCharacter = isByte && span.start === before.start && span.end === before.end
          expect(span.start >= before.end || sameCharacter).toBe(true)
          expect(span.end).toBeLessThanOrEqual(text.length)
          if (!isByte && span.end > span.start) {
            const piece = text.slice(span.start, span.end).replaceAll(' ', '▁')
            expect(token === piece || token === `▁${piece}`).toBe(true)
          }
          for (let at = span.start; at < span.end; at += 1) covered.add(at)
          before = span
        }
        for (let at = 0; at < text.length; at += 1) {
          if (text[at] !== ' ' && text[at] !== '▁') expect(covered.has(at)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})
