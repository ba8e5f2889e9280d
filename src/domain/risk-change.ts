/** How a customer's risk moved between two moments, as the feed tells it. */
import { z } from 'zod'
import type { CustomerBrief } from './flag.ts'
import { LANGUAGES } from './labels.ts'
import type { RiskContribution, RiskLevel } from './risk/risk.ts'

const moment = z.iso.datetime({ offset: true })

/** Query of `GET /v1/customers/{id}/risk/changes`; `since` missing: a week ago. */
export const riskChangeQuery = z.strictObject({
  since: moment.optional(),
  lang: z.enum(LANGUAGES).default('en'),
})
export type RiskChangeQuery = z.infer<typeof riskChangeQuery>

export const RISK_DIRECTIONS = ['rising', 'falling'] as const
export type RiskDirection = (typeof RISK_DIRECTIONS)[number]

/** Query of `GET /v1/insights/risk-changes`. */
export const riskChangesQuery = riskChangeQuery.extend({
  direction: z.enum(RISK_DIRECTIONS).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})
export type RiskChangesQuery = z.infer<typeof riskChangesQuery>

/** `points`: how much this moved the score. `text`: the cause in the asked language. */
export type RiskCause = Pick<
  RiskContribution,
  'reason' | 'points' | 'message_id' | 'at' | 'quote' | 'source'
> & {
  text: string
}

type Standing = { score: number; level: RiskLevel }
export type RiskChangeReport = {
  since: string
  as_of: string
  before: Standing
  after: Standing
  /** Score after minus score before. */
  change: number
  /** `+0.18 since Tuesday: second billing complaint, answer 9 hours late`. */
  sentence: string
  causes: RiskCause[]
  /** A person corrected labels since then, so that part of the change is in our reading, not in the customer. */
  labels_corrected: boolean
}

/** A score as it was written, `before` null: the first one. */
export type RiskScore = { at: string; score: number; level: RiskLevel; before: number | null }

/** The answer of `GET /v1/customers/{id}/risk/changes`. `scores`: as they were written since then, newest first. */
export type CustomerRiskChange = RiskChangeReport & { customer_id: string; scores: RiskScore[] }

/** A customer whose score moved, as stored: enough to find whom to look at. */
export type RiskMovement = { customer: CustomerBrief; before: number; after: number }

/** One line of the desk's feed. */
export type RiskChangeItem = RiskChangeReport & {
  customer: CustomerBrief
  /** Change × lifetime value, in the customer's currency; null when the value is unknown. */
  value_change: number | null
}
