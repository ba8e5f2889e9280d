/** `/healthz`, `/readyz`, `/metrics`: for load balancers and monitoring. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { DeljooError } from '../../domain/errors.ts'
import type { AppDeps } from '../deps.ts'
import { json, newRoutes } from '../endpoint.ts'
import { problemResponse } from '../problem.ts'
import { PROBLEM_TYPES } from '../problem-types.ts'
import { problemResponses } from '../schemas/problem.ts'

const tags = ['Health']

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'health',
  tags,
  summary: 'Is the process alive',
  responses: {
    200: {
      description: 'It answers',
      content: json(z.object({ status: z.literal('ok').meta({ description: 'Always `ok`' }) }), {
        alive: { value: { status: 'ok' } },
      }),
    },
  },
})

const checkSchema = z
  .object({
    name: z.string().meta({ description: 'What was checked', example: 'golden self-test' }),
    ready: z.boolean().meta({ description: 'Whether it passed' }),
    detail: z.string().meta({ description: 'What was found', example: '12 of 12 answers reproduced' }),
  })
  .meta({ id: 'ReadinessCheck' })

const readyRoute = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'readiness',
  tags,
  summary: 'May traffic be sent here',
  description:
    'Ready when the database can be written, the model is loaded and reproduces its stored golden answers. Otherwise 503 with the list of checks and what is missing.',
  responses: {
    200: {
      description: 'Ready',
      content: json(
        z.object({
          status: z.literal('ready').meta({ description: 'Always `ready`' }),
          checks: z.array(checkSchema).meta({ description: 'What was checked' }),
        }),
        {
          ready: {
            value: {
              status: 'ready',
              checks: [
                { name: 'database', ready: true, detail: 'can be written' },
                { name: 'model', ready: true, detail: 'triage-fa-ar-en@1.0.0' },
                { name: 'golden self-test', ready: true, detail: '12 of 12 answers reproduced' },
              ],
            },
          },
        },
      ),
    },
    ...problemResponses(['not-ready']),
  },
})

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'metrics',
  tags,
  summary: 'Figures for Prometheus',
  description:
    'Request durations by route, queue of the model, triage by source, language and urgency, second opinions, LLM cost, open jobs, event-loop delay. Never customer words. Needs an admin key when the operator has set `DELJOO_METRICS_PUBLIC=false`.',
  responses: {
    200: {
      description: 'Prometheus text format',
      content: {
        'text/plain': {
          schema: z.string(),
          examples: {
            some: {
              value:
                'deljoo_triage_total{source="local",language="fa",urgency="high",needs_review="false"} 41\n',
            },
          },
        },
      },
    },
    ...problemResponses(['unauthorised', 'forbidden']),
  },
})

export function healthRoutes(deps: AppDeps) {
  const routes = newRoutes()
  routes.openapi(healthRoute, (c) => c.json({ status: 'ok' as const }, 200))

  routes.openapi(readyRoute, async (c) => {
    const checks = await deps.readiness()
    const missing = checks.filter((check) => !check.ready).map((check) => check.name)
    if (missing.length === 0) return c.json({ status: 'ready' as const, checks }, 200)
    c.get('facts').missing = missing.join(', ')
    const detail = `Not ready: ${missing.join(', ') || PROBLEM_TYPES['not-ready'].meaning}`
    return problemResponse(c, { name: 'not-ready', detail, retryAfterSeconds: 5 }, { checks }) as never
  })

  routes.openapi(metricsRoute, async (c) => {
    if (!deps.settings.metricsPublic && c.get('actor')?.role !== 'admin')
      throw c.get('actor')
        ? new DeljooError('forbidden', 'This needs a key of role admin')
        : new DeljooError('unauthorised', 'Send an admin key as `authorization: Bearer YOUR_KEY`')
    const { contentType, text } = await deps.metrics.expose()
    return c.body(text, 200, { 'content-type': contentType }) as never
  })
  return routes
}
