import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HEADS, type Head, LANGUAGES, SINGLE_HEADS } from '../../../src/domain/labels.ts'
import { combineParts, type Part, SHORTEST_PRAISE } from '../../../src/domain/triage/combine.ts'
import { createScorer, toLabels } from '../../../src/domain/triage/scores.ts'
import { logits, manifest } from './manifest-for-tests.ts'

const score = createScorer(manifest)

type Given = Parameters<typeof logits>[0]

const part = (given: Given, length = 300): Part => ({ probabilities: score(logits(given), 'en'), length })
const combined = (...parts: Part[]) => toLabels(combineParts(parts).probabilities, manifest.label_thresholds)
const times = (count: number, given: Part) => Array.from({ length: count }, () => given)

const calm = part({
  sentiment: { neutral: 5 },
  urgency: { normal: 5 },
  intent: { question: 5 },
  emotion: { none: 5 },
})
const alarming = part({
  sentiment: { negative: 4 },
  urgency: { critical: 5 },
  intent: { complaint: 5 },
  emotion: { anxiety: 4 },
  topics: { security_fraud: 3 },
  signals: { fraud: 4 },
})
const pleased = (length: number) =>
  part({ sentiment: { positive: 5 }, urgency: { low: 5 }, emotion: { gratitude: 5 } }, length)
const cross = part({
  sentiment: { negative: 5 },
  urgency: { normal: 5 },
  intent: { complaint: 5 },
  emotion: { anger: 4 },
})

describe('urgency', () => {
  it.each([1, 4, 16])('one alarming part among %i calm ones stays alarming', (count) => {
    const { urgency } = combined(...times(count, calm), alarming, ...times(count, calm))
    expect(urgency.label).toBe('critical')
    expect(urgency.confidence).toBeGreaterThan(0.9)
  })

  it('a weak suspicion in one part is told, not decided', () => {
    const suspicious = part({ urgency: { normal: 2, critical: 1 } })
    const { urgency } = combined(...times(3, calm), suspicious)
    expect(urgency.label).toBe('normal')
    expect(urgency.scores.critical).toBeGreaterThan(0.05)
    expect(urgency.scores.critical).toBeLessThan(0.25)
  })

  it('many calm parts do not add up to an urgent one', () => {
    const slightly = part({ urgency: { normal: 2 } })
    expect(combined(...times(16, slightly)).urgency.confidence).toBeCloseTo(
      combined(slightly).urgency.confidence,
      3,
    )
  })
})

describe('sentiment', () => {
  it.each([
    ['facts do not outvote a feeling', [...times(5, calm), cross], 'negative'],
    ['facts alone', times(4, calm), 'neutral'],
    ['praise alone', [pleased(300), calm], 'positive'],
    ['clear praise and clear blame', [pleased(300), cross], 'mixed'],
    ['the same among many facts', [pleased(200), ...times(6, calm), cross], 'mixed'],
    ['a courtesy around a complaint', [pleased(SHORTEST_PRAISE - 1), cross, pleased(20)], 'negative'],
    ['blame around unclear praise', [cross, part({ sentiment: { positive: 1, neutral: 0.8 } })], 'negative'],
  ])('%s', (_, parts, expected) => {
    expect(combined(...parts).sentiment.label).toBe(expected)
  })
})

describe('intent and emotion', () => {
  it('are those of the part with most feeling', () => {
    expect(combined(calm, cross, calm)).toMatchObject({
      intent: { label: 'complaint' },
      emotion: { label: 'anger' },
    })
  })
})

describe('topics and signals', () => {
  it('a clear topic of one part counts, an aside among many parts does not', () => {
    const billing = part({ topics: { billing: 3 } })
    const aside = part({ topics: { billing: 3, staff_conduct: 0.3 } })
    const { topics } = combined(...times(8, billing), aside)
    expect(topics.map(({ label }) => label)).toEqual(['billing'])
    expect(
      combined(billing, part({ topics: { delivery: 3 } }))
        .topics.map(({ label }) => label)
        .sort(),
    ).toEqual(['billing', 'delivery'])
  })

  it('a threat made once is made', () => {
    expect(combined(...times(10, calm), part({ signals: { legal_threat: 3 } })).signals).toMatchObject([
      { label: 'legal_threat' },
    ])
  })
})

describe('where an answer comes from', () => {
  it('names the part that carries each head', () => {
    const { carrier } = combineParts([calm, pleased(300), alarming, calm])
    const position = (head: Head, label: string) => (HEADS[head] as readonly string[]).indexOf(label)
    expect(carrier('urgency', position('urgency', 'critical'))).toBe(2)
    expect(carrier('sentiment', position('sentiment', 'positive'))).toBe(1)
    expect(carrier('signals', position('signals', 'fraud'))).toBe(2)
    expect(carrier('intent', position('intent', 'complaint'))).toBe(2)
  })
})

describe('for any parts', () => {
  const wildPart = fc
    .record({
      values: fc.array(fc.float({ min: -12, max: 12, noNaN: true }), { minLength: 47, maxLength: 47 }),
      language: fc.constantFrom(...LANGUAGES),
      length: fc.integer({ min: 0, max: 480 }),
    })
    .map(({ values, language, length }): Part => ({ probabilities: score(values, language), length }))
  const wildParts = fc.array(wildPart, { minLength: 1, maxLength: 18 })
  const above = (level: number, { probabilities }: { probabilities: Part['probabilities'] }) =>
    probabilities.urgency.slice(level).reduce((sum, value) => sum + value, 0)

  it('probabilities stay probabilities', () => {
    fc.assert(
      fc.property(wildParts, (parts) => {
        const { probabilities } = combineParts(parts)
        for (const head of SINGLE_HEADS) {
          expect(probabilities[head].reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9)
        }
        for (const value of Object.values(probabilities).flat()) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('the whole presses as its strongest part squared at least, and no order of parts matters', () => {
    fc.assert(
      fc.property(wildParts, (parts) => {
        const whole = combineParts(parts)
        for (const one of parts) {
          for (const level of [1, 2, 3])
            expect(above(level, whole)).toBeGreaterThanOrEqual(above(level, one) ** 2 - 1e-9)
        }
        const turned = combineParts([...parts].reverse()).probabilities.urgency
        for (const [level, value] of whole.probabilities.urgency.entries())
          expect(turned[level]).toBeCloseTo(value, 9)
      }),
    )
  })

  it('one part alone is left as it is', () => {
    fc.assert(
      fc.property(wildPart, (one) => {
        expect(combineParts([one]).probabilities).toEqual(one.probabilities)
      }),
    )
  })
})
