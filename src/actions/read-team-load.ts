/** Who carries what at the desk, and how much abuse it cost them; an agent sees their own row. */
import { type Actor, ensureAllowed, isAllowed } from '../domain/actor.ts'
import { ABUSE_DAYS } from '../domain/desk/abuse.ts'
import { DAY_MS } from '../domain/desk/local-time.ts'
import type { RangeQuery } from '../domain/insights/range.ts'
import { DEFAULT_LOAD_PERIOD, ownLoad, type TeamLoad, teamLoad } from '../domain/insights/team-load.ts'
import type { Dependencies } from './dependencies.ts'
import { insightsRange } from './insights-range.ts'

/** @throws {DeljooError} `forbidden`; `invalid_input` for the range */
export async function readTeamLoad(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules'>,
  actor: Actor,
  { period = DEFAULT_LOAD_PERIOD, ...query }: RangeQuery,
): Promise<TeamLoad> {
  ensureAllowed(actor, 'read_own_insights')
  const { range, now } = insightsRange(dependencies, { ...query, period })
  const { since, until } = range
  const abuseSince = new Date(
    Math.min(Date.parse(since), Date.parse(until) - ABUSE_DAYS * DAY_MS),
  ).toISOString()
  const work = await dependencies.store.readTeamWork({ since, until, abuseSince, now })
  const load = teamLoad(range, work, now)
  return isAllowed(actor, 'read_insights') ? load : ownLoad(load, actor.id)
}
