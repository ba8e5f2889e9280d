/** How often a flag was right, measured from what people said of it in the end. */
import { LANGUAGES, type Language } from '../labels.ts'
import { type FlagReason, type FlagStage, isFlagClosed } from './flag.ts'
import { RAISING_REASONS, type RaisingReason, RISK_LEVELS, type RiskLevel } from './risk.ts'

/** A flag with what judging it needs. Flags still at work may be among them; they count for nothing. */
export type SettledFlag = {
  stage: FlagStage
  reasons: readonly Pick<FlagReason, 'reason' | 'points'>[]
  /** The gravest it has been. */
  level: RiskLevel
  /** In which the customer writes; null: unknown. */
  language: Language | null
  /** Who closed it; `service`: the score had been calm for long enough. Null: still at work. */
  closed_by: 'person' | 'service' | null
}

export type Precision = {
  /** Judged flags: `right` and `false_alarms` together. */
  judged: number
  right: number
  false_alarms: number
  /** `right` ÷ `judged`; null when nothing was judged. */
  precision: number | null
  /** 95 % Wilson interval of `precision`: with few flags it is wide, as it should be. */
  interval: { low: number; high: number } | null
  /** False: too few were judged for the share to say anything; the interval shows how little is known. */
  enough: boolean
}

/** From here on the interval of a good share is narrower than ±0.15. */
export const ENOUGH_JUDGED = 30

export type FlagPrecision = Precision & {
  /** Closed by the service with nobody's word: the customer may have been saved, or was never leaving. */
  unjudged: number
  by_level: { level: RiskLevel; precision: Precision }[]
  by_language: { language: Language; precision: Precision }[]
  /** By the heaviest reason of the flag, most judged first. */
  by_reason: { reason: RaisingReason; precision: Precision }[]
}

/**
 * Dismissed is a false alarm. Lost is right, and so is recovered when a person says so: there was somebody to
 * win back. Levels, languages and reasons without a judged flag are left out.
 */
export function flagPrecision(flags: readonly SettledFlag[]): FlagPrecision {
  const judged = flags.filter(isJudged)
  const groups = <Key>(keys: readonly Key[], keyOf: (flag: SettledFlag) => Key | null) =>
    keys
      .map((key) => ({ key, precision: precisionOf(judged.filter((flag) => keyOf(flag) === key)) }))
      .filter(({ precision }) => precision.judged > 0)
  return {
    ...precisionOf(judged),
    unjudged: flags.filter(({ stage, closed_by }) => stage === 'recovered' && closed_by === 'service').length,
    by_level: groups(RISK_LEVELS, ({ level }) => level).map(({ key, precision }) => ({
      level: key,
      precision,
    })),
    by_language: groups(LANGUAGES, ({ language }) => language).map(({ key, precision }) => ({
      language: key,
      precision,
    })),
    by_reason: groups(RAISING_REASONS, heaviestReason)
      .map(({ key, precision }) => ({ reason: key, precision }))
      .sort((one, other) => other.precision.judged - one.precision.judged),
  }
}

/** What the service closes – calm again, or joined with another customer's – is nobody's judgement. */
const isJudged = ({ stage, closed_by }: SettledFlag) => isFlagClosed(stage) && closed_by === 'person'

function heaviestReason({ reasons }: SettledFlag): RaisingReason | null {
  const heaviest = reasons.toSorted((one, other) => other.points - one.points)[0]?.reason
  return RAISING_REASONS.find((reason) => reason === heaviest) ?? null
}

function precisionOf(judged: readonly SettledFlag[]): Precision {
  const right = judged.filter(({ stage }) => stage !== 'dismissed').length
  return {
    judged: judged.length,
    right,
    false_alarms: judged.length - right,
    precision: judged.length === 0 ? null : right / judged.length,
    interval: wilsonInterval(right, judged.length),
    enough: judged.length >= ENOUGH_JUDGED,
  }
}

/** Two-sided 95 %. */
const Z = 1.959964

/**
 * The Wilson score interval of a share (Wilson 1927), 95 %: honest for few trials and near 0 or 1.
 * Null without trials.
 */
export function wilsonInterval(successes: number, trials: number): { low: number; high: number } | null {
  if (trials <= 0) return null
  const share = successes / trials
  const shrink = 1 + Z ** 2 / trials
  const centre = (share + Z ** 2 / (2 * trials)) / shrink
  const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
