/** API keys and sessions: who asks (`identify`), and whether they may (`requireKey`, `permit`). */
import { getCookie } from 'hono/cookie'
import { SESSION_COOKIE } from '../../actions/identity-port.ts'
import { type Actor, ensureAllowed, type Permission } from '../../domain/actor.ts'
import { DeljooError } from '../../domain/errors.ts'
import { type AppContext, middleware } from '../context.ts'
import { requireSameOrigin } from './same-origin.ts'

/** Resolves a presented key, or `SESSION` with the cookie's value; `null` when it is unknown, revoked or over. */
export type Authenticate = (credential: string) => Promise<Actor | null>

/** Begins a credential that is a session; the blank is in no key. */
export const SESSION = 'session '

/** How long an answer is believed, and so the longest a revoked key goes on working. */
const BELIEVED_MS = 1_000
const MAX_KEPT = 5_000

/**
 * Asks `authenticate` at most once a second per key, also for keys that turned out wrong.
 * `forgetAll` makes a revocation in this process count at once.
 */
export function keepAnswers(authenticate: Authenticate, nowMs: () => number = () => performance.now()) {
  const kept = new Map<string, { answer: Promise<Actor | null>; untilMs: number }>()
  return {
    authenticate: (key: string): Promise<Actor | null> => {
      const known = kept.get(key)
      if (known && known.untilMs > nowMs()) return known.answer
      if (kept.size >= MAX_KEPT) kept.clear()
      const answer = authenticate(key)
      // Kept before it is there, so that many requests at once ask once; a failure is asked again.
      kept.set(key, { answer, untilMs: nowMs() + BELIEVED_MS })
      answer.catch(() => kept.delete(key))
      return answer
    },
    forgetAll: () => kept.clear(),
  }
}

/** Longer than any key we make; the rest is noise that need not be hashed. */
const MAX_KEY_LENGTH = 512

/** The value of the session cookie; null without one. */
export const sessionOf = (c: AppContext): string | null => {
  const value = getCookie(c, SESSION_COOKIE)
  return value && value.length <= MAX_KEY_LENGTH ? value : null
}

/** Who asks, as of now; `null` without a valid key or session. A key counts before a cookie. */
export async function whoAsks(c: AppContext, authenticate: Authenticate): Promise<Actor | null> {
  const authorization = c.req.header('authorization')
  if (authorization === undefined) {
    const session = sessionOf(c)
    return session === null ? null : authenticate(SESSION + session)
  }
  const key = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization)?.[1]
  return key && key.length <= MAX_KEY_LENGTH ? authenticate(key) : null
}

/**
 * Sets `actor`; refuses nobody without a key, so that the rate limit can count by key or by address first.
 * @throws {DeljooError} `forbidden` when another site uses a reader's session
 */
export async function identify(c: AppContext, authenticate: Authenticate): Promise<void> {
  const actor = await whoAsks(c, authenticate)
  c.set('actor', actor)
  if (actor && c.req.header('authorization') === undefined) requireSameOrigin(c)
}

/** @throws {DeljooError} `unauthorised` without a valid key */
export function requireKey(c: AppContext): void {
  if (c.get('actor') !== null) return
  const sent = c.req.header('authorization')
  const detail =
    sent === undefined
      ? 'Send an API key as `authorization: Bearer YOUR_KEY`, or sign in again'
      : /^Bearer /i.test(sent)
        ? 'This API key is unknown or was revoked'
        : 'The authorization header must look like `Bearer YOUR_KEY`'
  throw new DeljooError('unauthorised', detail)
}

/** Refuses before the body is looked at. @throws {DeljooError} `forbidden` */
export const permit = (permission: Permission) =>
  middleware((c, next) => {
    ensureAllowed(actorOf(c), permission)
    return next()
  })

/** The caller behind `requireKey`. */
export function actorOf(c: AppContext): Actor {
  const actor = c.get('actor')
  if (actor === null) throw new Error('A route without requireKey asked for its caller. This is a bug')
  return actor
}
