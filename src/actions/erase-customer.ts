/** Forgets a customer, or forbids it. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/**
 * Deletes the customer with every text, label, note, flag, job and stored answer. The audit log keeps
 * that it happened, by whom, and the id.
 * @throws {DeljooError} `forbidden`, `not_found`, `conflict` under a legal hold
 */
export async function eraseCustomer(
  dependencies: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  customer_id: string,
): Promise<void> {
  ensureAllowed(actor, 'erase_customers')
  const { store, clock } = dependencies
  const outcome = await store.eraseCustomer({ customer_id, actor, now: isoNow(clock) })
  if (outcome.kind === 'not_found') throw noCustomer()
  if (outcome.kind === 'legal_hold') {
    throw new DeljooError('conflict', 'The customer is under a legal hold; lift it before erasing')
  }
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function setLegalHold(
  dependencies: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  customer_id: string,
  hold: boolean,
): Promise<void> {
  ensureAllowed(actor, 'erase_customers')
  const { store, clock } = dependencies
  const found = await store.setLegalHold({ customer_id, hold, actor, now: isoNow(clock) })
  if (!found) throw noCustomer()
}

const noCustomer = () => new DeljooError('not_found', 'There is no customer with this id')
