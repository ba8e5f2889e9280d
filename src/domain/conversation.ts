/** A conversation: one matter of one customer, whichever channels it runs over. */
import { z } from 'zod'
import {
  CONVERSATION_STATUSES,
  type ConversationState,
  type ConversationStatus,
} from './desk/conversation-state.ts'
import type { Sla } from './desk/sla.ts'
import {
  type Channel,
  channel as channelLabel,
  type Emotion,
  type Intent,
  type Sentiment,
  type Signal,
  sentiment as sentimentLabel,
  type Topic,
  topic as topicLabel,
  type Urgency,
  urgency as urgencyLabel,
} from './labels.ts'

/** As kept. The labels are those of the top message: the most urgent one that still waits for an answer, else the latest. */
export type ConversationRecord = ConversationState & {
  id: string
  /** The sender's own name for it, unique per customer. */
  key: string | null
  customer_id: string
  /** Channel of the latest message. */
  channel: Channel
  assignee: string | null
  department: string | null
  /** Higher is earlier in the queue. */
  priority: number
  /** ISO 639 code of the top message, `und` when it cannot be told. */
  language: string | null
  sentiment: Sentiment | null
  urgency: Urgency | null
  intent: Intent | null
  emotion: Emotion | null
  topics: Topic[]
  signals: Signal[]
  needs_review: boolean
  top_message_id: string | null
  message_count: number
  /** Of the first answer that is due; null: nobody waits or the clock stands. */
  due_at: string | null
  last_message_at: string
  created_at: string
  updated_at: string
}

/** As a client sees it: the clock read at the moment of the answer. */
export type Conversation = Omit<ConversationRecord, 'pauses' | 'due_at'> & { sla: Sla }

/** A colleague's remark; customers never see it. */
export type Note = { id: string; conversation_id: string; author: string; text: string; created_at: string }

export const noteIntake = z.strictObject({ text: z.string().trim().min(1).max(4_000) })

const name = z.string().trim().min(1).max(200)

/** Body of `PATCH /v1/conversations/{id}`; `null` takes an assignee or a department away. */
export const conversationChange = z
  .strictObject({
    status: z.enum(CONVERSATION_STATUSES).optional(),
    assignee: name.nullable().optional(),
    department: name.nullable().optional(),
    /** Only if it is still this one's, `null`: nobody's; so that of two who take it at once one is told. */
    if_assignee: name.nullable().optional(),
  })
  .refine(
    ({ if_assignee: _, ...given }) => Object.keys(given).length > 0,
    'Change at least one of status, assignee, department',
  )
export type ConversationChange = z.infer<typeof conversationChange>

/** `relevance`: what `q` looks for, the nearest to what was typed first; without `q` the same as `priority`. */
export const CONVERSATION_SORTS = ['priority', 'newest', 'oldest', 'relevance'] as const
export type ConversationSort = (typeof CONVERSATION_SORTS)[number]

export const SLA_STATES = ['breached', 'running', 'none'] as const

const truth = z.union([z.boolean(), z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })])

/** Query of `GET /v1/conversations`; also from a URL, hence the coercions. */
export const conversationQuery = z.strictObject({
  status: z.enum(CONVERSATION_STATUSES).optional(),
  urgency: urgencyLabel.optional(),
  sentiment: sentimentLabel.optional(),
  /** `breached`: an answer is overdue, `running`: due, `none`: nobody waits or the clock stands. */
  sla: z.enum(SLA_STATES).optional(),
  /**
   * Words of a message, a reply or a note, all in one of them; or part of the customer's name, one of their ids or
   * addresses, id or key of the conversation.
   */
  q: z.string().trim().min(1).max(200).optional(),
  topic: topicLabel.optional(),
  channel: channelLabel.optional(),
  language: z.string().max(20).optional(),
  /** An assignee's id, `me`, or `none`. */
  assignee: name.optional(),
  /** A department's name, or `none`. */
  department: name.optional(),
  customer: z.string().max(100).optional(),
  /** True: only customers with an open at-risk flag. */
  flagged: truth.optional(),
  needs_review: truth.optional(),
  sort: z.enum(CONVERSATION_SORTS).default('priority'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type ConversationQuery = z.infer<typeof conversationQuery>

/** What of a query a person keeps under a name, and what counts are asked for. */
export const conversationFilter = conversationQuery.omit({ sort: true, limit: true, cursor: true })
export type ConversationFilter = z.infer<typeof conversationFilter>

export const COUNTED = [
  'status',
  'urgency',
  'sentiment',
  'channel',
  'language',
  'assignee',
  'department',
  'topic',
  'sla',
] as const
/** How many conversations a filter leaves, by what each could be filtered by next; `none` where it has none. */
export type ConversationCounts = {
  total: number
  mine: number
  needs_review: number
} & Record<`by_${(typeof COUNTED)[number]}`, Record<string, number>>

export type { ConversationStatus }
