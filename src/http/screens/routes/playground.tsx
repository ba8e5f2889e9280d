import { Hono } from 'hono'
import { PlaygroundPage } from '../../../ui/pages/playground.tsx'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = { title: 'playground.title', nav: 'playground', permission: 'classify' } as const

export function playgroundRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/playground',
    pageFor(deps, PAGE, (_, { view }) => <PlaygroundPage view={view} />),
  )
  return routes
}
