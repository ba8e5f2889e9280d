/**
 * Does the loaded model still say what it said when it was made? A wrong file, tokenizer, normaliser,
 * calibration or processor shows here, before a customer's message is judged by it.
 */
import type { Classifier } from '../../actions/ports.ts'
import { MULTI_HEADS, SINGLE_HEADS } from '../../domain/labels.ts'
import { normalise } from '../../domain/text/normalise.ts'
import type { ModelManifest } from '../../domain/triage/manifest.ts'
import { createScorer, toLabels } from '../../domain/triage/scores.ts'
import type { Labels } from '../../domain/triage/triage.ts'

type GoldenAnswer = ModelManifest['golden'][number]

/** Processors add and round in different orders; int8 models differ by less than this between them. */
export const GOLDEN_TOLERANCE = 0.02

/**
 * Classifies the golden texts of the manifest on the path every message takes.
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
      const actual = toLabels(score(outcome.output.logits, expected.lang), manifest.label_thresholds)
      return goldenDifferences(expected, actual).map((difference) => `${name}: ${difference}`)
    }),
  )
  return differences.flat()
}

/** Compares labels exactly, and the confidence of the single-label heads within the tolerance. */
export function goldenDifferences(expected: GoldenAnswer, actual: Labels): string[] {
  const single = SINGLE_HEADS.flatMap((head) => {
    const [was, is] = [expected[head], actual[head]]
    if (was.label !== is.label) return [`${head} is ${is.label} instead of ${was.label}`]
    if (Math.abs(was.confidence - is.confidence) > GOLDEN_TOLERANCE)
      return [`${head} ${is.label} has confidence ${is.confidence} instead of ${was.confidence}`]
    return []
  })
  const multi = MULTI_HEADS.flatMap((head) => {
    const was = [...expected[head]].sort().join(', ')
    const is = actual[head]
      .map(({ label }) => label)
      .sort()
      .join(', ')
    return was === is ? [] : [`${head} are [${is}] instead of [${was}]`]
  })
  return [...single, ...multi]
}
