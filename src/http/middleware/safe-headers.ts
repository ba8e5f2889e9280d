/** What every answer says to browsers. */
import { middleware } from '../context.ts'

/** An answer is JSON: nothing in it may be run, framed or loaded from elsewhere. */
const SAFE_HEADERS = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** Set before the handler runs, so that one with a policy of its own, like the reference page, replaces it. */
export const safeHeaders = middleware((c, next) => {
  for (const [name, value] of SAFE_HEADERS) c.header(name, value)
  return next()
})
