import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Classifier } from '../../../src/actions/ports.ts'
import { checkGolden, GOLDEN_TOLERANCE } from '../../../src/adapters/classifier/golden-check.ts'
import { loadManifest } from '../../../src/adapters/classifier/load-manifest.ts'
import { startWorkerPool } from '../../../src/adapters/classifier/worker-pool.ts'
import { LANGUAGES, TOPICS } from '../../../src/domain/labels.ts'
import { normalise } from '../../../src/domain/text/normalise.ts'
import type { ModelManifest } from '../../../src/domain/triage/manifest.ts'
import { createScorer } from '../../../src/domain/triage/scores.ts'
import { directory } from './direct-model.ts'

let classifier: Classifier

beforeAll(async () => {
  const loaded = await loadManifest(directory)
  if (!loaded.ok) throw new Error(loaded.problem)
  const pool = await startWorkerPool({ directory, manifest: loaded.manifest, workers: 1, queuePerWorker: 4 })
  if (!pool.ok) throw new Error(pool.problem)
  classifier = pool.classifier
})
afterAll(() => classifier.close())

/** The same model with another manifest: what a mixed-up deployment looks like from here. */
const withManifest = (change: (manifest: ModelManifest) => void): Classifier => {
  const manifest = structuredClone(classifier.manifest)
  change(manifest)
  return { ...classifier, manifest }
}

describe('the golden check', () => {
  it('knows at least two texts of each language', () => {
    for (const lang of LANGUAGES) {
      const texts = classifier.manifest.golden.filter((golden) => golden.lang === lang)
      expect(texts.length).toBeGreaterThanOrEqual(2)
    }
  })

  it('finds nothing wrong with the model as it is', async () => {
    expect(await checkGolden(classifier)).toEqual([])
  })

  it('sees a shifted confidence', async () => {
    const shifted = withManifest(({ golden }) => {
      const sentiment = golden[0]?.sentiment
      if (sentiment)
        sentiment.confidence += sentiment.confidence > 0.5 ? -2 * GOLDEN_TOLERANCE : 2 * GOLDEN_TOLERANCE
    })
    const differences = await checkGolden(shifted)
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatch(
      /^golden text 1 \(\w\w\): sentiment \w+ has confidence [\d.]+ instead of [\d.]+$/,
    )
  })

  it('sees labels in the wrong places', async () => {
    const swapped = withManifest(({ heads }) => {
      for (const head of heads) if (head.name === 'intent') head.offset -= 1
    })
    expect((await checkGolden(swapped)).some((difference) => difference.includes(': intent'))).toBe(true)
  })

  it('sees a signal that was expected, or was not', async () => {
    const silent = classifier.manifest.golden.findIndex(({ signals }) => signals.length === 0)
    const more = withManifest(({ golden }) => {
      golden[silent]?.signals.push('safety')
    })
    expect(await checkGolden(more)).toEqual([
      expect.stringMatching(`^golden text ${silent + 1} \\(..\\): signals lack safety$`),
    ])
    const always = withManifest(({ label_thresholds }) => {
      label_thresholds.signals.safety = -1
    })
    const told = await checkGolden(always)
    const without = classifier.manifest.golden.filter(({ signals }) => !signals.includes('safety'))
    expect(told).toHaveLength(without.length)
    expect(told[0]).toMatch(/signals have safety, which is new$/)
  })

  it('allows for rounding where a topic only just reaches its threshold', async () => {
    const [first] = classifier.manifest.golden
    const topic = first?.topics[0] ?? 'other'
    const outcome = await classifier.classify(normalise(first?.text ?? '').text, {
      explain: false,
      lane: 'bulk',
    })
    if (!outcome.ok) throw new Error(outcome.failure)
    const probabilities = createScorer(classifier.manifest)(outcome.output.logits, first?.lang ?? null)
    const probability = probabilities.topics[TOPICS.indexOf(topic)] ?? Number.NaN
    const missedBy = (distance: number) =>
      withManifest((manifest) => {
        manifest.golden.splice(1)
        manifest.label_thresholds.topics[topic] = probability + distance
      })
    expect(await checkGolden(missedBy(GOLDEN_TOLERANCE / 2))).toEqual([])
    expect(await checkGolden(missedBy(GOLDEN_TOLERANCE * 2))).toEqual([
      `golden text 1 (${first?.lang}): topics lack ${topic}`,
    ])
  })

  it('never repeats the texts', async () => {
    const wrong = withManifest(({ golden }) => {
      for (const answer of golden) answer.urgency.confidence = 0
    })
    const told = (await checkGolden(wrong)).join('\n')
    for (const { text } of classifier.manifest.golden) expect(told).not.toContain(text)
    expect(told).not.toBe('')
  })

  it('says when the model does not answer', async () => {
    const silent: Classifier = {
      ...classifier,
      classify: async () => ({ ok: false, failure: 'unavailable', retryAfterSeconds: 1 }),
    }
    const differences = await checkGolden(silent)
    expect(differences).toHaveLength(classifier.manifest.golden.length)
    expect(differences[0]).toBe(
      `golden text 1 (${classifier.manifest.golden[0]?.lang}): the model is unavailable`,
    )
  })
})
