/** The labels a message had at an earlier moment. */
import { applyCorrection } from './triage/correct.ts'
import type { LabelCorrection, Triage } from './triage/triage.ts'

export type DatedCorrection = { labels: LabelCorrection; actor: string; created_at: string }

/**
 * The machine's answer under the corrections made by `then` (ISO 8601, UTC); later ones are left off. What the
 * machine labelled only later counts with that first answer, and what only a person ever labelled with theirs:
 * else a history that was imported would have no past.
 * @param corrections all of the message, oldest first
 */
export function labelsAt(
  message: { triage: Triage | null; machine: Triage | null },
  corrections: readonly DatedCorrection[],
  then: string,
): Triage | null {
  if (message.machine === null || corrections.every(({ created_at }) => created_at <= then))
    return message.triage
  const made = corrections.filter(({ created_at }) => created_at <= then)
  return made.reduce<Triage>(
    (triage, { labels, actor }) => applyCorrection(triage, labels, actor),
    message.machine,
  )
}
