/**
 * At-risk flags: the case a supervisor works on while a customer may leave.
 * Stages move by one table; opening and closing by themselves follows the score with hysteresis.
 */
import type { NextBestAction, RiskLevel, RiskReason } from './risk.ts'

export const FLAG_STAGES = ['open', 'planned', 'saving', 'recovered', 'lost', 'dismissed'] as const
export type FlagStage = (typeof FLAG_STAGES)[number]

/** The reasons shown on the board: the heaviest contributions at the last change. */
export type FlagReason = {
  reason: RiskReason
  points: number
  message_id: string | null
  at: string
  quote: string | null
}

export type Flag = {
  id: string
  customer_id: string
  stage: FlagStage
  score: number
  level: RiskLevel
  expected_loss: number | null
  currency: string | null
  reasons: FlagReason[]
  next_best_action: NextBestAction
  /** Id of the person who has it; null: nobody yet. */
  owner: string | null
  /** When the next action must have happened; null once closed. */
  due_at: string | null
  opened_at: string
  /** Since when the score has been under the closing bound; null: it is not. */
  calm_since: string | null
  closed_at: string | null
  updated_at: string
}
