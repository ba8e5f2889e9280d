import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Head } from '../../../src/domain/labels.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'
import { combineParts, type Part } from '../../../src/domain/triage/combine.ts'
import { type ExplainedPart, findReasons, type Token } from '../../../src/domain/triage/reasons.ts'
import { createScorer, toLabels } from '../../../src/domain/triage/scores.ts'
import { at, logits, manifest } from './manifest-for-tests.ts'

const score = createScorer(manifest)
type Evidence = Partial<Record<Head, Record<string, number>>>

/** A part cut into tokens of at most four units as a tokenizer would, each word's evidence spread over its tokens. */
function explained(original: string, argue: (word: string) => Evidence): ExplainedPart {
  const { text, toOriginal } = normalise(original)
  const tokens: Token[] = [{ start: 0, end: 0, contributions: new Float32Array(47).fill(9) }]
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const pieces = word.match(/[\s\S]{1,4}/g) ?? []
    for (const [piece, letters] of pieces.entries()) {
      const contributions = new Float32Array(47)
      for (const [head, labels] of Object.entries(argue(word))) {
        for (const [label, value] of Object.entries(labels)) {
          contributions[at(head as Head, label)] = value / pieces.length
        }
      }
      const start = index + piece * 4
      // Like a real tokenizer, the first piece of a word takes the space before it along.
      tokens.push({
        start: piece === 0 && start > 0 ? start - 1 : start,
        end: start + letters.length,
        contributions,
      })
    }
  }
  return { text, tokens, toOriginal }
}

/** Reasons for one part whose logits are given. */
function reasonsOf(original: string, given: Parameters<typeof logits>[0], argue: (word: string) => Evidence) {
  const combination = combineParts([{ probabilities: score(logits(given), 'en'), length: original.length }])
  const labels = toLabels(combination.probabilities, manifest.label_thresholds)
  return findReasons(original, [explained(original, argue)], labels, combination, manifest.heads)
}

const onHead = (head: Head, reasons: ReturnType<typeof reasonsOf>) =>
  reasons.filter((reason) => reason.head === head).map(({ text }) => text)

const pressing = { urgency: { critical: 5 } }

describe('the words that count', () => {
  it.each([
    [
      'fa, with half-spaces, vowel marks and Arabic letters',
      'سلام خسته نباشيد، از حسابم بدون اجازه پول برداشت شُده و الان كارت من مسدود است',
      ['اجازه', 'برداشت'],
      ['اجازه', 'برداشت'],
    ],
    [
      'fa, a word with a half-space stays whole',
      'سلام وقت بخیر، کارتم را دزدیدند و کسی از شما تلفن را جواب نمی‌دهد لطفا کمک کنید',
      ['نمی'],
      ['نمی‌دهد'],
    ],
    [
      'ar, neighbours become one span',
      'السلام عليكم، تم سحب مبلغ كبير من حسابي بدون علمي وأريد حلاً اليوم لو سمحتم',
      ['بدون', 'علمی'],
      ['بدون علمي'],
    ],
    [
      'en, elongated and shouted',
      'Hello, I see a payment on my card that I NEEEEVER made, please look at it soon',
      ['neever', 'payment'],
      ['NEEEEVER', 'payment'],
    ],
  ])('%s', (_, text, arguing, expected) => {
    const reasons = reasonsOf(text, pressing, (word) =>
      arguing.includes(word) ? { urgency: { critical: 2 } } : {},
    )
    expect(onHead('urgency', reasons).sort()).toEqual([...expected].sort())
    expect(reasons[0]?.label).toBe('critical')
  })

  it('are weighed by their share of what speaks for the label', () => {
    const reasons = reasonsOf('one two three four five six seven eight nine', pressing, (word) => ({
      urgency: { critical: { three: 3, seven: 1, two: -2 }[word] ?? 0 },
    }))
    expect(reasons.filter(({ head }) => head === 'urgency')).toEqual([
      { head: 'urgency', label: 'critical', start: 8, end: 13, text: 'three', weight: 0.75 },
    ])
  })

  it('speak for the label against its runner-up, not for both', () => {
    const text = 'it is broken today and nobody ever answers the telephone here'
    const reasons = reasonsOf(text, { urgency: { high: 3, critical: 2 } }, (word): Evidence => {
      if (word === 'broken') return { urgency: { high: 3, critical: 3 } }
      return word === 'today' ? { urgency: { high: 1 } } : {}
    })
    expect(onHead('urgency', reasons)).toEqual(['today'])
  })

  it('leave marks outside, and marks alone are no word', () => {
    const text = 'so after all of this time it is «broken»!!! ?! and I am still waiting'
    const reasons = reasonsOf(text, pressing, (word) =>
      /broken|\?!/.test(word) ? { urgency: { critical: 1 } } : {},
    )
    expect(onHead('urgency', reasons)).toEqual(['broken'])
  })

  it('are told for every topic and signal as well', () => {
    const text = 'my parcel is lost and the courier was rude to my old mother yesterday'
    const reasons = reasonsOf(
      text,
      { topics: { delivery: 3, staff_conduct: 2 }, signals: { vulnerable: 2 } },
      (word) => ({
        topics: { delivery: word === 'parcel' ? 2 : 0, staff_conduct: word === 'rude' ? 2 : 0 },
        signals: { vulnerable: word === 'mother' ? 2 : 0 },
      }),
    )
    expect(reasons.map(({ head, label, text }) => [head, label, text])).toEqual([
      ['topics', 'delivery', 'parcel'],
      ['topics', 'staff_conduct', 'rude'],
      ['signals', 'vulnerable', 'mother'],
    ])
  })

  it.each([
    ['a single word', 'عالی'],
    ['text without spaces', 'x'.repeat(90)],
    ['nothing but marks', '?!'],
  ])('%s has no reasons', (_, text) => {
    expect(reasonsOf(text, pressing, () => ({ urgency: { critical: 1 } }))).toEqual([])
  })
})

describe('of a long message', () => {
  const praise = 'the food was delicious and the room was clean and quiet all week long'
  const blame = 'the manager shouted at us in front of everybody and refused a refund'
  const original = `${praise}\n${blame}`
  const argue = (word: string): Evidence => ({
    sentiment: { positive: word === 'delicious' ? 2 : 0, negative: word === 'shouted' ? 2 : 0 },
    urgency: { critical: word === 'shouted' || word === 'delicious' ? 2 : 0 },
  })
  const moved = (part: ExplainedPart, by: number): ExplainedPart => ({
    ...part,
    toOriginal: (start, end) => {
      const span = part.toOriginal(start, end)
      return { start: span.start + by, end: span.end + by }
    },
  })
  const texts = [explained(praise, argue), moved(explained(blame, argue), praise.length + 1)]
  const parts: Part[] = [
    { probabilities: score(logits({ sentiment: { positive: 5 } }), 'en'), length: praise.length },
    {
      probabilities: score(logits({ sentiment: { negative: 5 }, urgency: { critical: 5 } }), 'en'),
      length: blame.length,
    },
  ]
  const combination = combineParts(parts)
  const labels = toLabels(combination.probabilities, manifest.label_thresholds)
  const reasons = findReasons(original, texts, labels, combination, manifest.heads)

  it('mixed shows both sides, each where it is said', () => {
    expect(labels.sentiment.label).toBe('mixed')
    expect(onHead('sentiment', reasons).sort()).toEqual(['delicious', 'shouted'])
    expect(reasons.every(({ start, end, text }) => original.slice(start, end) === text)).toBe(true)
  })

  it('urgency is argued by the part that made it', () => {
    expect(onHead('urgency', reasons)).toEqual(['shouted'])
  })
})

describe('for any text and any evidence', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'سلام',
      'می‌خواهم',
      'كِتَابٌ',
      'ـــ',
      '👩‍👩‍👧',
      '🇮🇷',
      '!!!',
      'woooow',
      'ﷺ',
      '\u00a0',
      '\n',
      '١٢٣',
      'Ⅷ',
      'a',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const wild = fc.array(piece, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(' '))

  it('spans are exact, do not overlap within a label, and cover at most a third or one word', () => {
    fc.assert(
      fc.property(
        wild,
        fc.infiniteStream(fc.double({ min: -3, max: 3, noNaN: true })),
        (original, values) => {
          const reasons = reasonsOf(original, { urgency: { critical: 4 }, signals: { safety: 3 } }, () => ({
            urgency: { critical: values.next().value },
            signals: { safety: values.next().value },
          }))
          for (const head of ['urgency', 'signals'] as const) {
            const spans = reasons.filter((reason) => reason.head === head).sort((a, b) => a.start - b.start)
            let covered = 0
            for (const [index, { start, end, text, weight }] of spans.entries()) {
              expect(text).toBe(original.slice(start, end))
              expect(text).not.toBe('')
              expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0)
              expect(weight).toBeGreaterThan(0)
              expect(weight).toBeLessThanOrEqual(1)
              covered += end - start
            }
            expect(spans.length).toBeLessThanOrEqual(3)
            if (spans.length > 1) expect(covered).toBeLessThanOrEqual(original.length / 3)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
