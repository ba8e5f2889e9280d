/** `/v1/customers`: a customer in the round, their risk, export, erasure and legal hold. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { eraseCustomer, setLegalHold } from '../../actions/erase-customer.ts'
import { exportCustomer } from '../../actions/export-customer.ts'
import { readCustomer } from '../../actions/read-customer.ts'
import { readRisk } from '../../actions/read-risk.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { idIn } from '../schemas/describe.ts'
import { customerDetailSchema } from '../schemas/desk.ts'
import { ACCOUNT_EVENT, CONVERSATION, CUSTOMER, FLAG, MESSAGE, RISK } from '../schemas/desk-examples.ts'
import { customerExportSchema } from '../schemas/export.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'
import { REPLY, SURVEY } from '../schemas/reply-examples.ts'
import { riskSchema } from '../schemas/risk.ts'

const tags = ['Customers']
const params = idIn('customer', CUSTOMER.id)
const noQuery = z.strictObject({})

const readRoute = createRoute({
  method: 'get',
  path: '/v1/customers/{id}',
  operationId: 'readCustomer',
  tags,
  summary: 'A customer in the round',
  description:
    'Attributes, channels, timeline, what happened at the contract, conversations, flag, and how they felt where.',
  security: SECURED,
  middleware: permit('read_customers'),
  request: { params, query: noQuery },
  responses: {
    200: answer(
      'The customer',
      json(customerDetailSchema, {
        fa: {
          value: {
            ...CUSTOMER,
            channels: [{ channel: 'chat', messages: 1, last_at: MESSAGE.sent_at }],
            flag: FLAG,
            conversations: [CONVERSATION],
            timeline: [MESSAGE],
            account_events: [ACCOUNT_EVENT],
            sentiment_by_touchpoint: [
              {
                touchpoint: null,
                channel: 'chat',
                messages: 1,
                polarity: -0.97,
                sentiments: { negative: 1 },
              },
            ],
          },
        },
      }),
    ),
    ...readProblems('forbidden', 'not-found'),
  },
})

const riskRoute = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/risk',
  operationId: 'readRisk',
  tags,
  summary: 'How likely the customer leaves, and why',
  description: [
    'Computed from the history: now, or at an earlier moment from what had happened by then.',
    'For an earlier moment, labels that a person corrected later count as they were. A message that reached us or was labelled only later – an import, a queue – counts from when it was sent, with its first labels; lifetime value and joined customers are those of today.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('read_risk'),
  request: {
    params,
    query: z.strictObject({
      as_of: z.iso.datetime({ offset: true }).optional().meta({
        description: 'A moment, ISO 8601 with offset; what happened later does not count. Missing: now',
        example: '2026-08-01T00:00:00Z',
      }),
    }),
  },
  responses: {
    200: answer('The risk', json(riskSchema, { high: { value: RISK } })),
    ...readProblems('forbidden', 'not-found'),
  },
})

const eraseRoute = createRoute({
  method: 'delete',
  path: '/v1/customers/{id}',
  operationId: 'eraseCustomer',
  tags,
  summary: 'Erase a customer',
  description:
    'Deletes the customer with every text, label, reply, survey, account event, note, flag and stored answer. The audit log keeps that it happened, by whom, and the id. Refused under a legal hold.',
  security: SECURED,
  middleware: permit('erase_customers'),
  request: { params, query: noQuery },
  responses: { 204: { description: 'Erased' }, ...readProblems('forbidden', 'not-found', 'conflict') },
})

const exportRoute = createRoute({
  method: 'get',
  path: '/v1/customers/{id}/export',
  operationId: 'exportCustomer',
  tags,
  summary: 'Everything kept about a customer',
  description: 'One document, for a request of the customer. It is noted in the audit log.',
  security: SECURED,
  middleware: permit('export_customers'),
  request: { params, query: noQuery },
  responses: {
    200: answer(
      'The export',
      json(customerExportSchema, {
        fa: {
          value: {
            exported_at: MESSAGE.sent_at,
            customer: CUSTOMER,
            conversations: [],
            messages: [MESSAGE],
            corrections: [],
            reply_drafts: [],
            replies: [REPLY],
            reviews: [],
            acknowledgements: [],
            surveys: [SURVEY],
            account_events: [ACCOUNT_EVENT],
            notes: [],
            flags: [{ ...FLAG, history: [] }],
            events: [],
          },
        },
      }),
    ),
    ...readProblems('forbidden', 'not-found'),
  },
})

const holdRoute = createRoute({
  method: 'put',
  path: '/v1/customers/{id}/legal-hold',
  operationId: 'setLegalHold',
  tags,
  summary: 'Forbid or allow erasing',
  description: 'Under a legal hold the customer cannot be erased.',
  security: SECURED,
  middleware: permit('erase_customers'),
  request: {
    params,
    query: noQuery,
    body: {
      required: true,
      content: json(
        z
          .strictObject({ hold: z.boolean().meta({ description: 'True: erasing is refused from now on' }) })
          .meta({ id: 'LegalHold' }),
        { hold: { value: { hold: true } } },
      ),
    },
  },
  responses: { 204: { description: 'Set' }, ...writeProblems('forbidden', 'not-found') },
})

export function customerRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(readRoute, async (c) =>
    c.json(await readCustomer(desk, actorOf(c), c.req.valid('param').id), 200),
  )
  routes.openapi(riskRoute, async (c) =>
    c.json(await readRisk(desk, actorOf(c), c.req.valid('param').id, c.req.valid('query').as_of), 200),
  )
  routes.openapi(eraseRoute, async (c) => {
    await eraseCustomer(desk, actorOf(c), c.req.valid('param').id)
    return c.body(null, 204)
  })
  routes.openapi(exportRoute, async (c) => {
    const { id } = c.req.valid('param')
    const exported = await exportCustomer(desk, actorOf(c), id)
    c.header('content-disposition', `attachment; filename="${id}.json"`)
    return c.json(exported, 200)
  })
  routes.openapi(holdRoute, async (c) => {
    await setLegalHold(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json').hold)
    return c.body(null, 204)
  })
  return routes
}
