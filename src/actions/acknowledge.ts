/** What a customer may be told at once when the answer has to wait, and that it was. */
import type {
  Acknowledgement,
  AcknowledgementIntake,
  SentAcknowledgement,
} from '../domain/acknowledgement.ts'
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { ConversationRecord } from '../domain/conversation.ts'
import { DeljooError } from '../domain/errors.ts'
import { acknowledge, quietMsOf } from '../domain/reply/acknowledge.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'
import { answeredMessage, replyInputOf } from './reply-input.ts'

type Parts = Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>

/** The one to be sent now; null: none. Nothing is kept of it. */
export async function offerAcknowledgement(
  { store, clock, rules, playbooks }: Parts,
  conversation: ConversationRecord,
): Promise<Acknowledgement | null> {
  const now = isoNow(clock)
  const { sla } = presentConversation(conversation, rules, now)
  // Most conversations end here, before their thread is read.
  if (playbooks === null || sla.due_at === null) return null
  const thread = await store.readConversation(conversation.id)
  const message = thread && answeredMessage(thread)
  const turn_id = thread?.messages.at(-1)?.turn_id
  if (!message || turn_id === undefined) return null
  const input = replyInputOf(thread, message, { channel: thread.conversation.channel, now }, rules)
  return acknowledge(playbooks, { ...input, turn_id, due_at: sla.due_at, sent: thread.acknowledgements })
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function readAcknowledgement(
  dependencies: Parts,
  actor: Actor,
  conversation_id: string,
): Promise<{ acknowledgement: Acknowledgement | null; last_sent: SentAcknowledgement | null }> {
  ensureAllowed(actor, 'receive_messages')
  const thread = await dependencies.store.readConversation(conversation_id)
  if (!thread) throw noConversation()
  return {
    acknowledgement: await offerAcknowledgement(dependencies, thread.conversation),
    last_sent: thread.acknowledgements.at(-1) ?? null,
  }
}

/**
 * To be asked just before it is sent: who is refused does not send. The clock goes on, the conversation stays as it is.
 * @throws {DeljooError} `forbidden`, `not_found`; `invalid_input` for a turn of another conversation;
 *   `not_allowed_now` when the turn has one, or the last one was a short time ago; `unavailable` without playbooks
 */
export async function recordAcknowledgement(
  { store, clock, playbooks }: Parts,
  actor: Actor,
  conversation_id: string,
  intake: AcknowledgementIntake,
): Promise<{ acknowledgement: SentAcknowledgement; seen_before: boolean }> {
  ensureAllowed(actor, 'receive_messages')
  if (playbooks === null) {
    if ((await store.readConversation(conversation_id)) === null) throw noConversation()
    throw new DeljooError('unavailable', 'This deployment has no playbooks')
  }
  const { promise } = intake
  const recorded = await store.recordAcknowledgement({
    conversation_id,
    acknowledgement: {
      ...intake,
      promise: promise && { ...promise, due_at: new Date(promise.due_at).toISOString() },
    },
    quietMs: quietMsOf(playbooks),
    actor,
    now: isoNow(clock),
  })
  switch (recorded.kind) {
    case 'not_found':
      throw noConversation()
    case 'no_such_turn':
      throw new DeljooError('invalid_input', 'Not valid: turn_id', {
        issues: [{ path: 'turn_id', message: 'is not a turn of this conversation' }],
      })
    case 'refused':
      throw new DeljooError('not_allowed_now', 'This customer was told a short time ago: do not send it')
    case 'recorded':
    case 'seen_before':
      return { acknowledgement: recorded.acknowledgement, seen_before: recorded.kind === 'seen_before' }
  }
}

const noConversation = () => new DeljooError('not_found', 'There is no conversation with this id')
