/** Requests per minute: by key, or by address for those without a valid one. */
import { MemoryStore } from 'hono-rate-limiter'
import type { AppContext } from '../context.ts'
import type { AddressOf } from '../ports.ts'
import { problemResponse } from '../problem.ts'

const WINDOW_MS = 60_000
/** Without a key nothing but refusals is to be had, so fewer of them will do. */
const LIMIT_WITHOUT_KEY = 600

/**
 * Counts the request and tells what is left in the headers of draft-ietf-httpapi-ratelimit-headers-07; gives the
 * refusal when nothing is. The library keeps the counts; its middleware would await each of them six times.
 */
export function createRateLimit(limitPerMinute: number, addressOf: AddressOf) {
  const store = new MemoryStore()
  store.init({ windowMs: WINDOW_MS } as Parameters<typeof store.init>[0])
  const withoutKey = Math.min(limitPerMinute, LIMIT_WITHOUT_KEY)

  return (c: AppContext): Response | null => {
    const actor = c.get('actor')
    const limit = actor ? limitPerMinute : withoutKey
    const { totalHits, resetTime } = store.increment(actor ? `key ${actor.id}` : `address ${addressOf(c)}`)
    const waitMs = (resetTime?.getTime() ?? 0) - Date.now()
    const reset = Math.max(0, Math.ceil(waitMs / 1_000))
    c.header('ratelimit-policy', `${limit};w=${WINDOW_MS / 1_000}`)
    c.header('ratelimit', `limit=${limit}, remaining=${Math.max(0, limit - totalHits)}, reset=${reset}`)
    if (totalHits <= limit) return null
    return problemResponse(c, {
      name: 'too-many-requests',
      detail: 'The requests for this minute are used up',
      retryAfterSeconds: Math.max(1, waitMs / 1_000),
    })
  }
}
