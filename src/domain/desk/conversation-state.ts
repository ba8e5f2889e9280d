/** The states of a conversation and what moves it. */
export const CONVERSATION_STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number]

/** A time in which the SLA clock stood still. `to` null: it still does. */
export type Pause = { from: string; to: string | null }

/** What the clock and the queue need to know of a conversation. */
export type ConversationState = {
  status: ConversationStatus
  /** When the present piece of work began: first message, or the one that reopened it. */
  opened_at: string
  /** The first customer message that nobody has answered; null: nobody waits. */
  waiting_since: string | null
  pauses: Pause[]
}
