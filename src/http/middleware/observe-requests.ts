/** One log line and one duration per request, outermost so that it sees every outcome. */
import { matchedRoutes } from 'hono/route'
import { type AppContext, middleware } from '../context.ts'
import type { Metrics, RequestLog } from '../ports.ts'

/** The route's pattern; an address that matches none is not repeated, as anything may stand in it. */
function routeOf(c: AppContext): string {
  return matchedRoutes(c).findLast((route) => route.method !== 'ALL')?.path ?? 'unknown'
}

const levelOf = (status: number, failed: boolean) => (failed ? 'error' : status === 429 ? 'warn' : 'info')

export function observeRequests(log: RequestLog, metrics: Metrics) {
  return middleware(async (c, next) => {
    const startedAt = performance.now()
    c.set('facts', {})
    c.set('timings', {})
    c.set('actor', null)
    c.set('streamed', null)
    await next()
    const finish = () => {
      const durationMs = performance.now() - startedAt
      const { status } = c.res
      const route = routeOf(c)
      metrics.observeRequest(c.req.method, route, status, durationMs / 1000)
      const actor = c.get('actor')
      const event = {
        request_id: c.get('requestId'),
        method: c.req.method,
        route,
        status,
        duration_ms: Math.round(durationMs * 100) / 100,
        actor: actor?.id ?? null,
        role: actor?.role ?? null,
        ...c.get('facts'),
        timings: c.get('timings'),
      }
      // A stream has sent its status before it failed.
      const failed = status >= 500 || c.get('facts').problem === 'internal'
      log.request(levelOf(status, failed), event, failed ? c.error : undefined)
    }
    const streamed = c.get('streamed')
    if (streamed) void streamed.then(finish, finish)
    else finish()
  })
}
