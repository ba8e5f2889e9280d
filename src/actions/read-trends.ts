/** What customers write about and how they feel, over time. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DIMENSIONS, type Trends, type TrendsQuery, trendsOf } from '../domain/insights/trends.ts'
import type { Dependencies } from './dependencies.ts'
import { insightsRange } from './insights-range.ts'

/** @throws {DeljooError} `forbidden`; `invalid_input` for the range */
export async function readTrends(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  { since, until, period, dimensions = [...DIMENSIONS], ...filter }: TrendsQuery,
): Promise<Trends> {
  ensureAllowed(actor, 'read_insights')
  const { range } = insightsRange(dependencies, { since, until, period })
  const { periods } = range
  const counts = await dependencies.store.readTrendCounts({ periods, dimensions, filter })
  return trendsOf(range, counts, dimensions)
}
