/** One message as it stands now, with all that its intake answered. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { offerAcknowledgement } from './acknowledge.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'
import type { ReceivedMessage } from './receive-message.ts'

/**
 * Whoever may take messages in may also read what became of one: that is how `async` intake is followed up.
 * @throws {DeljooError} `forbidden`, `not_found`
 */
export async function readMessage(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>,
  actor: Actor,
  message_id: string,
): Promise<ReceivedMessage> {
  ensureAllowed(actor, 'receive_messages')
  const { store, clock, rules } = dependencies
  const found = await store.readMessage(message_id)
  if (!found) throw new DeljooError('not_found', 'There is no message with this id')
  return {
    message: found.message,
    conversation: {
      ...presentConversation(found.conversation, rules, isoNow(clock)),
      acknowledgement: await offerAcknowledgement(dependencies, found.conversation),
    },
    customer: found.customer,
    flag: found.flag,
  }
}
