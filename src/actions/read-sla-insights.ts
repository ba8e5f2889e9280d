/** Whether customers were answered in time; an agent sees their own answers. */
import { type Actor, ensureAllowed, isAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { type SlaInsights, type SlaQuery, slaInsights } from '../domain/insights/sla.ts'
import type { Dependencies } from './dependencies.ts'
import { insightsRange } from './insights-range.ts'

/** @throws {DeljooError} `forbidden`, also for an agent who asks for another; `invalid_input` for the range */
export async function readSlaInsights(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  { since, until, period, agent, urgency }: SlaQuery,
): Promise<SlaInsights> {
  ensureAllowed(actor, 'read_own_insights')
  const seesAll = isAllowed(actor, 'read_insights')
  if (!seesAll && agent !== undefined && agent !== actor.id)
    throw new DeljooError('forbidden', 'The figures of others need a key of role supervisor or admin')
  const { range, now } = insightsRange(dependencies, { since, until, period })
  const whose = seesAll ? agent : actor.id
  const found = await dependencies.store.readSla({
    since: range.since,
    until: range.until,
    now,
    ...(whose === undefined ? {} : { agent: whose }),
    ...(urgency === undefined ? {} : { urgency }),
  })
  return slaInsights(range, { ...found, now })
}
