/** The work queue, a page at a time. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { Conversation, ConversationQuery } from '../domain/conversation.ts'
import type { Page } from '../domain/page.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'
import type { QueueRow } from './store-port.ts'

/** A conversation with what a reader of the queue needs at the first glance. */
export type QueueItem = Conversation & Pick<QueueRow, 'customer' | 'top_message' | 'flag'>

/** @throws {DeljooError} `forbidden`; `invalid_input` for a cursor that is not from this list and sort */
export async function listConversations(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  query: ConversationQuery,
): Promise<Page<QueueItem>> {
  ensureAllowed(actor, 'read_conversations')
  const page = await dependencies.store.listConversations(query)
  const now = isoNow(dependencies.clock)
  return {
    items: page.items.map(({ conversation, customer, top_message, flag }) => ({
      ...presentConversation(conversation, dependencies.rules, now),
      customer,
      top_message,
      flag,
    })),
    next_cursor: page.next_cursor,
  }
}
