/** A mark is one hazard that one event leaves on the relation, before decay and recovery. */
import type { RiskParameters } from './parameters.ts'
import type { Matter } from './reading.ts'
import type { ContributionFacts, RaisingReason, RiskContribution } from './risk.ts'

const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
export const hoursMs = (hours: number) => hours * HOUR_MS
export const daysMs = (days: number) => days * DAY_MS

export type MarkFamily = 'experience' | 'leaving' | 'waiting'

export type Mark = {
  reason: RaisingReason
  family: MarkFamily
  /** −ln(1 − probability); adds up. */
  hazard: number
  at: number
  /** What recovery must be about to pay it back; null: the whole relation. */
  matter: Matter | null
  message_id: string | null
  quote: string | null
  source: RiskContribution['source']
  facts: ContributionFacts
  /** They asked for it, without complaint: that we granted it, and that they thanked us, brings nobody back. */
  isWish?: boolean
}

/** What a recovery looks at to tell whether it is about a mark. */
export type MarkTarget = Pick<Mark, 'matter' | 'at'> & Partial<Pick<Mark, 'reason' | 'facts'>>
export type AccountFacts = Pick<ContributionFacts, 'change' | 'before' | 'after' | 'ends_on'>

export const NO_FACTS: ContributionFacts = {
  topic: null,
  nth: null,
  late_ms: null,
  survey: null,
  survey_score: null,
  change: null,
  before: null,
  after: null,
  ends_on: null,
}

export const hazardOf = (probability: number) => -Math.log1p(-Math.min(probability, 0.999))

/** What is left of a mark at a time, by the half-life of its family. */
export function decayedHazard(mark: Mark, now: number, parameters: RiskParameters): number {
  const halfLife = daysMs(parameters[`half_life_${mark.family}`])
  return mark.hazard * 0.5 ** (Math.max(0, now - mark.at) / halfLife)
}
