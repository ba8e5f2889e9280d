/** A person's labels over a machine's triage. */
import { judgeAs, withPolarity } from './scores.ts'
import type { LabelCorrection, Labels, Triage } from './triage.ts'

/**
 * The triage as the person corrected it: corrected heads are certain, the others keep the machine's answer,
 * reasons of corrected heads go (they argued for something else), nothing is left to review, and the receipt
 * names the person. Latency, cost and why the LLM was asked stay: they happened.
 *
 * @param by id of the person or key that corrected
 */
export function applyCorrection(triage: Triage, correction: LabelCorrection, by: string): Triage {
  const { sentiment, urgency, intent, emotion, topics, signals } = correction
  const corrected: Triage = {
    ...triage,
    ...(sentiment && { sentiment: withPolarity(judgeAs('sentiment', sentiment, 1)) }),
    ...(urgency && { urgency: judgeAs('urgency', urgency, 1) }),
    ...(intent && { intent: judgeAs('intent', intent, 1) }),
    ...(emotion && { emotion: judgeAs('emotion', emotion, 1) }),
    ...(topics && { topics: certainEach(topics) }),
    ...(signals && { signals: certainEach(signals) }),
    needs_review: false,
    decided_by: { ...triage.decided_by, source: 'human', model: by },
  }
  if (triage.reasons) {
    corrected.reasons = triage.reasons.filter((reason) => correction[reason.head] === undefined)
  }
  return corrected
}

/** The labels as they stand, as a person's own word. Topics only where a person could have given as many. */
export function confirmedLabels({
  sentiment,
  urgency,
  intent,
  emotion,
  topics,
  signals,
}: Labels): LabelCorrection {
  const named = topics.map(({ label }) => label)
  return {
    sentiment: sentiment.label,
    urgency: urgency.label,
    intent: intent.label,
    emotion: emotion.label,
    ...(named.length >= 1 && named.length <= 3 && { topics: named }),
    signals: signals.map(({ label }) => label),
  }
}

/** The same label twice is one label. */
const certainEach = <Label>(given: readonly Label[]) =>
  [...new Set(given)].map((label) => ({ label, confidence: 1 }))
