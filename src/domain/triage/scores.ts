/** From the model's logits to calibrated probabilities, and from those to the labels of the contract. */
import { HEADS, type Head, type Language, type MultiHead, type SingleHead } from '../labels.ts'
import type { ModelManifest } from './manifest.ts'
import type { Labels } from './triage.ts'

/** Calibrated probabilities of one text, per head in the order of the vocabulary. */
export type Probabilities = Record<Head, number[]>

/** Turns one text's 47 logits into probabilities; the language picks the calibration. */
export type Scorer = (logits: ArrayLike<number>, language: Language | null) => Probabilities

/** Decimals of the probabilities we tell: finer than any calibration is true. */
const TOLD_STEPS = 10_000

/** Prepares the calibration of a model once, so that each message only costs the arithmetic. */
export function createScorer(manifest: ModelManifest): Scorer {
  return (logits, language) => {
    const probabilities: Partial<Probabilities> = {}
    for (const head of manifest.heads) {
      const calibrations = manifest.calibration[head.name]
      const { temperature, bias } = (language && calibrations[language]) ?? calibrations.default
      const calibrated = new Array<number>(head.labels.length)
      for (let at = 0; at < calibrated.length; at += 1) {
        calibrated[at] = (logits[head.offset + at] ?? 0) / temperature + (bias[at] ?? 0)
      }
      probabilities[head.name] = head.kind === 'single' ? softmax(calibrated) : calibrated.map(sigmoid)
    }
    return probabilities as Probabilities
  }
}

/** Exponentials that sum to 1; the largest is subtracted first so that none overflows. */
export function softmax(values: readonly number[]): number[] {
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > largest) largest = value
  const exponentials = values.map((value) => Math.exp(value - largest))
  let total = 0
  for (const exponential of exponentials) total += exponential
  return exponentials.map((exponential) => exponential / total)
}

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

/** The labels of the contract from one text's probabilities and the model's thresholds for topics and signals. */
export function toLabels(
  probabilities: Probabilities,
  thresholds: ModelManifest['label_thresholds'],
): Labels {
  return {
    sentiment: withPolarity(judge('sentiment', probabilities.sentiment)),
    urgency: judge('urgency', probabilities.urgency),
    intent: judge('intent', probabilities.intent),
    topics: chooseTopics(probabilities.topics, thresholds.topics),
    emotion: judge('emotion', probabilities.emotion),
    signals: above('signals', probabilities.signals, thresholds.signals),
  }
}

/** The most probable label with its confidence, its lead over the second, and every label's score. */
export function judge<Name extends SingleHead>(
  head: Name,
  probabilities: readonly number[],
): Omit<Labels[Name], 'polarity'> {
  const labels = HEADS[head]
  const told = tellInSteps(probabilities)
  let best = 0
  for (let at = 1; at < told.length; at += 1) {
    const lead = (told[at] ?? 0) - (told[best] ?? 0)
    if (lead > 0 || (lead === 0 && (probabilities[at] ?? 0) > (probabilities[best] ?? 0))) best = at
  }
  let second = 0
  const scores: Record<string, number> = {}
  for (let at = 0; at < labels.length; at += 1) {
    const score = told[at] ?? 0
    scores[labels[at] as string] = score
    if (at !== best && score > second) second = score
  }
  const confidence = told[best] ?? 0
  const margin = Math.max(0, tellNumber(confidence - second))
  return { label: labels[best], confidence, margin, scores } as unknown as Omit<Labels[Name], 'polarity'>
}

/** Rounds to four decimals so that the sum stays 1: the steps lost by rounding down go to the largest remainders. */
function tellInSteps(probabilities: readonly number[]): number[] {
  const exact = probabilities.map((probability) => probability * TOLD_STEPS)
  const steps = exact.map(Math.floor)
  let left = TOLD_STEPS
  for (const step of steps) left -= step
  for (; left > 0; left -= 1) {
    let neediest = 0
    for (let at = 1; at < steps.length; at += 1) {
      if (remainder(exact, steps, at) > remainder(exact, steps, neediest)) neediest = at
    }
    steps[neediest] = (steps[neediest] ?? 0) + 1
  }
  return steps.map((step) => step / TOLD_STEPS)
}

const remainder = (exact: readonly number[], steps: readonly number[], at: number) =>
  (exact[at] ?? 0) - (steps[at] ?? 0)

/** A probability or weight as we tell it. */
export const tellNumber = (value: number) => Math.round(value * TOLD_STEPS) / TOLD_STEPS

/**
 * A judgement from a bare label and its confidence, as people and LLMs give them: the other labels share
 * the rest equally. A confidence that would leave another label ahead is raised to a narrow lead.
 */
export function judgeAs<Name extends SingleHead>(
  head: Name,
  label: Labels[Name]['label'],
  confidence: number,
): Omit<Labels[Name], 'polarity'> {
  const labels: readonly string[] = HEADS[head]
  const own = Math.min(1, Math.max(confidence, 1 / labels.length + NARROW_LEAD))
  const rest = (1 - own) / (labels.length - 1)
  return judge(
    head,
    labels.map((other) => (other === label ? own : rest)),
  )
}

const NARROW_LEAD = 0.01

/** Adds the one number for trends: what is positive minus what is negative; neutral and mixed weigh nothing. */
export function withPolarity(judgement: Omit<Labels['sentiment'], 'polarity'>): Labels['sentiment'] {
  const { positive, negative } = judgement.scores
  // Adding 0 turns -0 into 0.
  return { ...judgement, polarity: tellNumber(positive - negative) + 0 }
}

type Scored<Name extends MultiHead> = Labels[Name][number]

/** Every label at or above its threshold, most probable first. */
function above<Name extends MultiHead>(
  head: Name,
  probabilities: readonly number[],
  thresholds: Record<string, number>,
): Scored<Name>[] {
  return HEADS[head]
    .map((label, at) => ({ label, confidence: tellNumber(probabilities[at] ?? 0) }))
    .filter(({ label, confidence }) => confidence >= (thresholds[label] ?? 0.5))
    .sort((a, b) => b.confidence - a.confidence) as Scored<Name>[]
}

const MOST_TOPICS = 3

/** One to three topics: the best three above their thresholds, else the single best; `other` never beside another. */
function chooseTopics(
  probabilities: readonly number[],
  thresholds: Record<string, number>,
): Scored<'topics'>[] {
  const chosen = above('topics', probabilities, thresholds)
  const named = chosen.filter((topic) => topic.label !== 'other')
  if (named.length > 0) return named.slice(0, MOST_TOPICS)
  if (chosen.length > 0) return chosen
  let best = 0
  for (let at = 1; at < probabilities.length; at += 1) {
    if ((probabilities[at] ?? 0) > (probabilities[best] ?? 0)) best = at
  }
  return [{ label: HEADS.topics[best] ?? 'other', confidence: tellNumber(probabilities[best] ?? 0) }]
}
