/**
 * The database, as the verbs need it. Each method is one atomic unit of work: it happens wholly or not
 * at all, and races are settled by conditional writes inside it, never by a lock held between two calls.
 * So the same interface fits SQLite, PostgreSQL and D1. Times are ISO 8601 in UTC with milliseconds.
 */
import type { AccountEvent, AccountEventIntake, AccountEventOutcome } from '../domain/account-event.ts'
import type { SentAcknowledgement } from '../domain/acknowledgement.ts'
import type { Actor } from '../domain/actor.ts'
import type {
  ConversationChange,
  ConversationCounts,
  ConversationFilter,
  ConversationQuery,
  ConversationRecord,
  Note,
} from '../domain/conversation.ts'
import type { Customer } from '../domain/customer.ts'
import type { FlagHistoryEntry, FlagListItem, FlagMove, FlagQuery } from '../domain/flag.ts'
import type { DeadJob, JobKind, Lane, LeasedJob } from '../domain/job.ts'
import type { PastAnswer } from '../domain/knowledge/past-answer.ts'
import type { Topic } from '../domain/labels.ts'
import type { Message, MessageIntake } from '../domain/message.ts'
import type { Page } from '../domain/page.ts'
import type { Draft } from '../domain/reply/draft.ts'
import type {
  DiscardReason,
  DraftSource,
  ReplyDraft,
  ReplyInsights,
  ReplyInsightsQuery,
  SentReply,
} from '../domain/reply-record.ts'
import type { Flag, FlagDecision } from '../domain/risk/flag.ts'
import type { FlagOutcome } from '../domain/risk/flag-insights.ts'
import type { Risk } from '../domain/risk/risk.ts'
import type { RiskDirection, RiskMovement, RiskScore } from '../domain/risk-change.ts'
import type { SurveyIntake } from '../domain/survey.ts'
import type { AnsweredSurvey } from '../domain/survey-insights.ts'
import type { LabelCorrection, Triage } from '../domain/triage/triage.ts'
import type { SavedView, ViewIntake } from '../domain/view.ts'
import type { InsightsStore } from './insights-store.ts'
import type { KnowledgeStore } from './knowledge-port.ts'
import type { OperationsStore } from './operations-store-port.ts'
import type { PeopleStore } from './people-store-port.ts'
import type { SpendingLedger } from './ports.ts'
import type { ReviewStore } from './review-store-port.ts'

import type {
  AcceptOutcome,
  AcknowledgementRecorded,
  ConversationChanged,
  ConversationThread,
  CustomerExport,
  DraftDiscarded,
  EraseOutcome,
  FlagMoveOutcome,
  Lease,
  MessageInContext,
  QueueRow,
  ReplyRecorded,
  RiskSubject,
  SurveyOutcome,
} from './store-records.ts'

export type * from './store-records.ts'

export interface Store
  extends SpendingLedger,
    KnowledgeStore,
    InsightsStore,
    PeopleStore,
    ReviewStore,
    OperationsStore {
  /**
   * Stores messages with customer, conversation, turn, triage job and event, all in one unit. In order;
   * a repeated `external_id` gives the first message. `lease`: the triage jobs are the caller's at once.
   */
  acceptMessages(
    intakes: MessageIntake[],
    context: {
      now: string
      lane: Lane
      lease: Lease | null
      /** For one message: a second one with the same key is the first one again. */
      once_key?: string | null
    },
  ): Promise<AcceptOutcome[]>
  readMessage(message_id: string): Promise<MessageInContext | null>

  /** Takes due jobs, interactive ones first. Each belongs to `lease.owner` until `lease.until`. */
  leaseJobs(request: { now: string; lease: Lease; limit: number }): Promise<LeasedJob[]>
  /** Takes the one job for a subject if it is due or may be taken early; null: none, or held by another. */
  leaseJob(request: {
    now: string
    lease: Lease
    kind: JobKind
    subject_id: string
  }): Promise<LeasedJob | null>
  /** Gives a job back unfinished. The attempt does not count. */
  postponeJob(job: LeasedJob, request: { run_at: string }): Promise<void>
  /** Counts a failure: again at `retry_at`, or dead when null. `code` is a short stable word, never customer text. */
  failJob(job: LeasedJob, request: { now: string; code: string; retry_at: string | null }): Promise<void>
  /** Ends a job that turned out to have nothing to do. */
  completeJob(job: LeasedJob): Promise<void>
  /** When the next job may be taken; null: there is none. */
  nextJobAt(): Promise<string | null>
  /** `open` includes those in work and those waiting for their time. */
  countJobs(): Promise<{ open: Record<JobKind, number>; dead: number }>
  listDeadJobs(limit: number): Promise<DeadJob[]>
  /** Gives dead jobs fresh attempts; answers how many. */
  reviveJobs(now: string): Promise<number>

  /**
   * Writes the machine's answer, the conversation's roll-up, the event and the risk job, and completes
   * the triage job. A person's labels stay over it. False: the job is no longer the caller's; nothing written.
   */
  recordTriage(record: { job: LeasedJob; triage: Triage; now: string }): Promise<boolean>
  /** A person's labels over the machine's, now and later; null: no such message. */
  correctTriage(record: {
    message_id: string
    labels: LabelCorrection
    actor: Actor
    now: string
  }): Promise<Message | null>

  /**
   * All that risk is computed from; null: no such customer.
   * `labels_at` (UTC): with the labels of that moment, later corrections left off; missing: those of today.
   */
  readRiskSubject(customer_id: string, labels_at?: string): Promise<RiskSubject | null>
  /** Whose risk was written with another score since then, the largest movement of value first. */
  listRiskMovements(query: {
    since: string
    direction: RiskDirection | null
    limit: number
    cursor: string | null
  }): Promise<Page<RiskMovement>>
  /** The scores written for a customer since then, newest first. */
  listRiskScores(query: { customer_id: string; since: string; limit: number }): Promise<RiskScore[]>
  /**
   * Writes risk, flag with history, queue priorities and events, and completes the job. `stale`: nothing
   * written, because the job is no longer the caller's or somebody moved the flag since `seenFlags` was read.
   */
  recordRisk(record: {
    job: LeasedJob
    risk: Risk
    decision: FlagDecision
    seenFlags: readonly Flag[]
    /** When the score will change by itself, other than by fading; null: it will not. */
    lookAgainAt: string | null
    now: string
  }): Promise<'recorded' | 'stale'>
  /** Looks at the clock: notes a time that passed, once, and puts off or ends the job. */
  recordSlaCheck(record: { job: LeasedJob; now: string }): Promise<{ missed: boolean }>

  /** `now`: what `sla` is judged by. */
  listConversations(query: ConversationQuery, now: string): Promise<Page<QueueRow>>
  /** `me`: whose conversations are counted as `mine`. */
  countConversations(request: {
    filter: ConversationFilter
    me: string
    now: string
  }): Promise<ConversationCounts>

  /** Null: the person has one of this name already, or too many. */
  createView(record: { owner: string; view: ViewIntake; now: string }): Promise<SavedView | null>
  /** By name. */
  listViews(owner: string): Promise<SavedView[]>
  /** False: no such view of this person. */
  deleteView(record: { owner: string; view_id: string }): Promise<boolean>

  /**
   * Takes a portion of the texts from before there was a search into it, ends the job, and asks for the next while
   * some are left. Answers how many it read.
   */
  indexEarlierTexts(record: { job: LeasedJob; now: string }): Promise<number>

  readConversation(conversation_id: string): Promise<ConversationThread | null>
  changeConversation(record: {
    conversation_id: string
    change: ConversationChange
    actor: Actor
    now: string
  }): Promise<ConversationChanged>
  addNote(record: { conversation_id: string; text: string; actor: Actor; now: string }): Promise<Note | null>

  /** Null: no such conversation. In the order given. */
  recordDrafts(record: {
    conversation_id: string
    /** The message they answer, and its likeliest topic. */
    message_id: string
    topic: Topic
    made_from: DraftSource
    drafts: readonly Draft[]
    actor: Actor
    now: string
  }): Promise<ReplyDraft[] | null>
  readDraft(draft_id: string): Promise<ReplyDraft | null>
  /** Stores what was sent, settles its draft, moves the conversation, stops its clock, and asks for a new assessment. */
  recordReply(record: {
    conversation_id: string
    reply: Omit<SentReply, 'id' | 'conversation_id' | 'author' | 'sent_at'>
    /** What later answers may learn from it; missing: nothing. */
    past_answer?: PastAnswer | null
    /** A second one with the same key is the first one again. */
    once_key: string | null
    /** Only while this is the last reply, null: while there is none; missing: always. */
    if_last_reply?: string | null | undefined
    actor: Actor
    now: string
  }): Promise<ReplyRecorded>
  /** Moves nothing and stops no clock. Refused inside the same unit, so two senders at once send one. */
  recordAcknowledgement(record: {
    conversation_id: string
    acknowledgement: Omit<SentAcknowledgement, 'id' | 'conversation_id' | 'author' | 'sent_at'>
    /** How long after one no other is sent in the same conversation. */
    quietMs: number
    actor: Actor
    now: string
  }): Promise<AcknowledgementRecorded>
  discardDraft(record: {
    conversation_id: string
    draft_id: string
    reason: DiscardReason
    note: string | null
    actor: Actor
    now: string
  }): Promise<DraftDiscarded>
  /** `since` and `until` in UTC with milliseconds. */
  readReplyInsights(query: ReplyInsightsQuery): Promise<ReplyInsights>

  /** Joins the answer to customer and conversation and asks for a new assessment. A customer nobody knows yet is made. */
  recordSurvey(record: {
    intake: SurveyIntake
    once_key: string | null
    actor: Actor
    now: string
  }): Promise<SurveyOutcome>

  /** Adds each to its customer and asks for a new assessment; one outcome each, in order. Nothing is ever changed. */
  recordAccountEvents(record: {
    intakes: readonly AccountEventIntake[]
    actor: Actor
    now: string
  }): Promise<AccountEventOutcome[]>
  /** Newest first. */
  listAccountEvents(customer_id: string, limit: number): Promise<AccountEvent[]>

  readCustomer(customer_id: string): Promise<Customer | null>
  /** Newest first. */
  listCustomerMessages(customer_id: string, limit: number): Promise<Message[]>
  listCustomerConversations(customer_id: string, limit: number): Promise<ConversationRecord[]>
  readOpenFlag(customer_id: string): Promise<Flag | null>
  setLegalHold(record: { customer_id: string; hold: boolean; actor: Actor; now: string }): Promise<boolean>
  eraseCustomer(record: { customer_id: string; actor: Actor; now: string }): Promise<EraseOutcome>
  exportCustomer(record: { customer_id: string; actor: Actor; now: string }): Promise<CustomerExport | null>

  listFlags(query: FlagQuery): Promise<Page<FlagListItem>>
  readFlag(flag_id: string): Promise<(FlagListItem & { history: FlagHistoryEntry[] }) | null>
  moveFlag(record: { flag_id: string; move: FlagMove; actor: Actor; now: string }): Promise<FlagMoveOutcome>

  /** Flags opened in that time with what became of them; null: open-ended. UTC. */
  readFlagOutcomes(query: { since: string | null; until: string | null }): Promise<FlagOutcome[]>
  /** Surveys answered in that time, with language and topics of their conversation. */
  readAnsweredSurveys(query: { since: string | null; until: string | null }): Promise<AnsweredSurvey[]>

  /** True when the database can be written. */
  isWritable(): Promise<boolean>
  close(): Promise<void>
}
