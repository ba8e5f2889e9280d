/** Takes in what billing and product tell of a contract; the customer's risk follows. */
import type { AccountEventBatch, AccountEventOutcome } from '../domain/account-event.ts'
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/**
 * Each item has its own outcome, in the order given; one that is refused keeps none of the others back.
 * @throws {DeljooError} `forbidden`
 */
export async function recordAccountEvents(
  { store, clock, wakeJobs }: Pick<Dependencies, 'store' | 'clock' | 'wakeJobs'>,
  actor: Actor,
  { items }: AccountEventBatch,
): Promise<{ items: AccountEventOutcome[] }> {
  ensureAllowed(actor, 'record_account_events')
  const outcomes = await store.recordAccountEvents({ intakes: items, actor, now: isoNow(clock) })
  wakeJobs()
  return { items: outcomes }
}
