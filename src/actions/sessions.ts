/** Who sits at the screen: opening a session with a password or a key, and the actor behind it. */
import { type Actor, isAllowed } from '../domain/actor.ts'
import { type Dependencies, isoNow } from './dependencies.ts'
import type { Identity, SessionFacts } from './identity-port.ts'
import { authenticateHash, authenticateKey, hashKey } from './keys.ts'

export type SessionDependencies = Pick<Dependencies, 'store' | 'clock'> & {
  identity: Identity
  /** Hash of the operator's own key from the configuration; null when none is set. */
  adminKeyHash: string | null
}

/** Who is signed in, and what they chose for their screen. */
export type SignedIn = { actor: Actor; preferences: Record<string, string> }

/** Set-Cookie values; null for a key that may not manage the desk. The session lasts as long as the key. */
export async function signInWithKey(
  { store, clock, identity, adminKeyHash }: SessionDependencies,
  secret: string,
): Promise<string[] | null> {
  const actor = await authenticateKey({ store, clock }, adminKeyHash, secret)
  if (!actor || !isAllowed(actor, 'manage_keys')) return null
  return identity.open(await store.ensureOperator(isoNow(clock)), await hashKey(secret))
}

/** Null: no session, or its person or key may no longer. `cookies` are for the answer. */
export async function readSession(
  dependencies: SessionDependencies,
  cookie: string,
  options: { renew: boolean },
): Promise<(SignedIn & { cookies: string[] }) | null> {
  const found = await dependencies.identity.read(cookie, options)
  const actor = found && (await actorOf(dependencies, found.session))
  return actor && { actor, preferences: found.session.preferences, cookies: found.cookies }
}

async function actorOf(
  { store, clock, adminKeyHash }: SessionDependencies,
  { person_id, name, role, key_hash }: SessionFacts,
): Promise<Actor | null> {
  if (key_hash === null) return { kind: 'person', id: person_id, name, role }
  const actor = await authenticateHash({ store, clock }, adminKeyHash, key_hash)
  return actor && isAllowed(actor, 'manage_keys') ? actor : null
}
