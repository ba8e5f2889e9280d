/** Who decided the labels, why the LLM was asked, what it cost and how long it took. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { type DecisionInsights, decisionInsights } from '../domain/insights/decisions.ts'
import type { RangeQuery } from '../domain/insights/range.ts'
import type { Dependencies } from './dependencies.ts'
import { insightsRange } from './insights-range.ts'

/** @throws {DeljooError} `forbidden`; `invalid_input` for the range */
export async function readDecisions(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  query: RangeQuery,
): Promise<DecisionInsights> {
  ensureAllowed(actor, 'read_insights')
  const { range } = insightsRange(dependencies, query)
  return decisionInsights(range, await dependencies.store.readDecisions(range.periods))
}
