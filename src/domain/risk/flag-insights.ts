/** What became of the flags: how often they were right, how fast somebody acted, what was won back. */
import { type FlagOutcomeReason, type FlagStage, isFlagClosed } from './flag.ts'
import { ENOUGH_JUDGED, type FlagPrecision, flagPrecision, type SettledFlag } from './flag-precision.ts'

/** A flag with its outcome. Times are ISO 8601, UTC. */
export type FlagOutcome = SettledFlag & {
  outcome_reason: FlagOutcomeReason | null
  opened_at: string
  due_at: string | null
  /** First time a person touched it; null: nobody yet. */
  first_action_at: string | null
  /** What was at stake at the worst, in `currency`; null: the value is unknown. */
  peak_expected_loss: number | null
  currency: string | null
}

export type FlagInsights = {
  opened: number
  at_work: number
  overdue: number
  recovered: number
  lost: number
  dismissed: number
  /** Too few were judged by people: then the precision is shown, but says nothing yet. */
  verdict: 'measured' | 'too_few_outcomes'
  /** Judgements that would be enough. */
  enough_from: number
  precision: FlagPrecision
  first_action: { acted: number; waiting: number; median_ms: number | null }
  outcome_reasons: { stage: FlagStage; reason: FlagOutcomeReason; flags: number }[]
  /** What stood at stake in cases that a person closed as recovered; not proof that they would have left. */
  recovered_value: { currency: string | null; value: number; flags: number }[]
}

/** @param now decides what is overdue; `flags` in any order */
export function flagInsights(flags: readonly FlagOutcome[], now: string): FlagInsights {
  const inStage = (stage: FlagStage) => flags.filter((flag) => flag.stage === stage)
  const atWork = flags.filter(({ stage }) => !isFlagClosed(stage))
  const precision = flagPrecision(flags)
  return {
    opened: flags.length,
    at_work: atWork.length,
    overdue: atWork.filter(({ due_at }) => due_at !== null && due_at < now).length,
    recovered: inStage('recovered').length,
    lost: inStage('lost').length,
    dismissed: inStage('dismissed').length,
    verdict: precision.enough ? 'measured' : 'too_few_outcomes',
    enough_from: ENOUGH_JUDGED,
    precision,
    first_action: {
      acted: flags.filter(({ first_action_at }) => first_action_at !== null).length,
      waiting: atWork.filter(({ first_action_at }) => first_action_at === null).length,
      median_ms: median(
        flags.flatMap(({ opened_at, first_action_at }) =>
          first_action_at === null ? [] : Date.parse(first_action_at) - Date.parse(opened_at),
        ),
      ),
    },
    outcome_reasons: reasonsOf(flags),
    recovered_value: savedValue(inStage('recovered').filter(({ closed_by }) => closed_by === 'person')),
  }
}

function reasonsOf(flags: readonly FlagOutcome[]): FlagInsights['outcome_reasons'] {
  const told = flags.flatMap(({ stage, outcome_reason }) =>
    outcome_reason === null ? [] : { stage, outcome_reason },
  )
  return [...Map.groupBy(told, ({ stage, outcome_reason }) => `${stage} ${outcome_reason}`).values()]
    .flatMap((same) => {
      const [first] = same
      return first ? { stage: first.stage, reason: first.outcome_reason, flags: same.length } : []
    })
    .sort((one, other) => other.flags - one.flags || (one.reason < other.reason ? -1 : 1))
}

function savedValue(recovered: readonly FlagOutcome[]): FlagInsights['recovered_value'] {
  const valued = recovered.filter(({ peak_expected_loss }) => peak_expected_loss !== null)
  return [...Map.groupBy(valued, ({ currency }) => currency)]
    .map(([currency, same]) => {
      const sum = same.reduce((total, { peak_expected_loss }) => total + (peak_expected_loss ?? 0), 0)
      return { currency, value: Math.round(sum * 100) / 100, flags: same.length }
    })
    .sort((one, other) => other.value - one.value)
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
