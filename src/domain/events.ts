/** What happened, in the order it happened: the feed behind live screens and webhooks. Never customer text. */
import { z } from 'zod'

export const EVENT_TYPES = [
  'message-received',
  'message-triaged',
  'message-triage-failed',
  'triage-corrected',
  'conversation-changed',
  'note-added',
  'reply-sent',
  'draft-discarded',
  'survey-answered',
  'account-changed',
  'sla-missed',
  'customer-risk-changed',
  'customers-joined',
  'customer-erased',
  'flag-opened',
  'flag-updated',
  'flag-moved',
  'flag-closed',
] as const
export const eventType = z.enum(EVENT_TYPES)
export type EventType = z.infer<typeof eventType>

/** Small facts for a reader that need no second request: labels, ids, numbers; no words of the customer. */
export type EventData = Record<string, string | number | boolean | null>

export type DeskEvent = {
  /** Rises by at least one per event; what `Last-Event-ID` resumes from. */
  seq: number
  type: EventType
  at: string
  customer_id: string | null
  conversation_id: string | null
  message_id: string | null
  flag_id: string | null
  data: EventData
}

/** A line of the audit log: who did what to what. Kept for ever, hence without personal data. */
export type AuditEntry = {
  seq: number
  at: string
  actor_kind: 'key' | 'configuration' | 'system'
  actor_id: string
  action: string
  subject_kind: string
  subject_id: string
  /** Ids, labels and numbers only. */
  detail: EventData
}
