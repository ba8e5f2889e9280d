/**
 * The decision table: is the local answer good enough, or does it need a second opinion, or a person?
 *
 * Only sentiment and urgency can make an answer unsure. Urgency orders the queue and sets the clock,
 * sentiment feeds the risk of losing the customer; a wrong one hurts someone. Intent and emotion only
 * shape the reply draft, which an agent reads before it goes out, so doubt about them alone is told by
 * their confidence and not paid for with an LLM call.
 */
import type { PolicyThresholds } from './manifest.ts'
import type { Fallback } from './request.ts'
import type { AskReason, Labels } from './triage.ts'

/** The operator's own bars; `null` keeps the model's, chosen on its validation data. */
export type PolicySettings = { urgencyConfidence: number | null; sentimentConfidence: number | null }

/** The heads that decide whether an answer is sure. */
export type DecidingLabels = Pick<Labels, 'sentiment' | 'urgency'>

export type PolicyInput = {
  /** Why the local answer cannot stand on its own; null when it can. */
  doubt: AskReason | null
  fallback: Fallback
  secondOpinionConfigured: boolean
}

export type Decision =
  /** The local answer stands. `requested`: the caller wanted a second opinion and none is configured. */
  | { action: 'accept'; because: 'requested' | null }
  /** The second opinion is asked. Should it fail, the local answer stands, and `unsure` says whether a person must look. */
  | { action: 'ask'; because: AskReason; unsure: boolean }
  /** The local answer stands and a person should look. `null`: the caller forbade asking. */
  | { action: 'review'; because: AskReason | null }

/**
 * Probability above `normal` that makes a low or normal answer suspect. One missed emergency is
 * taken to cost as much as four needless second looks, so a look pays from one in five.
 */
export const MISSED_URGENCY_BAR = 0.2

/** Local probability above `normal` against which a second opinion may not calm a message down unseen. */
export const CONTESTED_URGENCY_BAR = 0.5

/** Below this confidence of its own in sentiment or urgency, a second opinion goes to a person as well. */
export const SECOND_OPINION_CONFIDENCE = 0.5

/**
 * The model's thresholds with the operator's confidence on top. The stricter bar for calm answers moves along
 * at the same distance, and the margin never asks for more than that confidence implies (a label at 0.6 leads
 * by 0.2 at least), so that one number loosens or tightens the whole head.
 */
export function applySettings(thresholds: PolicyThresholds, settings: PolicySettings): PolicyThresholds {
  return {
    ...thresholds,
    sentiment: moveBar(thresholds.sentiment, settings.sentimentConfidence),
    urgency: moveBar(thresholds.urgency, settings.urgencyConfidence),
  }
}

function moveBar(bars: PolicyThresholds['urgency'], confidence: number | null): PolicyThresholds['urgency'] {
  if (confidence === null) return bars
  const moved = { ...bars, confidence, margin: Math.min(bars.margin, Math.max(0, 2 * confidence - 1)) }
  if (bars.low_confidence !== undefined) {
    moved.low_confidence = Math.min(1, confidence + bars.low_confidence - bars.confidence)
  }
  return moved
}

/** Applies the table. */
export function decide({ doubt, fallback, secondOpinionConfigured }: PolicyInput): Decision {
  if (fallback === 'never') return { action: doubt ? 'review' : 'accept', because: null }
  const because = fallback === 'always' ? 'requested' : doubt
  if (because === null) return { action: 'accept', because }
  if (secondOpinionConfigured) return { action: 'ask', because, unsure: doubt !== null }
  return doubt ? { action: 'review', because: doubt } : { action: 'accept', because: 'requested' }
}

/**
 * The first cause to doubt a local answer, the costliest mistake first; null when it is sure.
 *
 * @param labels null when the local model could not answer
 */
export function findDoubt(
  labels: DecidingLabels | null,
  languageSupported: boolean,
  thresholds: PolicyThresholds,
): AskReason | null {
  if (labels === null) return 'local_model_unavailable'
  if (!languageSupported) return 'unsupported_language'
  const { urgency, sentiment } = labels
  if (isCalm(urgency) && aboveNormal(urgency) >= MISSED_URGENCY_BAR) return 'possible_missed_urgency'
  const { confidence, low_confidence = confidence } = thresholds.urgency
  const bar = isCalm(urgency) ? low_confidence : confidence
  if (urgency.confidence < bar || sentiment.confidence < thresholds.sentiment.confidence) {
    return 'low_confidence'
  }
  if (urgency.margin < thresholds.urgency.margin || sentiment.margin < thresholds.sentiment.margin) {
    return 'small_margin'
  }
  return null
}

/**
 * Whether a person should look at what the second opinion decided: it doubts itself, or it calms down
 * a message that the local model, in a language it knows, holds for pressing (a text can talk an LLM round).
 *
 * @param local the local answer, or null when there was none or it does not know the language
 */
export function needsReview(answer: DecidingLabels, local: DecidingLabels | null): boolean {
  if (Math.min(answer.urgency.confidence, answer.sentiment.confidence) < SECOND_OPINION_CONFIDENCE)
    return true
  return isCalm(answer.urgency) && local !== null && aboveNormal(local.urgency) >= CONTESTED_URGENCY_BAR
}

const isCalm = ({ label }: Labels['urgency']) => label === 'low' || label === 'normal'

const aboveNormal = ({ scores }: Labels['urgency']) => scores.high + scores.critical
