/**
 * The shapes of risk: the history it is read from and the answer a client sees.
 * The rules are in `score.ts`; nothing here knows a number.
 */
import type { AuthorRole, Channel, Topic } from '../labels.ts'
import type { Labels, Reason } from '../triage/triage.ts'

export const RISK_LEVELS = ['low', 'medium', 'high', 'critical'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** Why points were added. Stable codes; `explain.ts` has the sentences. */
export const RAISING_REASONS = [
  'bad_experience',
  'repeat_contact',
  'churn_explicit',
  'churn_implicit',
  'leaving_life_event',
  'legal_step',
  'public_threat',
  'fraud',
  'safety',
  'compensation_request',
  'loud',
  'notice_period_asked',
  'data_export_asked',
  'seats_reduced',
  'auto_renewal_off',
  'payment_trouble',
  'usage_dropped',
  'contract_ending',
  'sla_missed',
  'low_survey',
] as const
/** Why points were paid back. */
export const LOWERING_REASONS = ['solved', 'thanked', 'good_survey', 'goodwill', 'undone'] as const
export const RISK_REASONS = [...RAISING_REASONS, ...LOWERING_REASONS] as const
export type RaisingReason = (typeof RAISING_REASONS)[number]
export type LoweringReason = (typeof LOWERING_REASONS)[number]
export type RiskReason = (typeof RISK_REASONS)[number]

export const NEXT_BEST_ACTIONS = [
  'protect_customer_now',
  'involve_legal_and_call',
  'retention_call',
  'account_review_call',
  'close_with_care',
  'fix_root_cause_with_owner',
  'answer_overdue_message',
  'ask_about_low_survey',
  'apologise_and_fix',
  'help_with_payment',
  'confirm_recovery',
  'none',
] as const
export type NextBestAction = (typeof NEXT_BEST_ACTIONS)[number]

/** The labels risk reads from a triage; a `Triage` fits as it is. */
export type RiskTriage = {
  [Head in 'sentiment' | 'urgency' | 'intent' | 'emotion']: Pick<Labels[Head], 'label'>
} & {
  topics: readonly Pick<Labels['topics'][number], 'label'>[]
  signals: readonly Pick<Labels['signals'][number], 'label'>[]
  reasons?: readonly Reason[] | undefined
}

/** What the customer wrote. A `Message` fits as it is, with `kind: 'message'` added. */
export type RiskMessage = {
  kind: 'message'
  id: string
  conversation_id: string
  channel: Channel
  /** What a prospect or the public writes counts for nothing: they are not ours to lose. Without it: a customer. */
  author_role?: AuthorRole | undefined
  text: string
  sent_at: string
  /** When we got it; without it, when it was sent. */
  received_at?: string | undefined
  /** Null: not triaged yet; counts for nothing until it is. */
  triage: RiskTriage | null
}

/** An answer went out to the customer: ends their turn. */
export type RiskReply = { kind: 'reply'; id: string; conversation_id: string; at: string }

/** Somebody marked the conversation as solved. */
export type RiskResolution = { kind: 'resolution'; id: string; conversation_id: string; at: string }

/** A promised time passed without an answer. */
export type RiskSlaMiss = {
  kind: 'sla_miss'
  id: string
  conversation_id: string
  /** The message that waited. */
  message_id: string | null
  due_at: string
  /** Null: still waiting. */
  answered_at: string | null
}

export const SURVEY_KINDS = ['csat', 'nps', 'ces'] as const
export type SurveyKind = (typeof SURVEY_KINDS)[number]

/** CSAT 1–5, NPS 0–10, CES 1–7 (7: "the company made it easy"). More is better in all three. */
export type RiskSurvey = {
  kind: 'survey'
  id: string
  conversation_id: string | null
  at: string
  survey: SurveyKind
  score: number
  comment: string | null
}

/** Changes that take an earlier one back. */
export const UNDOING_CHANGES = [
  'seats_added',
  'plan_upgraded',
  'auto_renewal_on',
  'payment_received',
  'usage_recovered',
  'contract_renewed',
  'notice_withdrawn',
] as const
export type UndoingChange = (typeof UNDOING_CHANGES)[number]
export const ACCOUNT_CHANGES = [
  'seats_reduced',
  'plan_downgraded',
  'auto_renewal_off',
  'data_exported',
  'payment_failed',
  'payment_late',
  'usage_dropped',
  'contract_ending',
  'notice_given',
  ...UNDOING_CHANGES,
] as const
export type AccountChange = (typeof ACCOUNT_CHANGES)[number]

/** Something happened to the contract rather than in a message: told by billing or the product. */
export type RiskAccountChange = {
  kind: 'account_change'
  id: string
  at: string
  /** When we were told; without it, when it happened. */
  received_at?: string | undefined
  change: AccountChange
  /** Seats, or use in any unit, before and after; null where it does not apply or nobody knows. */
  before: number | null
  after: number | null
  /** Last day of the contract, `2026-09-30`; only for `contract_ending`. */
  ends_on: string | null
}

export type RiskEvent =
  | RiskMessage
  | RiskReply
  | RiskResolution
  | RiskSlaMiss
  | RiskSurvey
  | RiskAccountChange

/** All that is known of one customer, in any order. Times are ISO 8601. */
export type RiskHistory = {
  /** What is lost with the customer, in `currency`. Null: unknown. */
  lifetime_value: number | null
  currency: string | null
  events: readonly RiskEvent[]
}

/** What a sentence about a contribution needs beyond its reason. Each is null where it does not apply. */
export type ContributionFacts = {
  topic: Topic | null
  /** The customer's how-manieth report of this matter (`bad_experience`, `repeat_contact`). */
  nth: number | null
  /** How late the answer was, or is (`sla_missed`). */
  late_ms: number | null
  survey: SurveyKind | null
  survey_score: number | null
  /** What happened at the contract, with seats or use before and after, and its last day. */
  change: AccountChange | null
  before: number | null
  after: number | null
  ends_on: string | null
}

export type RiskContribution = {
  reason: RiskReason
  /** Share of the score; negative for recovery. All points together are the score. */
  points: number
  /** The message it is linked to; null only where the history has none. */
  message_id: string | null
  at: string
  /** When we learned of it, where that is not `at`: a message may reach us long after it was sent. */
  known_at?: string
  /** The customer's own words, at most about 100 characters; for a survey its score, e.g. `CSAT 2/5`. */
  quote: string | null
  source: { kind: RiskEvent['kind']; id: string }
  facts: ContributionFacts
}

export type RiskTrend = {
  direction: 'rising' | 'falling' | 'steady'
  /** Score now minus score then, from -1 to 1. */
  change: number
  since: string
}

/** The answer of `GET /v1/customers/{id}/risk`. */
export type Risk = {
  /** Probability of leaving, 0–1, three decimals. */
  score: number
  level: RiskLevel
  /** Score × lifetime value, in `currency`; null when the value is unknown. */
  expected_loss: number | null
  currency: string | null
  trend: RiskTrend
  /** Heaviest first. */
  contributions: RiskContribution[]
  next_best_action: NextBestAction
  as_of: string
}
