import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { URGENCIES } from '../../../src/domain/labels.ts'
import {
  applySettings,
  type DecidingLabels,
  decide,
  findDoubt,
  needsReview,
} from '../../../src/domain/triage/policy.ts'
import { FALLBACKS } from '../../../src/domain/triage/request.ts'
import { judge, judgeAs, withPolarity } from '../../../src/domain/triage/scores.ts'
import { ASK_REASONS } from '../../../src/domain/triage/triage.ts'
import { manifest } from './manifest-for-tests.ts'

// sentiment 0.6 and margin 0.15; urgency 0.55, margin 0.1, calm answers 0.65
const thresholds = manifest.policy

/** Probabilities in the order low, normal, high, critical and negative, neutral, positive, mixed. */
const labels = (urgency: number[], sentiment = [0.9, 0.1, 0, 0]): DecidingLabels => ({
  urgency: judge('urgency', urgency),
  sentiment: withPolarity(judge('sentiment', sentiment)),
})

describe('what makes a local answer unsure', () => {
  it.each([
    ['sure and calm', [0.05, 0.85, 0.09, 0.01], undefined, null],
    ['sure and pressing', [0, 0.2, 0.7, 0.1], undefined, null],
    ['calm, but one in five speaks for more', [0.05, 0.75, 0.15, 0.05], undefined, 'possible_missed_urgency'],
    ['calm, a little less than one in five', [0.1, 0.705, 0.15, 0.045], undefined, null],
    ['calm and below the stricter bar', [0.3, 0.6, 0.1, 0], undefined, 'low_confidence'],
    ['as sure as that, but pressing', [0.1, 0.3, 0.6, 0], undefined, null],
    ['pressing and below the bar', [0.1, 0.35, 0.5, 0.05], undefined, 'low_confidence'],
    ['pressing and hardly ahead', [0, 0, 0.55, 0.45], undefined, null],
    ['critical and hardly ahead', [0, 0.46, 0, 0.54], undefined, 'low_confidence'],
    ['unsure sentiment', [0.05, 0.9, 0.05, 0], [0.5, 0.3, 0.1, 0.1], 'low_confidence'],
    [
      'a missed emergency counts before an unsure sentiment',
      [0, 0.7, 0.3, 0],
      [0.4, 0.4, 0.1, 0.1],
      'possible_missed_urgency',
    ],
  ] as const)('%s', (_, urgency, sentiment, doubt) => {
    expect(findDoubt(labels([...urgency], sentiment && [...sentiment]), true, thresholds)).toBe(doubt)
  })

  it('a small margin, where the bar alone would let it pass', () => {
    const lenient = applySettings(thresholds, { urgencyConfidence: null, sentimentConfidence: 0.52 })
    const close = labels([0.05, 0.9, 0.05, 0], [0.52, 0.48, 0, 0])
    expect(findDoubt(close, true, lenient)).toBe('small_margin')
  })

  it('more probability above normal never makes a calm answer surer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.double({ min: 0, max: 0.19, noNaN: true }),
        (low, high) => {
          const calm = labels([low, 1 - low - high, high, 0])
          const worse = labels([low, 1 - low - high - 0.1, high, 0.1])
          if (findDoubt(calm, true, thresholds) !== null)
            expect(findDoubt(worse, true, thresholds)).not.toBeNull()
        },
      ),
    )
  })
})

describe('the operator', () => {
  it.each([
    ["nothing set: the model's own", {}, { urgency: [0.55, 0.1, 0.65], sentiment: [0.6, 0.15] }],
    [
      'a stricter urgency, calm bar along',
      { urgencyConfidence: 0.8 },
      { urgency: [0.8, 0.1, 0.9], sentiment: [0.6, 0.15] },
    ],
    [
      'a laxer urgency, calm bar and margin along',
      { urgencyConfidence: 0.3 },
      { urgency: [0.3, 0, 0.4], sentiment: [0.6, 0.15] },
    ],
    ['nothing is sure enough', { urgencyConfidence: 1 }, { urgency: [1, 0.1, 1], sentiment: [0.6, 0.15] }],
    ['sentiment', { sentimentConfidence: 0.52 }, { urgency: [0.55, 0.1, 0.65], sentiment: [0.52, 0.04] }],
  ])('%s', (_, settings, expected) => {
    const moved = applySettings(thresholds, {
      urgencyConfidence: null,
      sentimentConfidence: null,
      ...settings,
    })
    const bars = [moved.urgency.confidence, moved.urgency.margin, moved.urgency.low_confidence ?? 0]
    for (const [index, bar] of bars.entries()) expect(bar).toBeCloseTo(expected.urgency[index] ?? -1, 9)
    expect(moved.sentiment.confidence).toBe(expected.sentiment[0])
    expect(moved.sentiment.margin).toBeCloseTo(expected.sentiment[1] ?? -1, 9)
  })
})

describe('other causes', () => {
  const sure = labels([0.02, 0.95, 0.03, 0])
  it.each([
    ['no local answer', null, true, 'local_model_unavailable'],
    ['a language we do not serve, however sure the model', sure, false, 'unsupported_language'],
    ['neither', sure, true, null],
  ] as const)('%s', (_, given, languageSupported, doubt) => {
    expect(findDoubt(given, languageSupported, thresholds)).toBe(doubt)
  })
})

describe('the decision', () => {
  const unsure = 'low_confidence'
  it.each([
    ['auto', null, true, { action: 'accept', because: null }],
    ['auto', null, false, { action: 'accept', because: null }],
    ['auto', unsure, true, { action: 'ask', because: unsure, unsure: true }],
    ['auto', unsure, false, { action: 'review', because: unsure }],
    ['always', null, true, { action: 'ask', because: 'requested', unsure: false }],
    ['always', null, false, { action: 'accept', because: 'requested' }],
    ['always', unsure, true, { action: 'ask', because: 'requested', unsure: true }],
    ['always', unsure, false, { action: 'review', because: unsure }],
    ['never', null, true, { action: 'accept', because: null }],
    ['never', null, false, { action: 'accept', because: null }],
    ['never', unsure, true, { action: 'review', because: null }],
    ['never', unsure, false, { action: 'review', because: null }],
  ] as const)(
    'fallback %s, doubt %s, LLM configured %s',
    (fallback, doubt, secondOpinionConfigured, expected) => {
      expect(decide({ doubt, fallback, secondOpinionConfigured })).toEqual(expected)
    },
  )

  it.each(ASK_REASONS.filter((reason) => reason !== 'requested'))(
    '%s is asked about and never accepted',
    (doubt) => {
      expect(decide({ doubt, fallback: 'auto', secondOpinionConfigured: true })).toMatchObject({
        because: doubt,
      })
      for (const fallback of FALLBACKS) {
        for (const secondOpinionConfigured of [true, false]) {
          expect(decide({ doubt, fallback, secondOpinionConfigured }).action).not.toBe('accept')
        }
      }
    },
  )
})

describe('a second opinion goes to a person', () => {
  const answer = (urgency: (typeof URGENCIES)[number], confidence = 0.9, sentiment = 0.9) => ({
    urgency: judgeAs('urgency', urgency, confidence),
    sentiment: withPolarity(judgeAs('sentiment', 'negative', sentiment)),
  })
  it.each([
    ['not when it is sure and agrees', answer('high'), [0, 0.2, 0.6, 0.2], false],
    ['not when it is more alarmed', answer('critical'), [0.1, 0.8, 0.1, 0], false],
    ['not when it calms a mere suspicion', answer('normal'), [0, 0.7, 0.2, 0.1], false],
    ['when it calms what looks pressing', answer('low'), [0, 0.4, 0.4, 0.2], true],
    ['when it doubts its urgency', answer('high', 0.4), [0, 0.2, 0.6, 0.2], true],
    ['when it doubts its sentiment', answer('high', 0.9, 0.4), [0, 0.2, 0.6, 0.2], true],
    ['not when there is nothing to compare with', answer('low'), null, false],
  ])('%s', (_, given, local, expected) => {
    expect(needsReview(given, local && labels(local))).toBe(expected)
  })
})
