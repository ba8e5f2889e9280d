/** A person's labels, with or without a machine's answer beneath them. */
import { EMOTIONS, INTENTS, SENTIMENTS, URGENCIES } from './labels.ts'
import { applyCorrection } from './triage/correct.ts'
import type { LabelCorrection, Triage } from './triage/triage.ts'

/** The machine's answer with the person's labels over it. Without one, heads the person left out say so by a confidence of 0. */
export function triageWithHuman(
  machine: Triage | null,
  labels: LabelCorrection,
  by: string,
  newTriageId: () => string,
): Triage {
  return applyCorrection(machine ?? unjudged(newTriageId()), labels, by)
}

const unknown = <Label extends string>(label: Label, all: readonly Label[]) => ({
  label,
  confidence: 0,
  margin: 0,
  scores: Object.fromEntries(all.map((each) => [each, 0])) as Record<Label, number>,
})

const unjudged = (id: string): Triage => ({
  id,
  language: { label: 'und', confidence: 0, script: 'none', romanised: false, supported: false },
  sentiment: { ...unknown('neutral', SENTIMENTS), polarity: 0 },
  urgency: unknown('normal', URGENCIES),
  intent: unknown('other', INTENTS),
  topics: [],
  emotion: unknown('none', EMOTIONS),
  signals: [],
  needs_review: true,
  decided_by: {
    source: 'human',
    model: '',
    asked_llm_because: null,
    llm_failed_because: null,
    latency_ms: 0,
    cost_usd: 0,
  },
})
