import { Hono } from 'hono'
import { QualityPage } from '../../../ui/pages/quality.tsx'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = { title: 'quality.title', nav: 'quality', permission: 'read_insights' } as const

export function qualityRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/quality',
    pageFor(deps, PAGE, (_, { view }) => <QualityPage view={view} />),
  )
  return routes
}
