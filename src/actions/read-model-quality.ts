/** How often people agree with the machine's labels. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { type ModelQuality, type ModelQualityQuery, modelQuality } from '../domain/insights/model-quality.ts'
import type { Dependencies } from './dependencies.ts'
import { insightsRange } from './insights-range.ts'

/** More would make others wait; the newest say most of the model as it is. */
const MOST_JUDGED = 10_000

/** @throws {DeljooError} `forbidden`; `invalid_input` for the range */
export async function readModelQuality(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  { since, until, ...filter }: ModelQualityQuery,
): Promise<ModelQuality> {
  ensureAllowed(actor, 'read_insights')
  const { range } = insightsRange(dependencies, { since, until, period: 'week' })
  const shown = { since: range.since, until: range.until, time_zone: range.time_zone }
  const judged = await dependencies.store.readJudged({ ...shown, ...filter, limit: MOST_JUDGED })
  return modelQuality(shown, judged)
}
