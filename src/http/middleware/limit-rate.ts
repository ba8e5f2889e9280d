/** Requests per minute: by key, or by address for those without a valid one. */
import { rateLimiter } from 'hono-rate-limiter'
import type { AppContext, AppEnv } from '../context.ts'
import type { AddressOf } from '../ports.ts'
import { problemResponse } from '../problem.ts'

const WINDOW_MS = 60_000
/** Without a key nothing but refusals is to be had, so fewer of them will do. */
const LIMIT_WITHOUT_KEY = 600

type RateLimitInfo = { resetTime?: Date | undefined }

export function limitRate(limitPerMinute: number, addressOf: AddressOf) {
  return rateLimiter<AppEnv>({
    windowMs: WINDOW_MS,
    limit: (c) => (c.get('actor') ? limitPerMinute : Math.min(limitPerMinute, LIMIT_WITHOUT_KEY)),
    standardHeaders: 'draft-7',
    keyGenerator: (c) => {
      const actor = c.get('actor')
      return actor ? `key ${actor.id}` : `address ${addressOf(c as AppContext)}`
    },
    handler: (c) => {
      const info = (c as unknown as { get(name: 'rateLimit'): RateLimitInfo | undefined }).get('rateLimit')
      const waitMs = (info?.resetTime?.getTime() ?? Date.now() + WINDOW_MS) - Date.now()
      return problemResponse(c as AppContext, {
        name: 'too-many-requests',
        detail: 'The requests for this minute are used up',
        retryAfterSeconds: Math.max(1, waitMs / 1000),
      })
    },
  })
}
