/** Other sites may not use a reader's session to change anything. */
import { DeljooError } from '../../domain/errors.ts'
import type { AppContext } from '../context.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Browsers say where a request comes from: by Sec-Fetch-Site on secure pages, and always by Origin when
 * something is to change (https://fetch.spec.whatwg.org/#append-a-request-origin-header). A request that
 * says neither comes from no browser, and needs a key.
 */
function isSameOrigin(c: AppContext): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  if (origin === undefined || !URL.canParse(origin)) return false
  return new URL(origin).host === c.req.header('host')
}

/** @throws {DeljooError} `forbidden` */
export function requireSameOrigin(c: AppContext): void {
  if (READS.includes(c.req.method) || isSameOrigin(c)) return
  throw new DeljooError('forbidden', 'This request came from another site')
}
