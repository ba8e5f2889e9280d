/** What happened, in the order it happened: the feed behind live screens and webhooks. Never customer text. */
import { z } from 'zod'
import type { ConversationRecord } from './conversation.ts'
import type { Flag } from './risk/flag.ts'
import type { RiskLevel } from './risk/risk.ts'

export const EVENT_TYPES = [
  'message-received',
  'message-triaged',
  'message-triage-failed',
  'triage-corrected',
  'conversation-changed',
  'note-added',
  'reply-drafted',
  'reply-sent',
  'acknowledgement-sent',
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

/** A conversation's row as a list shows it. */
export type ConversationNow = Pick<ConversationRecord, (typeof CONVERSATION_NOW)[number]>

export const CONVERSATION_NOW = [
  'id',
  'customer_id',
  'status',
  'channel',
  'assignee',
  'department',
  'priority',
  'language',
  'sentiment',
  'urgency',
  'intent',
  'emotion',
  'topics',
  'signals',
  'needs_review',
  'top_message_id',
  'message_count',
  'waiting_since',
  'due_at',
  'last_message_at',
  'updated_at',
] as const satisfies (keyof ConversationRecord)[]

/**
 * An event with its subjects as they stood when the log was read: never older than the event, so whoever takes
 * the latest one over has the present state. Ids, labels, numbers and names of colleagues; no words of the customer.
 */
export type LiveEvent = DeskEvent & {
  /** The event's conversation; of an event about a customer, all those of theirs that are not closed (at most 20). */
  conversations: ConversationNow[]
  /** Null: the event has none, or they were erased. */
  customer: { id: string; risk_score: number | null; risk_level: RiskLevel | null } | null
  /** The event's flag, else the one of the customer that is being worked on. */
  flag: Pick<Flag, 'id' | 'stage' | 'score' | 'level' | 'owner' | 'due_at'> | null
}

/** Where the log begins and ends. */
export type EventBounds = {
  /** The last number that was forgotten for its age; nobody can resume from a smaller one without loss. */
  forgotten: number
  /** The newest number; 0 while nothing has happened. */
  last: number
}

/** Absent: all of them. */
export type EventFilter = { types?: readonly EventType[] | undefined; conversation_id?: string | undefined }

/** Events after which whoever shows a conversation must look whether it is still there, and whose it is. */
const ABOUT_ANY: readonly EventType[] = ['customer-erased', 'customers-joined']

/** Whether an event is for a reader who asked for these types and this conversation. */
export function concerns(event: LiveEvent, { types, conversation_id }: EventFilter): boolean {
  if (types !== undefined && !types.includes(event.type)) return false
  if (conversation_id === undefined || event.conversation_id === conversation_id) return true
  if (ABOUT_ANY.includes(event.type)) return true
  return event.conversation_id === null && event.conversations.some(({ id }) => id === conversation_id)
}

const place = z.string().regex(/^\d{1,15}$/, 'must be the id of an event')

/** Query of `GET /v1/events`. */
export const eventQuery = z.strictObject({
  /** Separated by commas. */
  types: z
    .string()
    .max(1_000)
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(eventType))
    .optional(),
  conversation_id: z.string().min(1).max(100).optional(),
  /** Where a reader goes on who was not connected before. */
  after: place.transform(Number).optional(),
})
/** Sent by browsers that come back; holds over `after`. */
export const lastEventId = place.transform(Number).optional()

/** A line of the audit log: who did what to what. Kept for ever, hence without personal data. */
export type AuditEntry = {
  seq: number
  at: string
  actor_kind: 'key' | 'person' | 'configuration' | 'system'
  actor_id: string
  action: string
  subject_kind: string
  subject_id: string
  /** Ids, labels and numbers only. */
  detail: EventData
}
