/** API keys: 256 random bits each, shown once, kept as a SHA-256 hash and found by it. */
import { type Actor, ensureAllowed, SYSTEM } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { ApiKey, KeyIntake } from '../domain/key.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** A key just made. `secret` cannot be shown again. */
export type NewKey = ApiKey & { secret: string }

type KeyDependencies = Pick<Dependencies, 'store' | 'clock'>

/** Hex SHA-256. A fast hash will do: the keys are random, there is no dictionary to try. */
export async function hashKey(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** @throws {DeljooError} `forbidden` */
export async function createKey(
  { store, clock }: KeyDependencies,
  actor: Actor,
  key: KeyIntake,
): Promise<NewKey> {
  ensureAllowed(actor, 'manage_keys')
  const made = await newSecret()
  const stored = await store.createKey({
    key,
    prefix: made.prefix,
    hash: made.hash,
    actor,
    now: isoNow(clock),
  })
  if (!stored) throw new Error('A key was not stored. This is a bug')
  return { ...stored, secret: made.secret }
}

/** The first admin key of a fresh database; null when there is any key already. Print it once. */
export async function createFirstKey({ store, clock }: KeyDependencies): Promise<NewKey | null> {
  const made = await newSecret()
  const stored = await store.createKey({
    key: { name: 'first admin key', role: 'admin' },
    prefix: made.prefix,
    hash: made.hash,
    actor: SYSTEM,
    now: isoNow(clock),
    onlyFirst: true,
  })
  return stored && { ...stored, secret: made.secret }
}

/** @throws {DeljooError} `forbidden` */
export async function listKeys({ store }: Pick<Dependencies, 'store'>, actor: Actor): Promise<ApiKey[]> {
  ensureAllowed(actor, 'manage_keys')
  return store.listKeys()
}

/** Works at once; revoking twice changes nothing. @throws {DeljooError} `forbidden`, `not_found` */
export async function revokeKey(
  { store, clock }: KeyDependencies,
  actor: Actor,
  key_id: string,
): Promise<ApiKey> {
  ensureAllowed(actor, 'manage_keys')
  const revoked = await store.revokeKey({ key_id, actor, now: isoNow(clock) })
  if (!revoked) throw new DeljooError('not_found', 'There is no key with this id')
  return revoked
}

const LAST_USED_STEP_MS = 60_000

/**
 * Who a presented key is; null when it is unknown or revoked.
 * `adminKeyHash`: hash of the operator's own key from the configuration, which is never stored.
 */
export const authenticateKey = async (
  dependencies: KeyDependencies,
  adminKeyHash: string | null,
  secret: string,
): Promise<Actor | null> => authenticateHash(dependencies, adminKeyHash, await hashKey(secret))

/** The same for one who proved the key earlier, such as a session opened with it. */
export async function authenticateHash(
  { store, clock }: KeyDependencies,
  adminKeyHash: string | null,
  hash: string,
): Promise<Actor | null> {
  if (adminKeyHash !== null && equalInConstantTime(hash, adminKeyHash)) {
    return {
      kind: 'configuration',
      id: 'configuration',
      name: 'admin key of the configuration',
      role: 'admin',
    }
  }
  const key = await store.findKey(hash)
  if (!key || key.revoked_at !== null) return null
  const usedMs = key.last_used_at === null ? 0 : Date.parse(key.last_used_at)
  if (clock().getTime() - usedMs > LAST_USED_STEP_MS) await store.touchKey(key.id, isoNow(clock))
  return { kind: 'key', id: key.id, name: key.name, role: key.role }
}

async function newSecret(): Promise<{ secret: string; prefix: string; hash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const base64 = btoa(String.fromCharCode(...bytes))
  const secret = `dlj_${base64.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')}`
  return { secret, prefix: secret.slice(0, 10), hash: await hashKey(secret) }
}

/** Takes as long for a near miss as for a far one. */
function equalInConstantTime(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let index = 0; index < one.length; index++)
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
