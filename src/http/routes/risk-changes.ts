/** What moved the risk since when: of one customer, and of the whole desk. */
import { createRoute } from '@hono/zod-openapi'
import { listRiskChanges, readRiskChange } from '../../actions/read-risk-changes.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { idIn, pageOf } from '../schemas/describe.ts'
import { CUSTOMER, CUSTOMER_BRIEF, RISK_CHANGE } from '../schemas/desk-examples.ts'
import { readProblems } from '../schemas/problem.ts'
import {
  customerRiskChangeSchema,
  riskChangeItemSchema,
  riskChangeQuerySchema,
  riskChangesQuerySchema,
} from '../schemas/risk.ts'

const customerRoute = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/risk/changes',
  operationId: 'readRiskChange',
  tags: ['Customers'],
  summary: 'What moved the risk since then',
  description:
    'Both moments are computed from the history, the earlier one with the labels of that time; the difference is told as one sentence and as its causes. `scores` are those that were written on the way.',
  security: SECURED,
  middleware: permit('read_risk'),
  request: { params: idIn('customer', CUSTOMER.id), query: riskChangeQuerySchema },
  responses: {
    200: answer(
      'The change',
      json(customerRiskChangeSchema, {
        fa: {
          value: {
            ...RISK_CHANGE,
            customer_id: CUSTOMER.id,
            scores: [{ at: RISK_CHANGE.as_of, score: 0.62, level: 'high', before: 0.44 }],
          },
        },
      }),
    ),
    ...readProblems('forbidden', 'not-found'),
  },
})

const deskRoute = createRoute({
  method: 'get',
  path: '/v1/insights/risk-changes',
  operationId: 'listRiskChanges',
  tags: ['Insights'],
  summary: 'Whose risk moved, and why',
  description:
    'Largest movement of value first: change × lifetime value, in ordinary customers so that currencies compare; the bare change where the value is not known. The order goes by the scores as they were written, each line is computed afresh. Follow `next_cursor` for more; a page may be shorter than asked.',
  security: SECURED,
  middleware: permit('read_insights'),
  request: { query: riskChangesQuerySchema },
  responses: {
    200: answer(
      'A page of changes',
      json(pageOf(riskChangeItemSchema), {
        week: {
          value: {
            items: [{ ...RISK_CHANGE, customer: CUSTOMER_BRIEF, value_change: 216 }],
            next_cursor: null,
          },
        },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

export function riskChangeRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(customerRoute, async (c) =>
    c.json(await readRiskChange(desk, actorOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
  )
  routes.openapi(deskRoute, async (c) =>
    c.json(await listRiskChanges(desk, actorOf(c), c.req.valid('query')), 200),
  )
  return routes
}
