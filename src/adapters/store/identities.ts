/**
 * Who wrote this: finds the customer of an intake by any of its names and addresses, makes one where
 * there is none, and joins customers whom one message shows to be the same person.
 */
import { eq } from 'drizzle-orm'
import { SYSTEM } from '../../domain/actor.ts'
import { CUSTOMER_ATTRIBUTES, type CustomerIntake, type Identity } from '../../domain/customer.ts'
import { identitiesOf } from '../../domain/identity.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { joinCustomers } from './join-customers.ts'
import { customerById, externalIdOf, ownerOfIdentity } from './queries.ts'
import { customer_identities, customers } from './schema.ts'

type Owner = { id: string; created_at: string; external_id: string | null }

/** Id of the customer, with what the intake newly tells of them written down. `sent_at`: when it was told. */
export function settleCustomer(
  tx: Transaction,
  context: StoreContext,
  intake: CustomerIntake,
  sent_at: string,
  now: string,
): string {
  const identities = identitiesOf(intake, context.rules.phoneCountryCode)
  const found = findOwners(context, identities)
  const owners = [...new Map([...found.values()].map((owner) => [owner.id, owner])).values()]
  const same = samePerson(identities, owners)
  const [survivor, ...absorbed] = same.toSorted(byAge)
  const customer_id = survivor?.id ?? createCustomer(tx, context, sent_at, now)
  for (const { id } of absorbed) {
    joinCustomers(tx, context, { survivor_id: customer_id, absorbed_id: id, now })
    addAudit(tx, {
      at: now,
      actor: SYSTEM,
      action: 'customers-joined',
      subject_kind: 'customer',
      subject_id: customer_id,
      detail: { absorbed_id: id },
    })
    addEvent(context, 'customers-joined', now, { customer_id }, { absorbed_id: id })
  }
  for (const identity of identities) {
    // A contact that belongs to somebody else stays with its owner.
    if (found.has(identity)) continue
    tx.insert(customer_identities)
      .values({ id: context.newId('idn'), customer_id, ...identity, created_at: now })
      .run()
  }
  tellAttributes(tx, context, customer_id, intake, sent_at, now)
  return customer_id
}

/** The owner of each identity that has one, in the order of the identities: strongest first. */
function findOwners({ prepared }: StoreContext, identities: Identity[]): Map<Identity, Owner> {
  const owners = new Map<Identity, Owner>()
  for (const identity of identities) {
    const owner = prepared(ownerOfIdentity).get(identity)
    if (!owner) continue
    const external_id =
      identity.kind === 'external_id'
        ? identity.value
        : (prepared(externalIdOf).get({ customer_id: owner.id })?.value ?? null)
    owners.set(identity, { ...owner, external_id })
  }
  return owners
}

/**
 * Which owners are one person. The company's own id decides: owners with another one are other people,
 * however they share an address. Without any to go by, two different ones among the owners leave only
 * the owner of the strongest identity.
 */
export function samePerson(identities: readonly Identity[], owners: readonly Owner[]): readonly Owner[] {
  const told = identities.find(({ kind }) => kind === 'external_id')?.value
  if (told !== undefined)
    return owners.filter(({ external_id }) => external_id === told || external_id === null)
  const known = new Set(owners.flatMap(({ external_id }) => (external_id === null ? [] : [external_id])))
  return known.size > 1 ? owners.slice(0, 1) : owners
}

const byAge = (one: Owner, other: Owner) =>
  one.created_at < other.created_at || (one.created_at === other.created_at && one.id < other.id) ? -1 : 1

function createCustomer(tx: Transaction, { newId }: StoreContext, told_at: string, now: string): string {
  const id = newId('cus')
  tx.insert(customers).values({ id, told_at, created_at: now, updated_at: now }).run()
  return id
}

/** Newer values win, older ones only fill gaps, nothing goes back to unknown. */
function tellAttributes(
  tx: Transaction,
  { prepared }: StoreContext,
  customer_id: string,
  intake: CustomerIntake,
  sent_at: string,
  now: string,
): void {
  const known = prepared(customerById).get({ id: customer_id })
  if (!known) throw new Error('A customer vanished within its own transaction. This is a bug')
  const newer = sent_at >= known.told_at
  const told = CUSTOMER_ATTRIBUTES.filter(
    (name) => intake[name] !== undefined && intake[name] !== known[name] && (newer || known[name] === null),
  )
  if (told.length === 0) return
  tx.update(customers)
    .set({
      ...Object.fromEntries(told.map((name) => [name, intake[name]])),
      told_at: newer ? sent_at : known.told_at,
      updated_at: now,
    })
    .where(eq(customers.id, customer_id))
    .run()
}
