import { EMOTIONS, INTENTS, SENTIMENTS, URGENCIES } from '../../src/domain/labels.ts'
import { applyCorrection } from '../../src/domain/triage/correct.ts'
import type { LabelCorrection, Labels, Triage } from '../../src/domain/triage/triage.ts'

const sure = <Label extends string>(label: Label, all: readonly Label[]) => ({
  label,
  confidence: 1,
  margin: 1,
  scores: Object.fromEntries(all.map((each) => [each, each === label ? 1 : 0])) as Record<Label, number>,
})

const CALM: Labels = {
  sentiment: { ...sure('neutral', SENTIMENTS), polarity: 0 },
  urgency: sure('normal', URGENCIES),
  intent: sure('question', INTENTS),
  emotion: sure('none', EMOTIONS),
  topics: [{ label: 'information', confidence: 1 }],
  signals: [],
}

/** A machine's answer with the labels wanted: a calm question where nothing else is said. */
export function triageOf(labels: LabelCorrection = {}, more: Partial<Triage> = {}): Triage {
  const decided_by = {
    source: 'local',
    model: 'fixed@1',
    asked_llm_because: null,
    llm_failed_because: null,
    latency_ms: 1,
    cost_usd: 0,
  } as const
  const base: Triage = {
    id: 'cls_fixed',
    language: { label: 'fa', confidence: 1, script: 'arabic', romanised: false, supported: true },
    ...CALM,
    needs_review: false,
    decided_by,
  }
  return { ...applyCorrection(base, labels, 'fixed'), decided_by, ...more }
}

/** «برای بار سوم …»: what opens a flag by itself. */
export const LEAVING: LabelCorrection = {
  sentiment: 'negative',
  urgency: 'high',
  intent: 'complaint',
  emotion: 'frustration',
  topics: ['billing'],
  signals: ['churn_explicit', 'repeat_contact'],
}

export const THANKS: LabelCorrection = {
  sentiment: 'positive',
  urgency: 'low',
  intent: 'praise',
  emotion: 'gratitude',
  topics: ['other'],
  signals: [],
}
