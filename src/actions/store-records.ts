import type { AccountEvent } from '../domain/account-event.ts'
import type { SentAcknowledgement } from '../domain/acknowledgement.ts'
import type { ConversationRecord, Note } from '../domain/conversation.ts'
import type { Customer } from '../domain/customer.ts'
import type { DeskEvent } from '../domain/events.ts'
import type { CustomerBrief, FlagHistoryEntry } from '../domain/flag.ts'
import type { LeasedJob } from '../domain/job.ts'
import type { Message } from '../domain/message.ts'
import type { ReplyDraft, SentReply } from '../domain/reply-record.ts'
import type { Review } from '../domain/review.ts'
import type { Flag } from '../domain/risk/flag.ts'
import type { FlagRefusal } from '../domain/risk/flag-moves.ts'
import type { RiskHistory } from '../domain/risk/risk.ts'
import type { TextMatch } from '../domain/search/match.ts'
import type { Survey } from '../domain/survey.ts'
import type { LabelCorrection } from '../domain/triage/triage.ts'

/** Who takes jobs, and for how long they are his. */
export type Lease = { owner: string; until: string }

export type AcceptOutcome =
  /** `job`: the triage job, already leased to the caller when a lease was given. */
  | { kind: 'accepted'; message_id: string; job: LeasedJob | null }
  | { kind: 'seen_before'; message_id: string }
  /** The same `external_id` came before with another text or channel. */
  | { kind: 'conflict' }

/** A message with all that its answer shows. */
export type MessageInContext = {
  message: Message
  conversation: ConversationRecord
  customer: Customer
  /** The customer's flag that is being worked on; null: none. */
  flag: Flag | null
}

/** What `check-sla` and the thread say of a time that passed without an answer. */
export type SlaMiss = { id: string; message_id: string | null; due_at: string; answered_at: string | null }

/** A change of a conversation that is part of its story. */
export type ConversationMove = {
  id: string
  at: string
  actor: string
  field: 'status' | 'assignee' | 'department'
  from: string | null
  to: string | null
}

export type ConversationThread = {
  conversation: ConversationRecord
  customer: Customer
  flag: Flag | null
  messages: Message[]
  replies: SentReply[]
  acknowledgements: SentAcknowledgement[]
  surveys: Survey[]
  notes: Note[]
  moves: ConversationMove[]
  sla_misses: SlaMiss[]
}

/** One row of the queue, before its clock is read. */
export type QueueRow = {
  conversation: ConversationRecord
  customer: CustomerBrief
  top_message: Message | null
  flag: Pick<Flag, 'id' | 'stage' | 'score'> | null
  /** Where the words of a search were found; null: nothing was looked for, or only name or id were found. */
  match: TextMatch | null
}

/** `flags`: all of the customer's, newest first. */
export type RiskSubject = { customer: Customer; history: RiskHistory; flags: Flag[] }

/** `taken`: it is not whose the caller took it to be. */
export type ConversationChanged =
  | ChangeOutcome<ConversationRecord>
  | { kind: 'taken'; assignee: string | null }

export type ChangeOutcome<Changed> =
  | { kind: 'changed'; changed: Changed }
  | { kind: 'not_found' }
  /** The transition is not allowed from where it stands now. */
  | { kind: 'not_allowed'; from: string; to: string }

export type FlagMoveOutcome =
  | { kind: 'changed' }
  | { kind: 'not_found' }
  | { kind: 'refused'; refusal: FlagRefusal }
  /** The customer has another flag at work, so this one cannot be opened again. */
  | { kind: 'another_at_work' }

/** `seen_before`: the same once key came with the same text; `conflict`: with another one. */
export type ReplyRecorded =
  | { kind: 'sent' | 'seen_before'; reply: SentReply; conversation: ConversationRecord }
  | { kind: 'conflict' }
  /** Nothing was stored: this reply was sent since the last one the agent has seen. */
  | { kind: 'answered_meanwhile'; reply_id: string }
  | { kind: 'not_found' }

/** `seen_before`: the same text for the same turn; `refused`: another one, or the last one was too short a time ago. */
export type AcknowledgementRecorded =
  | { kind: 'recorded' | 'seen_before'; acknowledgement: SentAcknowledgement }
  | { kind: 'refused' }
  /** No such conversation, or no such turn in it. */
  | { kind: 'not_found' | 'no_such_turn' }

export type DraftDiscarded =
  | { kind: 'discarded'; draft: ReplyDraft; conversation: ConversationRecord }
  /** No such draft of this conversation. */
  | { kind: 'not_found' }
  | { kind: 'sent_already' }

export type SurveyOutcome =
  | { kind: 'recorded' | 'seen_before'; survey: Survey }
  /** The same `external_id` or once key came with another answer. */
  | { kind: 'conflict' }
  /** No such conversation, or not of this customer. */
  | { kind: 'not_found' | 'other_customer' }

export type IdempotentStart =
  | { kind: 'started' }
  | { kind: 'in_progress' }
  | { kind: 'mismatch' }
  | { kind: 'done'; status: number; body: unknown }

export type EraseOutcome = { kind: 'erased' | 'not_found' | 'legal_hold' }

/** Everything kept about one customer. */
export type CustomerExport = {
  exported_at: string
  customer: Customer
  conversations: ConversationRecord[]
  messages: Message[]
  corrections: {
    id: string
    message_id: string
    labels: LabelCorrection
    actor: string
    created_at: string
  }[]
  reply_drafts: ReplyDraft[]
  replies: SentReply[]
  /** What reviewers said of the replies. */
  reviews: Review[]
  acknowledgements: SentAcknowledgement[]
  surveys: Survey[]
  account_events: AccountEvent[]
  notes: Note[]
  flags: (Flag & { history: FlagHistoryEntry[] })[]
  events: DeskEvent[]
}
