/** `/v1/insights/*`: what supervisors see of customers, desk and model, as JSON and as CSV. */
import { createRoute } from '@hono/zod-openapi'
import type { z } from 'zod'
import { readDecisions } from '../../actions/read-decisions.ts'
import { readModelQuality } from '../../actions/read-model-quality.ts'
import { readReplyInsights } from '../../actions/read-reply-insights.ts'
import { readSlaInsights } from '../../actions/read-sla-insights.ts'
import { readTeamLoad } from '../../actions/read-team-load.ts'
import { readTrends } from '../../actions/read-trends.ts'
import type { Permission } from '../../domain/actor.ts'
import type { Table } from '../../domain/insights/csv.ts'
import {
  decisionsTable,
  modelQualityTable,
  repliesTable,
  slaTable,
  TABLES,
  teamLoadTable,
  trendsTable,
} from '../../domain/insights/tables.ts'
import { timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import {
  decisionsSchema,
  modelQualitySchema,
  slaInsightsSchema,
  teamLoadSchema,
  trendsSchema,
} from '../schemas/insight-answers.ts'
import { DECISIONS, MODEL_QUALITY, SLA_INSIGHTS, TEAM_LOAD, TRENDS } from '../schemas/insight-examples.ts'
import {
  decisionsQuerySchema,
  modelQualityQuerySchema,
  replyInsightsQuerySchema,
  slaQuerySchema,
  teamLoadQuerySchema,
  trendsQuerySchema,
} from '../schemas/insights.ts'
import { readProblems } from '../schemas/problem.ts'
import { replyInsightsSchema } from '../schemas/reply.ts'
import { REPLY_INSIGHTS } from '../schemas/reply-examples.ts'
import { asCsv, csvAnswer } from '../tables.ts'

/** One table of figures under `/v1/insights/`. */
function insightRoute<Name extends string, Query extends z.ZodObject, Answer extends z.ZodType>(definition: {
  name: Name
  operationId: string
  summary: string
  description: string
  permission: Permission
  query: Query
  schema: Answer
  example: z.input<Answer>
  csv: Table
}) {
  const { name, operationId, summary, description, permission, query, schema, example, csv } = definition
  return createRoute({
    method: 'get',
    path: `/v1/insights/${name}`,
    operationId,
    tags: ['Insights'],
    summary,
    description,
    security: SECURED,
    middleware: permit(permission),
    request: { query },
    responses: {
      200: answer('The figures', { ...json(schema, { example: { value: example } }), ...asCsv(csv) }),
      ...readProblems('forbidden'),
    },
  })
}

const trendsRoute = insightRoute({
  name: 'trends',
  operationId: 'readTrends',
  summary: 'What customers write about and how they feel',
  description:
    'Counts and shares of labels by day or week, also where nobody wrote. A message counts when it was sent, with the labels that hold now.',
  permission: 'read_insights',
  query: trendsQuerySchema,
  schema: trendsSchema,
  example: TRENDS,
  csv: trendsTable(TRENDS),
})
const slaRoute = insightRoute({
  name: 'sla',
  operationId: 'readSlaInsights',
  summary: 'Whether customers were answered in time',
  description:
    'A wait counts in the period it ended in: by a reply, or by setting the conversation to pending, resolved or closed. What is late and still open is told beside it. Agents see their own.',
  permission: 'read_own_insights',
  query: slaQuerySchema,
  schema: slaInsightsSchema,
  example: SLA_INSIGHTS,
  csv: slaTable(SLA_INSIGHTS, 'periods'),
})
const decisionsRoute = insightRoute({
  name: 'decisions',
  operationId: 'readDecisions',
  summary: 'Who decided the labels',
  description: 'Local model, LLM or person; why the LLM was asked, what it cost, how long it took.',
  permission: 'read_insights',
  query: decisionsQuerySchema,
  schema: decisionsSchema,
  example: DECISIONS,
  csv: decisionsTable(DECISIONS, 'periods'),
})
const qualityRoute = insightRoute({
  name: 'model-quality',
  operationId: 'readModelQuality',
  summary: 'How often people agree with the machine',
  description:
    'From corrections and confirmations, each share with its sample and interval. `caveat` says what such figures cannot say.',
  permission: 'read_insights',
  query: modelQualityQuerySchema,
  schema: modelQualitySchema,
  example: MODEL_QUALITY,
  csv: modelQualityTable(MODEL_QUALITY, 'heads'),
})
const loadRoute = insightRoute({
  name: 'team-load',
  operationId: 'readTeamLoad',
  summary: 'Who carries what, and how much abuse it costs',
  description:
    'Open work now; answers, and abusive messages by whom they reached, in the range. Customers with repeated abuse, and what a supervisor may do. Agents see their own row.',
  permission: 'read_own_insights',
  query: teamLoadQuerySchema,
  schema: teamLoadSchema,
  example: TEAM_LOAD,
  csv: teamLoadTable(TEAM_LOAD, 'agents'),
})
const repliesRoute = insightRoute({
  name: 'replies',
  operationId: 'readReplyInsights',
  summary: 'How useful the drafts are',
  description: 'Sent as they were, edited and by how much, discarded and why: by topic and language.',
  permission: 'read_insights',
  query: replyInsightsQuerySchema,
  schema: replyInsightsSchema,
  example: REPLY_INSIGHTS,
  csv: repliesTable(REPLY_INSIGHTS, 'by_topic_and_language'),
})

/** The asked table, which the query's schema has checked, or the first. */
const tableOf = <Insight extends keyof typeof TABLES>(insight: Insight, asked: string | undefined) =>
  (asked ?? TABLES[insight][0]) as (typeof TABLES)[Insight][number]

export function insightRoutes({ desk }: AppDeps) {
  const routes = newRoutes()

  routes.openapi(trendsRoute, async (c) => {
    const { format, table: _table, ...query } = c.req.valid('query')
    const found = await timed(c, 'insights', () => readTrends(desk, actorOf(c), query))
    return csvAnswer(c, format, 'trends', () => trendsTable(found)) ?? c.json(found, 200)
  })

  routes.openapi(slaRoute, async (c) => {
    const { format, table, ...query } = c.req.valid('query')
    const found = await timed(c, 'insights', () => readSlaInsights(desk, actorOf(c), query))
    return csvAnswer(c, format, 'sla', () => slaTable(found, tableOf('sla', table))) ?? c.json(found, 200)
  })

  routes.openapi(decisionsRoute, async (c) => {
    const { format, table, ...query } = c.req.valid('query')
    const found = await timed(c, 'insights', () => readDecisions(desk, actorOf(c), query))
    const wanted = () => decisionsTable(found, tableOf('decisions', table))
    return csvAnswer(c, format, 'decisions', wanted) ?? c.json(found, 200)
  })

  routes.openapi(qualityRoute, async (c) => {
    const { format, table, ...query } = c.req.valid('query')
    const found = await timed(c, 'insights', () => readModelQuality(desk, actorOf(c), query))
    const wanted = () => modelQualityTable(found, tableOf('model_quality', table))
    return csvAnswer(c, format, 'model-quality', wanted) ?? c.json(found, 200)
  })

  routes.openapi(loadRoute, async (c) => {
    const { format, table, ...query } = c.req.valid('query')
    const found = await timed(c, 'insights', () => readTeamLoad(desk, actorOf(c), query))
    const wanted = () => teamLoadTable(found, tableOf('team_load', table))
    return csvAnswer(c, format, 'team-load', wanted) ?? c.json(found, 200)
  })

  routes.openapi(repliesRoute, async (c) => {
    const { format, table, ...query } = c.req.valid('query')
    const found = await readReplyInsights(desk, actorOf(c), query)
    const wanted = () => repliesTable(found, tableOf('replies', table))
    return csvAnswer(c, format, 'replies', wanted) ?? c.json(found, 200)
  })
  return routes
}
