import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HEADS, type Head, LANGUAGES, SINGLE_HEADS } from '../../../src/domain/labels.ts'
import { createScorer, judge, judgeAs, toLabels, withPolarity } from '../../../src/domain/triage/scores.ts'
import { labels as labelsSchema } from '../../../src/domain/triage/triage.ts'
import { logits, manifest } from './manifest-for-tests.ts'

const score = createScorer(manifest)
const label = (given: Parameters<typeof logits>[0], language: (typeof LANGUAGES)[number] | null = 'en') =>
  toLabels(score(logits(given), language), manifest.label_thresholds)

describe('calibration', () => {
  const given = { sentiment: { negative: 2 } }
  it.each([
    // e² / (e² + 3), e¹ / (e¹ + 3), e² / (e² + 2 + e)
    ['the default', 'en', 0.7112],
    ['its own, softer temperature', 'fa', 0.4754],
    ['its own bias', 'ar', 0.6103],
    ['the default for an unknown language', null, 0.7112],
  ] as const)('%s', (_, language, confidence) => {
    const { sentiment } = label(given, language)
    expect(sentiment.label).toBe('negative')
    expect(sentiment.confidence).toBeCloseTo(confidence, 3)
  })

  it('reads topics and signals each on its own', () => {
    const probabilities = score(logits({ topics: { billing: 0 }, signals: { fraud: 2 } }), 'en')
    expect(probabilities.topics[HEADS.topics.indexOf('billing')]).toBeCloseTo(0.5, 6)
    expect(probabilities.signals[HEADS.signals.indexOf('fraud')]).toBeCloseTo(0.8808, 4)
  })
})

describe('topics and signals', () => {
  it.each([
    ['none above: the best alone', { waiting: -2 }, ['waiting']],
    ['two above, best first', { billing: 1, delivery: 3 }, ['delivery', 'billing']],
    [
      'never more than three',
      { billing: 1, delivery: 3, technical: 2, waiting: 0.5 },
      ['delivery', 'technical', 'billing'],
    ],
    ['other gives way to a named one', { other: 4, billing: 0 }, ['billing']],
    ['other alone', { other: 2, billing: -1 }, ['other']],
  ])('%s', (_, topics, expected) => {
    expect(label({ topics }).topics.map((topic) => topic.label)).toEqual(expected)
  })

  it('signals above their own thresholds, best first', () => {
    // sigmoid(-0.5) = 0.378: enough for fraud, not for safety.
    const { signals } = label({ signals: { fraud: -0.5, safety: -0.5, abusive: 1 } })
    expect(signals).toEqual([
      { label: 'abusive', confidence: 0.7311 },
      { label: 'fraud', confidence: 0.3775 },
    ])
  })
})

describe('polarity', () => {
  it.each([
    ['negative', -1],
    ['neutral', 0],
    ['positive', 1],
    ['mixed', 0],
  ] as const)('%s', (sentiment, polarity) => {
    expect(withPolarity(judgeAs('sentiment', sentiment, 1)).polarity).toBe(polarity)
  })
})

describe('for any logits', () => {
  const wild = fc.array(fc.float({ min: -60, max: 60, noNaN: true }), { minLength: 47, maxLength: 47 })
  it('the answer has the shape of the contract, scores sum to 1, and the label is the best', () => {
    fc.assert(
      fc.property(wild, fc.constantFrom(...LANGUAGES, null), (values, language) => {
        const answer = toLabels(score(values, language), manifest.label_thresholds)
        labelsSchema.parse(answer)
        for (const head of SINGLE_HEADS) {
          const { scores, confidence, margin, label } = answer[head]
          const sorted = Object.values(scores).sort((a, b) => b - a)
          expect(sorted.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
          expect(confidence).toBe(sorted[0])
          expect((scores as Record<string, number>)[label]).toBe(confidence)
          expect(margin).toBeCloseTo((sorted[0] ?? 0) - (sorted[1] ?? 0), 9)
        }
        expect(answer.topics.length).toBeGreaterThanOrEqual(1)
        expect(answer.topics.length).toBeLessThanOrEqual(3)
        expect(answer.topics.length > 1 && answer.topics.some((topic) => topic.label === 'other')).toBe(false)
      }),
    )
  })

  it('rounding to four decimals moves no score by more than a step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 9, maxLength: 9 }),
        (weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          const probabilities = weights.map((weight) => weight / total)
          const { scores } = judge('emotion', probabilities)
          for (const [at, emotion] of HEADS.emotion.entries()) {
            expect(Math.abs(scores[emotion] - (probabilities[at] ?? 0))).toBeLessThan(0.000_1)
          }
        },
      ),
    )
  })
})

describe('a label told by a person or an LLM', () => {
  it.each([
    ['its confidence', 'high', 0.8, 0.8],
    ['certainty', 'low', 1, 1],
    ['less than an equal share is raised to a narrow lead', 'critical', 0.1, 0.26],
  ] as const)('%s', (_, urgency, confidence, told) => {
    expect(judgeAs('urgency', urgency, confidence)).toMatchObject({ label: urgency, confidence: told })
  })

  it('keeps every head in the order of the vocabulary', () => {
    for (const head of SINGLE_HEADS) {
      const labels: readonly string[] = HEADS[head satisfies Head]
      expect(Object.keys(judgeAs(head, labels[0] as never, 0.5).scores)).toEqual(labels)
    }
  })
})
