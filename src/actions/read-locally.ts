/** Stop 5: the local model reads every part of a text, and the parts become one answer. */
import type { Language } from '../domain/labels.ts'
import type { PreparedText } from '../domain/text/prepare.ts'
import { combineParts } from '../domain/triage/combine.ts'
import type { PolicyThresholds } from '../domain/triage/manifest.ts'
import { applySettings, type PolicySettings } from '../domain/triage/policy.ts'
import { findReasons } from '../domain/triage/reasons.ts'
import { createScorer, type Scorer, toLabels } from '../domain/triage/scores.ts'
import type { Labels, Reason } from '../domain/triage/triage.ts'
import type { Classifier, ClassifierOutcome, ModelOutput } from './ports.ts'

/** The classifier with what is calculated from its manifest once. */
export type LocalModel = { classifier: Classifier; score: Scorer; thresholds: PolicyThresholds; name: string }

export function openLocalModel(classifier: Classifier, settings: PolicySettings): LocalModel {
  const { manifest } = classifier
  return {
    classifier,
    score: createScorer(manifest),
    thresholds: applySettings(manifest.policy, settings),
    name: `${manifest.name}@${manifest.version}`,
  }
}

export type LocalAnswer =
  | { ok: true; labels: Labels; reasons: Reason[]; model: string }
  | Extract<ClassifierOutcome, { ok: false }>

export type ReadOptions = {
  /** Picks the calibration; null takes the model's default. */
  language: Language | null
  explain: boolean
  lane: 'interactive' | 'bulk'
  signal: AbortSignal | undefined
}

/** Labels of the whole text; reasons only when explanation was asked. */
export async function readLocally(
  { classifier, score, name }: LocalModel,
  { original, parts }: PreparedText,
  options: ReadOptions,
): Promise<LocalAnswer> {
  // A text with nothing readable in it is read as empty: the model then tells what it expects of any message.
  const texts = parts.length > 0 ? parts.map(({ text }) => text) : ['']
  const read = await classifyTexts(classifier, texts, options)
  if (!read.ok) return read
  const combination = combineParts(
    read.outputs.map(({ logits }, index) => ({
      probabilities: score(logits, options.language),
      length: texts[index]?.length ?? 0,
    })),
  )
  const { heads, label_thresholds } = classifier.manifest
  const labels = toLabels(combination.probabilities, label_thresholds)
  if (!options.explain) return { ok: true, labels, reasons: [], model: name }
  const explained = parts.map((part, index) => ({ ...part, tokens: read.outputs[index]?.tokens ?? [] }))
  const reasons = findReasons(original, explained, labels, combination, heads)
  return { ok: true, labels, reasons, model: name }
}

type Refusal = Extract<ClassifierOutcome, { ok: false }>

/**
 * All texts, as many at a time as there are workers, so that one long message does not fill the queue.
 * The first asks for admission; a message once admitted is not refused half-way.
 */
async function classifyTexts(
  classifier: Classifier,
  [first = '', ...others]: readonly string[],
  { explain, lane, signal }: ReadOptions,
): Promise<{ ok: true; outputs: ModelOutput[] } | Refusal> {
  const settings = { explain, ...(signal && { signal }) }
  const admitted = await classifier.classify(first, { ...settings, lane })
  if (!admitted.ok) return admitted
  const outputs = [admitted.output]
  let next = 0
  let refusal: Refusal | null = null
  const readOn = async () => {
    while (next < others.length && refusal === null) {
      next += 1
      const index = next
      const text = others[index - 1] ?? ''
      let outcome = await classifier.classify(text, { ...settings, lane })
      if (!outcome.ok && outcome.failure === 'overloaded') {
        outcome = await classifier.classify(text, { ...settings, lane: 'bulk' })
      }
      if (outcome.ok) outputs[index] = outcome.output
      else refusal = outcome
    }
  }
  const readers = Math.min(others.length, Math.max(1, classifier.load().workers))
  if (readers > 0) await Promise.all(Array.from({ length: readers }, readOn))
  return refusal ?? { ok: true, outputs }
}
