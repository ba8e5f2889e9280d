/** What happened to contracts: only ever added to. */
import { desc, eq } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import {
  type AccountEvent,
  type AccountEventIntake,
  type AccountEventOutcome,
  isSameFact,
} from '../../domain/account-event.ts'
import type { Actor } from '../../domain/actor.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import { currentCustomerId } from './customers.ts'
import type { Transaction } from './database.ts'
import { settleCustomer } from './identities.ts'
import { requestJob } from './jobs.ts'
import { customerById } from './queries.ts'
import { account_events } from './schema.ts'

type AccountEventStore = Pick<Store, 'recordAccountEvents' | 'listAccountEvents'>

export function accountEventStore(context: StoreContext): AccountEventStore {
  return {
    async recordAccountEvents({ intakes, actor, now }) {
      return context.write((tx) => intakes.map((intake) => record(tx, context, intake, actor, now)))
    },

    async listAccountEvents(customer_id, limit) {
      return context.connection
        .select()
        .from(account_events)
        .where(eq(account_events.customer_id, customer_id))
        .orderBy(desc(account_events.occurred_at), desc(account_events.id))
        .limit(limit)
        .all()
    },
  }
}

function record(
  tx: Transaction,
  context: StoreContext,
  intake: AccountEventIntake,
  actor: Actor,
  now: string,
): AccountEventOutcome {
  const { external_id, change } = intake
  const known = tx.select().from(account_events).where(eq(account_events.external_id, external_id)).get()
  if (known) {
    return isSameFact(known, intake)
      ? { outcome: 'seen_before', external_id, event: known }
      : { outcome: 'conflict', external_id, event: null }
  }
  const told_at = new Date(intake.occurred_at).toISOString()
  // A sender's clock that runs ahead must not keep the fact from counting.
  const occurred_at = told_at < now ? told_at : now
  const customer_id = whose(tx, context, intake, occurred_at, now)
  if (customer_id === null) return { outcome: 'not_found', external_id, event: null }
  const event: AccountEvent = {
    id: context.newId('acc'),
    external_id,
    customer_id,
    change,
    before: intake.before ?? null,
    after: intake.after ?? null,
    ends_on: intake.ends_on ?? null,
    occurred_at,
    received_at: now,
  }
  tx.insert(account_events).values(event).run()
  addAudit(tx, {
    at: now,
    actor,
    action: 'account-event-recorded',
    subject_kind: 'account_event',
    subject_id: event.id,
    detail: { change },
  })
  addEvent(context, 'account-changed', now, { customer_id }, { account_event_id: event.id, change })
  requestJob(context, { kind: 'assess-risk', subject_id: customer_id, lane: 'interactive', run_at: now, now })
  return { outcome: 'recorded', external_id, event }
}

/** Null: no customer has this id. One whom nobody knows yet by their names is made. */
function whose(
  tx: Transaction,
  context: StoreContext,
  { customer_id, customer }: AccountEventIntake,
  occurred_at: string,
  now: string,
): string | null {
  if (customer) return settleCustomer(tx, context, customer, occurred_at, now)
  const id = currentCustomerId(context, customer_id ?? '')
  return context.prepared(customerById).get({ id })?.id ?? null
}
