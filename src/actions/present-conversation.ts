/** A conversation as a client sees it: what is kept, with its clock read now. */
import type { Conversation, ConversationRecord } from '../domain/conversation.ts'
import { slaFor } from '../domain/desk/sla.ts'
import type { DeskRules } from '../domain/desk-rules.ts'

export function presentConversation(record: ConversationRecord, rules: DeskRules, now: string): Conversation {
  const { pauses, due_at: _due, ...shown } = record
  // Until it is triaged a message is taken as an ordinary one.
  const urgency = record.urgency ?? 'normal'
  const { waiting_since } = record
  return { ...shown, sla: slaFor({ urgency, waiting_since, pauses, now, hours: rules.hours }) }
}
