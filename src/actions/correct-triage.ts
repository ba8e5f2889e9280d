/** A person's labels for a message: they hold at once, and over any machine answer still to come. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { confirmedLabels } from '../domain/triage/correct.ts'
import type { CorrectionIntake } from '../domain/triage/triage.ts'
import { assessRiskNow } from './assess-risk.ts'
import type { Dependencies } from './dependencies.ts'
import { isoNow } from './dependencies.ts'
import { readMessage } from './read-message.ts'
import type { ReceivedMessage } from './receive-message.ts'

/**
 * Records the correction, moves the conversation in the queue and assesses the customer again. A correction that
 * says what the machine said is a confirmation, and counts as one in the model's quality.
 * @throws {DeljooError} `forbidden`, `not_found`; `not_allowed_now` where there is nothing to confirm yet
 */
export async function correctTriage(
  dependencies: Dependencies,
  actor: Actor,
  message_id: string,
  { confirm, ...given }: CorrectionIntake,
): Promise<ReceivedMessage> {
  ensureAllowed(actor, 'correct_triage')
  const { store, clock } = dependencies
  const labels = confirm ? { ...(await shownLabels(store, message_id)), ...given } : given
  const corrected = await store.correctTriage({ message_id, labels, actor, now: isoNow(clock) })
  if (!corrected) throw noMessage()
  await assessRiskNow(dependencies, corrected.customer_id)
  return readMessage(dependencies, actor, message_id)
}

/** The labels a person sees, and so confirms. */
async function shownLabels({ readMessage: read }: Dependencies['store'], message_id: string) {
  const found = await read(message_id)
  if (!found) throw noMessage()
  if (found.message.triage === null)
    throw new DeljooError('not_allowed_now', 'This message has no labels yet that could be confirmed', {
      retryAfterSeconds: 1,
    })
  return confirmedLabels(found.message.triage)
}

const noMessage = () => new DeljooError('not_found', 'There is no message with this id')
