/** `/v1/insights/flags` and `/v1/insights/surveys`. */
import { createRoute } from '@hono/zod-openapi'
import { readFlagInsights, readSurveyInsights } from '../../actions/read-risk-insights.ts'
import { flagInsights } from '../../domain/risk/flag-insights.ts'
import { surveyInsights } from '../../domain/survey-insights.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { FLAG } from '../schemas/desk-examples.ts'
import { readProblems } from '../schemas/problem.ts'
import {
  flagInsightsQuerySchema,
  flagInsightsSchema,
  surveyInsightsQuerySchema,
  surveyInsightsSchema,
} from '../schemas/risk-insights.ts'

const SAVED = {
  ...FLAG,
  stage: 'recovered',
  language: 'fa',
  closed_by: 'person',
  outcome_reason: 'problem_solved',
  first_action_at: '2026-08-02T06:30:00.000Z',
} as const

const flagsRoute = createRoute({
  method: 'get',
  path: '/v1/insights/flags',
  operationId: 'readFlagInsights',
  tags: ['Insights'],
  summary: 'How right the flags were',
  description:
    'Precision from what people said of flags in the end: lost or recovered by a person is right, dismissed is a false alarm, closed by the calmed score alone says nothing. With its interval, by level, language and heaviest reason; `verdict` says when there are too few outcomes. Beside it how fast somebody acted, why cases ended, and what was at stake in those won back.',
  security: SECURED,
  middleware: permit('read_insights'),
  request: { query: flagInsightsQuerySchema },
  responses: {
    200: answer(
      'The figures',
      json(flagInsightsSchema, { first_week: { value: flagInsights([SAVED], FLAG.opened_at) } }),
    ),
    ...readProblems('forbidden'),
  },
})

const surveysRoute = createRoute({
  method: 'get',
  path: '/v1/insights/surveys',
  operationId: 'readSurveyInsights',
  tags: ['Insights'],
  summary: 'What surveys say',
  description:
    'CSAT, NPS and CES, each on its own scale, by the language and the topics of the conversation they were about.',
  security: SECURED,
  middleware: permit('read_insights'),
  request: { query: surveyInsightsQuerySchema },
  responses: {
    200: answer(
      'The figures',
      json(surveyInsightsSchema, {
        month: {
          value: surveyInsights([
            { kind: 'nps', score: 9, language: 'fa', topics: ['delivery'] },
            { kind: 'nps', score: 4, language: 'ar', topics: ['billing'] },
          ]),
        },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

export function riskInsightRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(flagsRoute, async (c) =>
    c.json(await readFlagInsights(desk, actorOf(c), c.req.valid('query')), 200),
  )
  routes.openapi(surveysRoute, async (c) =>
    c.json(await readSurveyInsights(desk, actorOf(c), c.req.valid('query')), 200),
  )
  return routes
}
