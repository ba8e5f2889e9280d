/**
 * Who wrote this: finds the customer of an intake by any of its names and addresses, makes one where
 * there is none, and joins customers whom one message shows to be the same person.
 */
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { SYSTEM } from '../../domain/actor.ts'
import {
  CUSTOMER_ATTRIBUTES,
  type CustomerIntake,
  IDENTITY_KINDS,
  type Identity,
} from '../../domain/customer.ts'
import { identitiesOf } from '../../domain/identity.ts'
import { addAudit, addEvent, type StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { joinCustomers } from './join-customers.ts'
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
  const owners = findOwners(tx, identities)
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
    addEvent(tx, 'customers-joined', now, { customer_id }, { absorbed_id: id })
  }
  for (const { kind, value } of identities) {
    // A contact that belongs to somebody else stays with its owner.
    tx.insert(customer_identities)
      .values({ id: context.newId('idn'), customer_id, kind, value, created_at: now })
      .onConflictDoNothing()
      .run()
  }
  tellAttributes(tx, customer_id, intake, sent_at, now)
  return customer_id
}

/** The owner of each identity that has one, in the order of the identities: strongest first. */
function findOwners(tx: Transaction, identities: Identity[]): Owner[] {
  const known = tx
    .select({
      kind: customer_identities.kind,
      value: customer_identities.value,
      id: customers.id,
      created_at: customers.created_at,
    })
    .from(customer_identities)
    .innerJoin(customers, eq(customers.id, customer_identities.customer_id))
    .where(
      or(
        ...identities.map(({ kind, value }) =>
          and(eq(customer_identities.kind, kind), eq(customer_identities.value, value)),
        ),
      ),
    )
    .all()
    .toSorted((one, other) => IDENTITY_KINDS.indexOf(one.kind) - IDENTITY_KINDS.indexOf(other.kind))
  if (known.length === 0) return []
  const external = new Map(
    tx
      .select({ customer_id: customer_identities.customer_id, value: customer_identities.value })
      .from(customer_identities)
      .where(
        and(
          eq(customer_identities.kind, 'external_id'),
          inArray(
            customer_identities.customer_id,
            known.map(({ id }) => id),
          ),
        ),
      )
      .orderBy(asc(customer_identities.id))
      .all()
      .map(({ customer_id, value }) => [customer_id, value]),
  )
  const unique = new Map(known.map((owner) => [owner.id, owner]))
  return [...unique.values()].map(({ id, created_at }) => ({
    id,
    created_at,
    external_id: external.get(id) ?? null,
  }))
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
  customer_id: string,
  intake: CustomerIntake,
  sent_at: string,
  now: string,
): void {
  const known = tx.select().from(customers).where(eq(customers.id, customer_id)).get()
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
