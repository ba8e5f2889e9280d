/** `Idempotency-Key`: the same request twice does its work once and gets the same answer. */
import type { Actor } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { type Dependencies, isoNow, LEASE_MS } from './dependencies.ts'
import { hashKey } from './keys.ts'

/** What is kept to be answered again. `customer_id`: erased with this customer. */
export type OnceAnswer = { status: number; body: unknown; customer_id: string | null }

/** How long an answer is kept. */
export const IDEMPOTENCY_HOURS = 24

/**
 * Runs `work` unless this actor sent the same key before.
 *
 * @param request method, path and raw body as one string; only its hash is kept
 * @returns the answer, and whether it is an earlier one
 * @throws {DeljooError} `idempotency_mismatch`: same key, another request; `conflict`: the first one still runs
 * @throws whatever `work` throws; the key is free again then, so that a corrected request may use it
 */
export async function runOnce(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  key: string,
  request: string,
  work: () => Promise<OnceAnswer>,
): Promise<{ status: number; body: unknown; replayed: boolean }> {
  const claim = { actor_id: actor.id, key }
  const started = await store.startIdempotent({
    ...claim,
    request_hash: await hashKey(request),
    now: isoNow(clock),
    expires_at: new Date(clock().getTime() + LEASE_MS).toISOString(),
  })
  switch (started.kind) {
    case 'mismatch':
      throw new DeljooError('idempotency_mismatch', 'This Idempotency-Key was used for another request')
    case 'in_progress':
      throw new DeljooError('conflict', 'The first request with this Idempotency-Key is still running', {
        retryAfterSeconds: 1,
      })
    case 'done':
      return { status: started.status, body: started.body, replayed: true }
    case 'started':
      break
  }
  try {
    const answer = await work()
    await store.finishIdempotent({ ...claim, ...answer })
    return { status: answer.status, body: answer.body, replayed: false }
  } catch (error) {
    await store.dropIdempotent(claim)
    throw error
  }
}
