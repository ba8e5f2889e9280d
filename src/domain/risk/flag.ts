/**
 * At-risk flags: the case a supervisor works on while a customer may leave. Opening and closing by itself
 * follows the score with hysteresis; what people do with it is in flag-moves.ts.
 */
import { addBusinessMs } from '../desk/business-hours.ts'
import { ALWAYS_OPEN, type BusinessHours } from '../desk/opening-hours.ts'
import { DEFAULT_RISK_PARAMETERS } from './parameters.ts'
import type { ContributionFacts, NextBestAction, Risk, RiskLevel, RiskReason } from './risk.ts'

export const FLAG_STAGES = ['open', 'planned', 'saving', 'recovered', 'lost', 'dismissed'] as const
export type FlagStage = (typeof FLAG_STAGES)[number]

/** How a case ended, by the stage it ended in. A person may say it; nobody has to. */
export const FLAG_OUTCOMES = {
  recovered: [
    'problem_solved',
    'offer_accepted',
    'misunderstanding_cleared',
    'trust_restored',
    'stayed_anyway',
  ],
  lost: ['service', 'product', 'price', 'competitor', 'no_longer_needed', 'life_event', 'unknown'],
  dismissed: ['never_leaving', 'wrong_reading', 'known_and_agreed', 'not_a_customer', 'duplicate'],
} as const satisfies Partial<Record<FlagStage, readonly string[]>>
type ClosedStage = keyof typeof FLAG_OUTCOMES
export type FlagOutcomeReason = (typeof FLAG_OUTCOMES)[ClosedStage][number]
export const FLAG_OUTCOME_REASONS = [
  ...FLAG_OUTCOMES.recovered,
  ...FLAG_OUTCOMES.lost,
  ...FLAG_OUTCOMES.dismissed,
] as const

/** The reasons shown on the board: the heaviest contributions at the last change. */
export type FlagReason = {
  reason: RiskReason
  points: number
  message_id: string | null
  at: string
  quote: string | null
  /** Missing in flags written before these were kept. */
  facts?: ContributionFacts
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
  /** The latest note of a person; the history has all. */
  note: string | null
  /** Why it ended as it did; null: still at work, or nobody said. */
  outcome_reason: FlagOutcomeReason | null
  /** The gravest the case has been, and what was at stake then, in `currency`. */
  peak_score: number
  peak_expected_loss: number | null
  opened_at: string
  /** Since when the score has been under the closing bound; null: it is not. */
  calm_since: string | null
  closed_at: string | null
  updated_at: string
}

export type FlagSettings = {
  /** A flag opens at this score … */
  opensAt: number
  /** … and closes by itself only after the score has stayed below this one … */
  closesBelow: number
  /** … for this long. */
  calmMs: number
  /** Time until the next action must have happened, in opening hours. */
  dueMs: Record<RiskLevel, number>
  reasonsShown: number
  /** Stages that a person may choose only with a note saying why. */
  noteRequiredFor: readonly FlagStage[]
}

const HOUR_MS = 3_600_000

export const DEFAULT_FLAG_SETTINGS: FlagSettings = {
  opensAt: DEFAULT_RISK_PARAMETERS.level_high,
  closesBelow: 0.3,
  calmMs: 72 * HOUR_MS,
  dueMs: { critical: 2 * HOUR_MS, high: 8 * HOUR_MS, medium: 16 * HOUR_MS, low: 24 * HOUR_MS },
  reasonsShown: 5,
  noteRequiredFor: [],
}

export const isFlagClosed = (stage: FlagStage): stage is ClosedStage =>
  stage === 'recovered' || stage === 'lost' || stage === 'dismissed'

export type FlagDecision =
  | { action: 'none' }
  | { action: 'open'; flag: Omit<Flag, 'id'> }
  /** The whole flag as it should be now; `close` always means `recovered`. */
  | { action: 'update' | 'close'; flag: Flag }

export type FlagRequest = {
  customer_id: string
  /** All flags of the customer, or at least the one in work and the one closed last. */
  flags: readonly Flag[]
  risk: Risk
  /** When we last learned of something that raises the risk; without it, `lastEvidenceAt(risk)`. */
  lastEvidenceAt?: string | null
  now: string
  hours?: BusinessHours
  settings?: FlagSettings
}

/** What the score asks of the customer's flag. Repeating it with the same arguments asks the same. */
export function decideFlag(request: FlagRequest): FlagDecision {
  const { flags, risk, now, settings = DEFAULT_FLAG_SETTINGS } = request
  const live = flags.find(({ stage }) => !isFlagClosed(stage))
  if (live) return decideLive(live, request, settings)
  if (risk.score < settings.opensAt) return { action: 'none' }
  const evidenceAt = request.lastEvidenceAt ?? lastEvidenceAt(risk)
  const closedAt = flags
    .flatMap(({ closed_at }) => closed_at ?? [])
    .sort()
    .at(-1)
  // A person, or time, has settled the old evidence: only something newer opens the case again.
  if (closedAt !== undefined && (evidenceAt === null || Date.parse(evidenceAt) <= Date.parse(closedAt))) {
    return { action: 'none' }
  }
  return {
    action: 'open',
    flag: {
      ...shownRisk(risk, settings),
      customer_id: request.customer_id,
      stage: 'open',
      owner: null,
      due_at: dueAt(risk.level, now, request.hours, settings),
      note: null,
      outcome_reason: null,
      peak_score: risk.score,
      peak_expected_loss: risk.expected_loss,
      opened_at: now,
      calm_since: null,
      closed_at: null,
      updated_at: now,
    },
  }
}

function decideLive(flag: Flag, { risk, now, hours }: FlagRequest, settings: FlagSettings): FlagDecision {
  const shown = { ...shownRisk(risk, settings), ...peakOf(flag, risk) }
  const calm_since = risk.score < settings.closesBelow ? (flag.calm_since ?? now) : null
  if (calm_since !== null && Date.parse(now) - Date.parse(calm_since) >= settings.calmMs) {
    const closed = { ...flag, ...shown, calm_since, stage: 'recovered', due_at: null } as const
    return { action: 'close', flag: { ...closed, closed_at: now, updated_at: now } }
  }
  const updated: Flag = {
    ...flag,
    ...shown,
    calm_since,
    due_at: earlierDue(flag, risk, now, hours, settings),
  }
  if (
    JSON.stringify(updated) ===
    JSON.stringify({ ...flag, ...pickShown(flag), ...pickPeak(flag), calm_since: flag.calm_since })
  ) {
    return { action: 'none' }
  }
  return { action: 'update', flag: { ...updated, updated_at: now } }
}

type Peak = Pick<Flag, 'peak_score' | 'peak_expected_loss'>
const pickPeak = ({ peak_score, peak_expected_loss }: Peak): Peak => ({ peak_score, peak_expected_loss })

const peakOf = (flag: Peak, { score, expected_loss }: Risk): Peak => ({
  peak_score: Math.max(flag.peak_score, score),
  peak_expected_loss:
    expected_loss === null
      ? flag.peak_expected_loss
      : Math.max(flag.peak_expected_loss ?? expected_loss, expected_loss),
})

/** A case that became graver is due earlier; one that became milder keeps its time. */
function earlierDue(
  flag: Flag,
  risk: Risk,
  now: string,
  hours: BusinessHours | undefined,
  settings: FlagSettings,
): string | null {
  if (settings.dueMs[risk.level] >= settings.dueMs[flag.level]) return flag.due_at
  const due = dueAt(risk.level, now, hours, settings)
  return flag.due_at !== null && flag.due_at < due ? flag.due_at : due
}

/** When the next action must have happened at this level: time counts in opening hours. */
export const dueAt = (
  level: RiskLevel,
  now: string,
  hours: BusinessHours = ALWAYS_OPEN,
  settings: FlagSettings,
) => new Date(addBusinessMs(Date.parse(now), settings.dueMs[level], hours)).toISOString()

type ShownRisk = Pick<Flag, 'score' | 'level' | 'expected_loss' | 'currency' | 'reasons' | 'next_best_action'>

const pickShown = (flag: ShownRisk): ShownRisk => ({
  score: flag.score,
  level: flag.level,
  expected_loss: flag.expected_loss,
  currency: flag.currency,
  reasons: flag.reasons,
  next_best_action: flag.next_best_action,
})

const shownRisk = (risk: Risk, settings: FlagSettings): ShownRisk =>
  pickShown({
    ...risk,
    reasons: risk.contributions
      .filter(({ points }) => points > 0)
      .slice(0, settings.reasonsShown)
      .map(({ reason, points, message_id, at, quote, facts }) => ({
        reason,
        points,
        message_id,
        at,
        quote,
        facts,
      })),
  })

/**
 * When we last learned something of the customer that raises the risk; null: nothing does. An answer
 * of ours that becomes late is no news of the customer.
 */
export function lastEvidenceAt(risk: Pick<Risk, 'contributions'>): string | null {
  const times = risk.contributions
    .filter(({ points, source }) => points > 0 && source.kind !== 'sla_miss')
    .map(({ at, known_at }) => Date.parse(known_at ?? at))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}
