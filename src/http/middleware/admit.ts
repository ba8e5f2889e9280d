/**
 * The way in to everything under `/v1`, as one middleware: a request is counted and refused before its body is
 * read, and each step of its own would cost every request as much again as the step's work.
 */
import { middleware } from '../context.ts'
import type { AddressOf, HttpSettings } from '../ports.ts'
import { type Authenticate, identify, requireKey } from './authenticate.ts'
import { createRateLimit } from './limit-rate.ts'
import { readJsonBody, requireAcceptable } from './negotiate.ts'

export type AdmitOptions = {
  settings: HttpSettings
  authenticate: Authenticate
  addressOf: AddressOf
  /** Routes that also take NDJSON and read it as a stream. */
  streamingRoutes: readonly string[]
}

export function admit({ settings, authenticate, addressOf, streamingRoutes }: AdmitOptions) {
  const limitRate = createRateLimit(settings.rateLimitPerMinute, addressOf)
  return middleware(async (c, next) => {
    // Answers hold personal data: no cache keeps them.
    c.header('cache-control', 'no-store')
    await identify(c, authenticate)
    const refusal = limitRate(c)
    if (refusal) return refusal
    requireKey(c)
    requireAcceptable(c)
    await readJsonBody(c, settings.bodyLimitBytes, streamingRoutes)
    return next()
  })
}
