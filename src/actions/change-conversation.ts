/** Moves a conversation: status, assignee, department. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation, ConversationChange } from '../domain/conversation.ts'
import { DeljooError } from '../domain/errors.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'

/** @throws {DeljooError} `forbidden`, `not_found`, `not_allowed_now` for a transition the states refuse */
export async function changeConversation(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'wakeJobs'>,
  actor: Actor,
  conversation_id: string,
  change: ConversationChange,
): Promise<Conversation> {
  ensureAllowed(actor, 'change_conversations')
  const { store, clock, rules, wakeJobs } = dependencies
  const outcome = await store.changeConversation({ conversation_id, change, actor, now: isoNow(clock) })
  switch (outcome.kind) {
    case 'not_found':
      throw new DeljooError('not_found', 'There is no conversation with this id')
    case 'not_allowed':
      throw new DeljooError(
        'not_allowed_now',
        `A conversation cannot move from ${outcome.from} to ${outcome.to}`,
        { issues: [{ path: 'status', message: `is ${outcome.from}` }] },
      )
    case 'changed':
      wakeJobs()
      return presentConversation(outcome.changed, rules, isoNow(clock))
  }
}
