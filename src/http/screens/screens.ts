/** All pages: the files behind them, their routes, and what stands in place of a problem. */
import { Hono } from 'hono'
import type { AppContext, AppEnv } from '../context.ts'
import type { ProblemParts } from '../problem.ts'
import { PROBLEM_TYPES } from '../problem-types.ts'
import { showProblem } from './page.tsx'
import type { ScreenDeps, Screens } from './ports.ts'
import { readReader } from './reader.ts'
import { accessRoutes } from './routes/access.tsx'
import { articleSettingsRoutes } from './routes/article-settings.tsx'
import { atRiskRoutes } from './routes/at-risk.tsx'
import { deskSettingsRoutes } from './routes/desk-settings.tsx'
import { inboxRoutes } from './routes/inbox.tsx'
import { insightsRoutes } from './routes/insights.tsx'
import { playgroundRoutes } from './routes/playground.tsx'
import { qualityRoutes } from './routes/quality.tsx'
import { settingsRoutes } from './routes/settings.tsx'

const YEAR_SECONDS = 31_536_000

/** One file of routes for each area. */
const PAGES = [
  accessRoutes,
  inboxRoutes,
  atRiskRoutes,
  insightsRoutes,
  qualityRoutes,
  playgroundRoutes,
  settingsRoutes,
  deskSettingsRoutes,
  articleSettingsRoutes,
]

export function createScreens(deps: ScreenDeps): Screens {
  const routes = new Hono<AppEnv>()
  routes.get('/assets/:name', async (c) => {
    const file = await deps.files.read(c.req.param('name'), c.req.header('accept-encoding') ?? '')
    if (!file) return c.notFound()
    return c.body(file.body, 200, {
      'content-type': file.type,
      'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
      vary: 'accept-encoding',
      ...(file.encoding ? { 'content-encoding': file.encoding } : {}),
    })
  })
  for (const pages of PAGES) routes.route('/', pages(deps))
  return { routes, problemPage: (c, parts) => problemPage(c, deps, parts) }
}

/** Only for somebody who looks at pages: programs get the problem as it is. */
async function problemPage(
  c: AppContext,
  deps: ScreenDeps,
  { name }: ProblemParts,
): Promise<Response | null> {
  const wantsPage = /\btext\/html\b/.test(c.req.header('accept') ?? '')
  if (!wantsPage || c.req.path.startsWith('/v1/')) return null
  const { status } = PROBLEM_TYPES[name]
  const problem = status === 404 || status === 405 ? 'not_found' : status === 403 ? 'forbidden' : 'failed'
  return showProblem(c, deps, await readReader(c, deps), problem, status as 404)
}
