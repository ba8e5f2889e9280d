/**
 * Does the loaded model still say what it said when it was made? A wrong file, tokenizer, normaliser,
 * calibration or processor shows here, before a customer's message is judged by it.
 */
import type { Classifier } from '../../actions/ports.ts'
import { HEADS, MULTI_HEADS, SINGLE_HEADS } from '../../domain/labels.ts'
import { normalise } from '../../domain/text/normalise.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import { createScorer, judge, type Probabilities } from '../../domain/triage/scores.ts'

type GoldenAnswer = ModelManifest['golden'][number]

/** Processors add and round in different orders; int8 models differ by less than this between them. */
export const GOLDEN_TOLERANCE = 0.02

/**
 * Classifies the golden texts of the manifest: normaliser, tokenizer, model, calibration, thresholds.
 * @returns one sentence for each difference, without the texts; none means the model is right
 */
export async function checkGolden(classifier: Classifier): Promise<string[]> {
  const { manifest } = classifier
  const score = createScorer(manifest)
  const differences = await Promise.all(
    manifest.golden.map(async (expected, index) => {
      const name = `golden text ${index + 1} (${expected.lang})`
      // Bulk, so that waiting customers neither refuse the check nor wait for it.
      const outcome = await classifier.classify(normalise(expected.text).text, {
        explain: false,
        lane: 'bulk',
      })
      if (!outcome.ok) return [`${name}: the model is ${outcome.failure}`]
      const probabilities = score(outcome.output.logits, expected.lang)
      return goldenDifferences(expected, probabilities, manifest.label_thresholds).map(
        (difference) => `${name}: ${difference}`,
      )
    }),
  )
  return differences.flat()
}

/**
 * Labels must be equal and confidences within the tolerance. A topic or signal is expected exactly when its
 * probability reached its threshold, before any rule on what is told; this near to the threshold it may be either.
 */
export function goldenDifferences(
  expected: GoldenAnswer,
  actual: Probabilities,
  thresholds: ModelManifest['label_thresholds'],
): string[] {
  const single = SINGLE_HEADS.flatMap((head) => {
    const was = expected[head]
    const is = judge(head, actual[head])
    if (was.label !== is.label) return [`${head} is ${is.label} instead of ${was.label}`]
    if (Math.abs(was.confidence - is.confidence) > GOLDEN_TOLERANCE)
      return [`${head} ${is.label} has confidence ${is.confidence} instead of ${was.confidence}`]
    return []
  })
  const multi = MULTI_HEADS.flatMap((head) => {
    const cuts: Record<string, number> = thresholds[head]
    const was: readonly string[] = expected[head]
    return HEADS[head].flatMap((label, at) => {
      const above = (actual[head][at] ?? 0) - (cuts[label] ?? 0.5)
      if (above > GOLDEN_TOLERANCE && !was.includes(label)) return [`${head} have ${label}, which is new`]
      if (above < -GOLDEN_TOLERANCE && was.includes(label)) return [`${head} lack ${label}`]
      return []
    })
  })
  return [...single, ...multi]
}
