/** `/v1/account-events`: what billing and product tell of a contract. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { recordAccountEvents } from '../../actions/record-account-events.ts'
import { timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { accountEventBatchSchema, accountEventResultsSchema } from '../schemas/account-event.ts'
import { ACCOUNT_EVENT, CUSTOMER } from '../schemas/desk-examples.ts'
import { writeProblems } from '../schemas/problem.ts'

const recordRoute = createRoute({
  method: 'post',
  path: '/v1/account-events',
  operationId: 'recordAccountEvents',
  tags: ['Customers'],
  summary: 'Tell what happened at contracts',
  description: [
    'Fewer seats, a smaller plan, renewal switched off, an export of the data, a failed or late payment, less use, a contract about to end, notice given – and whatever takes one of them back. The customer’s risk follows: who leaves quietly writes nothing.',
    'Each item has its own outcome. Facts are only ever added; the same `external_id` with the same fact answers the first one.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('record_account_events'),
  request: {
    query: z.strictObject({}),
    body: {
      required: true,
      content: json(accountEventBatchSchema, {
        quiet_leaver: {
          summary: 'Fewer seats, and no renewal',
          value: {
            items: [
              {
                external_id: 'billing-771',
                change: 'seats_reduced',
                customer: { external_id: 'c-1' },
                occurred_at: '2026-08-01T10:00:00+03:30',
                before: 25,
                after: 8,
              },
              {
                external_id: 'billing-772',
                change: 'auto_renewal_off',
                customer: { external_id: 'c-1' },
                occurred_at: '2026-08-02T09:00:00+03:30',
              },
            ],
          },
        },
        contract: {
          summary: 'The contract ends',
          value: {
            items: [
              {
                external_id: 'crm-12',
                change: 'contract_ending',
                customer_id: CUSTOMER.id,
                occurred_at: '2026-08-01T00:00:00Z',
                ends_on: '2026-09-30',
              },
            ],
          },
        },
      }),
    },
  },
  responses: {
    200: answer(
      'What became of each',
      json(accountEventResultsSchema, {
        recorded: {
          value: {
            items: [{ outcome: 'recorded', external_id: ACCOUNT_EVENT.external_id, event: ACCOUNT_EVENT }],
          },
        },
      }),
    ),
    ...writeProblems('forbidden'),
  },
})

export function accountEventRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(recordRoute, async (c) =>
    c.json(await timed(c, 'account', () => recordAccountEvents(desk, actorOf(c), c.req.valid('json'))), 200),
  )
  return routes
}
