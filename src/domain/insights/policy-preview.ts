/**
 * What other thresholds would have changed: the decision table, read once more over the scores of messages that
 * were decided. Only answers of the local model have the scores for it; those of an LLM are counted and left out.
 */
import type { PolicyThresholds } from '../triage/manifest.ts'
import { applySettings, findDoubt, type PolicySettings } from '../triage/policy.ts'
import type { LabelCorrection, Triage } from '../triage/triage.ts'

/** A message with the machine's answer and, where a person looked, theirs. */
export type DecidedMessage = { machine: Triage; human: LabelCorrection | null }

/** How one set of thresholds does. Unsure ones go to the LLM where there is one, else to a person. */
export type PolicyEffect = {
  unsure: number
  /** Of the messages that a person put right in sentiment or urgency: how many were unsure. */
  errors_caught: number
  /** Of those a person found right: how many were unsure all the same. */
  right_unsure: number
}

export type PolicyPreview = {
  messages: number
  decided_by_llm: number
  /** Judged by a person in sentiment or urgency. */
  judged: number
  errors: number
  now: PolicyEffect
  proposed: PolicyEffect
}

const DECIDING = ['urgency', 'sentiment'] as const

export function previewPolicy(
  decided: readonly DecidedMessage[],
  thresholds: PolicyThresholds,
  settings: { now: PolicySettings; proposed: PolicySettings },
): PolicyPreview {
  const local = decided.filter(({ machine }) => machine.decided_by.source === 'local')
  const judged = local.flatMap(({ machine, human }) => {
    const heads = DECIDING.filter((head) => human?.[head] !== undefined)
    return heads.length === 0
      ? []
      : [{ machine, wrong: heads.some((head) => human?.[head] !== machine[head].label) }]
  })
  const effectOf = (chosen: PolicySettings): PolicyEffect => {
    const bars = applySettings(thresholds, chosen)
    const isUnsure = (triage: Triage) => findDoubt(triage, triage.language.supported, bars) !== null
    return {
      unsure: local.filter(({ machine }) => isUnsure(machine)).length,
      errors_caught: judged.filter(({ machine, wrong }) => wrong && isUnsure(machine)).length,
      right_unsure: judged.filter(({ machine, wrong }) => !wrong && isUnsure(machine)).length,
    }
  }
  return {
    messages: local.length,
    decided_by_llm: decided.length - local.length,
    judged: judged.length,
    errors: judged.filter(({ wrong }) => wrong).length,
    now: effectOf(settings.now),
    proposed: effectOf(settings.proposed),
  }
}
