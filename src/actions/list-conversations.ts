/** The work queue, a page at a time. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type {
  Conversation,
  ConversationCounts,
  ConversationFilter,
  ConversationQuery,
} from '../domain/conversation.ts'
import type { Page } from '../domain/page.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import { presentConversation } from './present-conversation.ts'
import type { QueueRow } from './store-port.ts'

/** A conversation with what a reader of the queue needs at the first glance. */
export type QueueItem = Conversation & Pick<QueueRow, 'customer' | 'top_message' | 'flag' | 'match'>

/** @throws {DeljooError} `forbidden`; `invalid_input` for a cursor that is not from this list and sort */
export async function listConversations(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  query: ConversationQuery,
): Promise<Page<QueueItem>> {
  ensureAllowed(actor, 'read_conversations')
  const now = isoNow(dependencies.clock)
  const page = await dependencies.store.listConversations(forActor(actor, query), now)
  return {
    items: page.items.map(({ conversation, customer, top_message, flag, match }) => ({
      ...presentConversation(conversation, dependencies.rules, now),
      customer,
      top_message,
      flag,
      match,
    })),
    next_cursor: page.next_cursor,
  }
}

/** @throws {DeljooError} `forbidden` */
export async function countConversations(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  filter: ConversationFilter,
): Promise<ConversationCounts> {
  ensureAllowed(actor, 'read_conversations')
  return store.countConversations({ filter: forActor(actor, filter), me: actor.id, now: isoNow(clock) })
}

/** `me` is the caller. */
const forActor = <Filter extends ConversationFilter>(actor: Actor, filter: Filter): Filter =>
  filter.assignee === 'me' ? { ...filter, assignee: actor.id } : filter
