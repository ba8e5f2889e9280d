import { Hono } from 'hono'
import { AtRiskPage } from '../../../ui/pages/at-risk.tsx'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = { title: 'at-risk.title', nav: 'at_risk', permission: 'read_flags' } as const

export function atRiskRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/at-risk',
    pageFor(deps, PAGE, (_, { view }) => <AtRiskPage view={view} />),
  )
  return routes
}
