/** Moves a conversation: status, assignee, department. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation, ConversationChange } from '../domain/conversation.ts'
import { DeljooError } from '../domain/errors.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'

/**
 * @throws {DeljooError} `forbidden`, `not_found`, `not_allowed_now` for a transition the states refuse, `conflict`
 * when it is not `if_assignee`'s
 */
export async function changeConversation(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'wakeJobs'>,
  actor: Actor,
  conversation_id: string,
  change: ConversationChange,
): Promise<Conversation> {
  ensureAllowed(actor, 'change_conversations')
  const { store, clock, rules, wakeJobs } = dependencies
  const outcome = await store.changeConversation({
    conversation_id,
    change: namedFor(actor, change),
    actor,
    now: isoNow(clock),
  })
  switch (outcome.kind) {
    case 'not_found':
      throw new DeljooError('not_found', 'There is no conversation with this id')
    case 'not_allowed':
      throw new DeljooError(
        'not_allowed_now',
        `A conversation cannot move from ${outcome.from} to ${outcome.to}`,
        { issues: [{ path: 'status', message: `is ${outcome.from}` }] },
      )
    case 'taken':
      throw new DeljooError(
        'conflict',
        'Somebody else was quicker: it is no longer whose you took it to be',
        {
          issues: [{ path: 'if_assignee', message: `is ${outcome.assignee ?? 'nobody'} now` }],
        },
      )
    case 'changed':
      wakeJobs()
      return presentConversation(outcome.changed, rules, isoNow(clock))
  }
}

/** `me` is the caller. */
function namedFor(actor: Actor, change: ConversationChange): ConversationChange {
  const named = (name: string | null) => (name === 'me' ? actor.id : name)
  return {
    ...change,
    ...(change.assignee === undefined ? {} : { assignee: named(change.assignee) }),
    ...(change.if_assignee === undefined ? {} : { if_assignee: named(change.if_assignee) }),
  }
}
