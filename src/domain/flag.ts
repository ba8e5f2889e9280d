/** The record around an at-risk flag: its history, and what a supervisor may ask and change. */
import { z } from 'zod'
import { DEFAULT_PRIORITY_SETTINGS } from './desk/priority.ts'
import {
  FLAG_OUTCOME_REASONS,
  FLAG_STAGES,
  type Flag,
  type FlagOutcomeReason,
  type FlagStage,
} from './risk/flag.ts'
import type { RiskLevel } from './risk/risk.ts'

/** One line of a flag's history. `actor` is `system` when the score moved it. */
export type FlagHistoryEntry = {
  id: string
  flag_id: string
  at: string
  actor: string
  from_stage: FlagStage | null
  to_stage: FlagStage
  score: number
  note: string | null
  outcome_reason: FlagOutcomeReason | null
  /** Who had it afterwards. */
  owner: string | null
}

/** Enough of a customer to name them in a list. */
export type CustomerBrief = {
  id: string
  external_id: string | null
  name: string | null
  segment: string | null
  lifetime_value: number | null
  currency: string | null
  risk_score: number | null
  risk_level: RiskLevel | null
}

export type FlagListItem = Flag & { customer: CustomerBrief }
export type FlagWithHistory = FlagListItem & { history: FlagHistoryEntry[] }

const name = z.string().trim().min(1).max(200)

/** Body of `PATCH /v1/flags/{id}`. The note says what was done and why; it is kept in the history. */
export const flagMove = z
  .strictObject({
    stage: z.enum(FLAG_STAGES).optional(),
    owner: name.nullable().optional(),
    due_at: z.iso.datetime({ offset: true }).nullable().optional(),
    note: z.string().trim().min(1).max(4_000).optional(),
    outcome_reason: z.enum(FLAG_OUTCOME_REASONS).optional(),
  })
  .refine(
    (given) => Object.keys(given).length > 0,
    'Change at least one of stage, owner, due_at, outcome_reason, or add a note',
  )
export type FlagMove = z.infer<typeof flagMove>

/** Query of `GET /v1/flags`: most value at risk first. */
export const flagQuery = z.strictObject({
  stage: z.enum(FLAG_STAGES).optional(),
  /** Only those being worked on, or only those that ended. */
  at_work: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  level: z.enum(['low', 'medium', 'high', 'critical']).optional(),
  owner: name.optional(),
  customer: z.string().max(100).optional(),
  /** Only those whose next action should have happened by now. */
  overdue: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  due_before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type FlagQuery = z.infer<typeof flagQuery>

/**
 * Place on the board: value at risk, in ordinary customers, so that currencies compare; the bare score
 * where the value is not known.
 */
export function boardWeight(flag: Pick<Flag, 'score' | 'expected_loss' | 'currency'>): number {
  const ordinary = DEFAULT_PRIORITY_SETTINGS.ordinaryValue[flag.currency ?? 'USD']
  return flag.expected_loss === null || ordinary === undefined ? flag.score : flag.expected_loss / ordinary
}

/** Query of `GET /v1/insights/flags`: flags opened from `since` on and before `until`. */
export const flagInsightsQuery = z.strictObject({
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})
export type FlagInsightsQuery = z.infer<typeof flagInsightsQuery>
