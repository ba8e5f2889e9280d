/** What the inbox shows, as the API answers it: the same shapes on the server and in the browser. */
import type { Conversation, ConversationCounts, ConversationSort, Note } from '../../domain/conversation.ts'
import type { Customer } from '../../domain/customer.ts'
import type { AbuseSummary } from '../../domain/desk/abuse.ts'
import type { ConversationStatus } from '../../domain/desk/conversation-state.ts'
import type { CustomerBrief } from '../../domain/flag.ts'
import type { HandOver } from '../../domain/hand-over.ts'
import type { HEADS, Head, SingleHead } from '../../domain/labels.ts'
import type { Message } from '../../domain/message.ts'
import type { SentReply } from '../../domain/reply-record.ts'
import type { Flag } from '../../domain/risk/flag.ts'
import type { Survey } from '../../domain/survey.ts'
import type { Triage } from '../../domain/triage/triage.ts'
import type { SavedView } from '../../domain/view.ts'

/** The filter of the queue, as in the address. `status: 'all'`: whatever its status; missing: open. */
export type QueueFilter = Partial<Record<(typeof FILTERS)[number], string>>
/** In the order of the form. */
export const FILTERS = [
  'q',
  'status',
  'assignee',
  'urgency',
  'sentiment',
  'sla',
  'topic',
  'channel',
  'language',
  'department',
  'needs_review',
  'flagged',
  'customer',
  'sort',
] as const

/** A line of `GET /v1/conversations`. */
export type QueueItem = Conversation & {
  customer: CustomerBrief
  top_message: Message | null
  flag: Pick<Flag, 'id' | 'stage' | 'score'> | null
}

/** What a row of the queue needs of it. */
export type QueueRow = Pick<
  Conversation,
  | 'id'
  | 'key'
  | 'customer_id'
  | 'status'
  | 'channel'
  | 'assignee'
  | 'priority'
  | 'sentiment'
  | 'urgency'
  | 'topics'
  | 'signals'
  | 'needs_review'
  | 'message_count'
  | 'waiting_since'
  | 'last_message_at'
  | 'updated_at'
> & {
  name: string | null
  /** First words of the message that speaks for it; empty while there is none. */
  words: string
  due_at: string | null
  /** The labels are not sure enough to be trusted. */
  unsure: { urgency: boolean; sentiment: boolean }
  flagged: boolean
}

type Judged = { label: string; confidence: number }
/** A triage without the probabilities of the labels that were not chosen. */
export type ShownTriage = { [Name in SingleHead]: Pick<Triage[Name], 'label' | 'confidence'> } & Pick<
  Triage,
  'topics' | 'signals' | 'needs_review' | 'decided_by'
> & { reasons?: Triage['reasons']; language: Pick<Triage['language'], 'label'> & Partial<Judged> }

export type ShownMessage = Omit<Message, 'triage' | 'machine_triage'> & {
  triage: ShownTriage | null
  machine_triage: ShownTriage | null
}

export type ConversationMove = {
  id: string
  at: string
  actor: string
  field: 'status' | 'assignee' | 'department'
  from: string | null
  to: string | null
}

/** The answer of `GET /v1/conversations/{id}`. */
export type Thread = Conversation & {
  customer: Customer
  flag: Flag | null
  messages: ShownMessage[]
  replies: SentReply[]
  surveys: Survey[]
  notes: Note[]
  moves: ConversationMove[]
  sla_misses: { id: string; message_id: string | null; due_at: string; answered_at: string | null }[]
  hand_over: HandOver
  abuse: AbuseSummary
}

/** What the panel shows of `GET /v1/customers/{id}`. */
export type CustomerStory = Customer & {
  channels: { channel: Message['channel']; messages: number; last_at: string }[]
  flag: Flag | null
  conversations: Pick<Conversation, 'id' | 'key' | 'status' | 'channel' | 'last_message_at'>[]
  timeline: TimelineMessage[]
}
export type TimelineMessage = Pick<Message, 'id' | 'conversation_id' | 'channel' | 'sent_at' | 'text'> & {
  triage: Pick<ShownTriage, 'sentiment' | 'urgency'> | null
}

export type Colleague = { id: string; name: string }

export type InboxProps = {
  filter: QueueFilter
  rows: QueueRow[]
  next_cursor: string | null
  counts: ConversationCounts | null
  views: SavedView[]
  people: Colleague[]
  /** The labels of each head, in the guide's order. */
  heads: { [Name in Head]: (typeof HEADS)[Name] }
  open: { thread: Thread; customer: CustomerStory } | null
}

export type { ConversationCounts, ConversationSort, ConversationStatus, SavedView }
