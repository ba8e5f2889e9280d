/** Hands out everything kept about a customer. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import type { CustomerExport } from './store-port.ts'

/** Leaves a line in the audit log. @throws {DeljooError} `forbidden`, `not_found` */
export async function exportCustomer(
  dependencies: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  customer_id: string,
): Promise<CustomerExport> {
  ensureAllowed(actor, 'export_customers')
  const { store, clock } = dependencies
  const exported = await store.exportCustomer({ customer_id, actor, now: isoNow(clock) })
  if (!exported) throw new DeljooError('not_found', 'There is no customer with this id')
  return exported
}
