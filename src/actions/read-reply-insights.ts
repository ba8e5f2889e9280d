/** How useful the drafts are: sent as they were, edited, or discarded and why. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { ReplyInsights, ReplyInsightsQuery } from '../domain/reply-record.ts'
import type { Dependencies } from './dependencies.ts'

/** @throws {DeljooError} `forbidden` */
export async function readReplyInsights(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  { since, until }: ReplyInsightsQuery,
): Promise<ReplyInsights> {
  ensureAllowed(actor, 'read_insights')
  const utc = (moment: string) => new Date(moment).toISOString()
  return store.readReplyInsights({
    ...(since === undefined ? {} : { since: utc(since) }),
    ...(until === undefined ? {} : { until: utc(until) }),
  })
}
