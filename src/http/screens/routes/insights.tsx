import { Hono } from 'hono'
import { InsightsPage } from '../../../ui/pages/insights.tsx'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = { title: 'insights.title', nav: 'insights', permission: 'read_insights' } as const

export function insightsRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/insights',
    pageFor(deps, PAGE, (_, { view }) => <InsightsPage view={view} />),
  )
  return routes
}
