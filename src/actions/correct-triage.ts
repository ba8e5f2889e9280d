/** A person's labels for a message: they hold at once, and over any machine answer still to come. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { LabelCorrection } from '../domain/triage/triage.ts'
import { assessRiskNow } from './assess-risk.ts'
import type { Dependencies } from './dependencies.ts'
import { isoNow } from './dependencies.ts'
import { readMessage } from './read-message.ts'
import type { ReceivedMessage } from './receive-message.ts'

/**
 * Records the correction, moves the conversation in the queue and assesses the customer again.
 * @throws {DeljooError} `forbidden`, `not_found`
 */
export async function correctTriage(
  dependencies: Dependencies,
  actor: Actor,
  message_id: string,
  labels: LabelCorrection,
): Promise<ReceivedMessage> {
  ensureAllowed(actor, 'correct_triage')
  const { store, clock } = dependencies
  const corrected = await store.correctTriage({ message_id, labels, actor, now: isoNow(clock) })
  if (!corrected) throw new DeljooError('not_found', 'There is no message with this id')
  await assessRiskNow(dependencies, corrected.customer_id)
  return readMessage(dependencies, actor, message_id)
}
