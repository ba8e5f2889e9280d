/** One conversation as whoever takes it over needs it. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { AbuseSummary } from '../domain/desk/abuse.ts'
import { DeljooError } from '../domain/errors.ts'
import { type HandOver, handOver } from '../domain/hand-over.ts'
import { mattersOf } from '../domain/reply/matters.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'
import { readAbuse } from './read-abuse.ts'
import type { ConversationThread } from './store-port.ts'

/** The answer of `GET /v1/conversations/{id}`: thread, clock, notes, customer and what a successor must know. */
export type ConversationDetail = Conversation &
  Omit<ConversationThread, 'conversation'> & {
    hand_over: HandOver
    /** By this customer on every channel, in the last thirty days. */
    abuse: AbuseSummary
  }

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function readConversation(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'playbooks'>,
  actor: Actor,
  conversation_id: string,
): Promise<ConversationDetail> {
  ensureAllowed(actor, 'read_conversations')
  const thread = await dependencies.store.readConversation(conversation_id)
  if (!thread) throw new DeljooError('not_found', 'There is no conversation with this id')
  const { conversation, ...rest } = thread
  const now = isoNow(dependencies.clock)
  const { playbooks } = dependencies
  return {
    ...presentConversation(conversation, dependencies.rules, now),
    ...rest,
    hand_over: handOver(conversation, thread, ({ channel, text, triage }) =>
      playbooks && triage ? mattersOf(playbooks, { channel, text, triage }) : [],
    ),
    abuse: await readAbuse(dependencies, conversation.customer_id, now),
  }
}
