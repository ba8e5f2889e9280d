/** Insights: the figures of `/v1/insights/*` as charts that answer questions. */
import { Hono } from 'hono'
import { listPeople } from '../../../actions/people.ts'
import { readDecisions } from '../../../actions/read-decisions.ts'
import { readModelQuality } from '../../../actions/read-model-quality.ts'
import { readReplyInsights } from '../../../actions/read-reply-insights.ts'
import { readFlagInsights, readSurveyInsights } from '../../../actions/read-risk-insights.ts'
import { readSlaInsights } from '../../../actions/read-sla-insights.ts'
import { readTeamLoad } from '../../../actions/read-team-load.ts'
import { readTrends } from '../../../actions/read-trends.ts'
import type { Actor } from '../../../domain/actor.ts'
import { LANGUAGES } from '../../../domain/labels.ts'
import {
  type AskedRange,
  filterAsked,
  type InsightsQuery,
  rangeAsked,
  readInsightsQuery,
} from '../../../ui/insights-query.ts'
import { InsightsPage, type InsightsShown } from '../../../ui/pages/insights.tsx'
import type { AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = { title: 'insights.title', nav: 'insights', permission: 'read_insights' } as const

export function insightsRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/insights',
    pageFor(deps, PAGE, async (c, { view, actor }) => {
      const query = readInsightsQuery(c.req.query())
      const range = rangeAsked(query, deps.desk.clock())
      return (
        <InsightsPage
          view={view}
          query={query}
          range={range}
          shown={await shownFor(deps, actor, query, range)}
        />
      )
    }),
  )
  return routes
}

async function shownFor(
  { desk, modelCard }: ScreenDeps,
  actor: Actor,
  query: InsightsQuery,
  range: AskedRange,
): Promise<InsightsShown> {
  const filter = filterAsked(query)
  const languages = query.language === null ? LANGUAGES : [query.language]
  const [topics, byLanguage, sla, replies, decisions, quality, flags, surveys, team, colleagues] =
    await Promise.all([
      readTrends(desk, actor, { ...range, ...filter, dimensions: ['topic', 'touchpoint', 'urgency'] }),
      Promise.all(
        languages.map(async (language) => ({
          language,
          trends: await readTrends(desk, actor, { ...range, ...filter, language, dimensions: ['sentiment'] }),
        })),
      ),
      readSlaInsights(desk, actor, range),
      readReplyInsights(desk, actor, range),
      readDecisions(desk, actor, range),
      readModelQuality(desk, actor, {
        ...range,
        ...(query.language === null ? {} : { language: query.language }),
      }),
      readFlagInsights(desk, actor, range),
      readSurveyInsights(desk, actor, range),
      readTeamLoad(desk, actor, range),
      listPeople(desk, actor),
    ])
  const measured = modelCard()?.reliability ?? {}
  return { topics, byLanguage, sla, replies, decisions, quality, measured, flags, surveys, team, colleagues }
}
