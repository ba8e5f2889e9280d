/** Entry for Cloudflare Workers; `src/edge.ts` says what it can do there. */
import type { Environment, openEdge } from './edge.ts'

let app: ReturnType<typeof openEdge> | null = null

export default {
  async fetch(request: Request, environment: Environment): Promise<Response> {
    // Not at the top: packages among these draw random numbers on import, which Workers allow only in a handler.
    app ??= (await import('./edge.ts')).openEdge(environment)
    return app.fetch(request)
  },
}
