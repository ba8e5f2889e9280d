/** `/v1/conversations/{id}/acknowledgements`: what a customer is told at once when the answer has to wait. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { readAcknowledgement, recordAcknowledgement } from '../../actions/acknowledge.ts'
import { timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import {
  acknowledgementIntakeSchema,
  acknowledgementStateSchema,
  sentAcknowledgementSchema,
} from '../schemas/acknowledgement.ts'
import { ACKNOWLEDGEMENT, SENT_ACKNOWLEDGEMENT } from '../schemas/acknowledgement-examples.ts'
import { idIn } from '../schemas/describe.ts'
import { CONVERSATION } from '../schemas/desk-examples.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'

const tags = ['Replies']
const params = idIn('conversation', CONVERSATION.id)
const path = '/v1/conversations/{id}/acknowledgements'

const readRoute = createRoute({
  method: 'get',
  path,
  operationId: 'readAcknowledgement',
  tags,
  summary: 'What to tell a customer who has to wait',
  description:
    'The same as `conversation.acknowledgement` of the intake, as it stands now: that we have the message, what it is about, and by when the answer comes, by opening hours and SLA. Null while the desk is open and answers today, when nobody waits, or when the customer was told a short time ago.',
  security: SECURED,
  middleware: permit('receive_messages'),
  request: { params, query: z.strictObject({}) },
  responses: {
    200: answer(
      'What to send now, and what was sent last',
      json(acknowledgementStateSchema, {
        waiting: { value: { acknowledgement: ACKNOWLEDGEMENT, last_sent: null } },
        told: { value: { acknowledgement: null, last_sent: SENT_ACKNOWLEDGEMENT } },
      }),
    ),
    ...readProblems('forbidden', 'not-found'),
  },
})

const { turn_id, text, channel, promise } = ACKNOWLEDGEMENT
const sent = json(sentAcknowledgementSchema, { fa: { value: SENT_ACKNOWLEDGEMENT } })

const recordRoute = createRoute({
  method: 'post',
  path,
  operationId: 'recordAcknowledgement',
  tags,
  summary: 'Tell that it is being sent',
  description: [
    'Ask this just before sending, and send when the answer is 201: so a customer is never told twice, whoever else sends. The clock goes on; the promise stands in the hand-over.',
    'The same text for the same turn again answers the first one with 200. Another text for the turn, or one too soon after the last, is refused.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('receive_messages'),
  request: {
    params,
    query: z.strictObject({}),
    body: {
      required: true,
      content: json(acknowledgementIntakeSchema, {
        fa: { value: { turn_id, text, channel, promise } },
      }),
    },
  },
  responses: {
    201: answer('Send it', sent),
    200: answer('Told before, in the same words', sent),
    ...writeProblems('forbidden', 'not-found', 'not-allowed-now', 'unavailable'),
  },
})

export function acknowledgementRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(readRoute, async (c) =>
    c.json(await readAcknowledgement(desk, actorOf(c), c.req.valid('param').id), 200),
  )
  routes.openapi(recordRoute, async (c) => {
    const { acknowledgement, seen_before } = await timed(c, 'acknowledge', () =>
      recordAcknowledgement(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json')),
    )
    return c.json(acknowledgement, seen_before ? 200 : 201)
  })
  return routes
}
