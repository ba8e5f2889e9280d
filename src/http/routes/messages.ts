/** `/v1/messages`: intake, one message, and corrections of its labels. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { correctTriage } from '../../actions/correct-triage.ts'
import { readMessage } from '../../actions/read-message.ts'
import { type ReceivedMessage, receiveMessage } from '../../actions/receive-message.ts'
import { runOnce } from '../../actions/run-once.ts'
import { type AppContext, noteTriage, timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { idempotencyHeader } from '../once.ts'
import { ACKNOWLEDGEMENT } from '../schemas/acknowledgement-examples.ts'
import { idIn } from '../schemas/describe.ts'
import { receivedSchema } from '../schemas/desk.ts'
import { MESSAGE, MESSAGE_REQUESTS, RECEIVED } from '../schemas/desk-examples.ts'
import { messageIntakeSchema } from '../schemas/message.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'
import { correctionIntakeSchema } from '../schemas/triage.ts'

const tags = ['Messages']
const received = json(receivedSchema, {
  fa: { value: RECEIVED },
  at_night: {
    summary: 'While the desk is closed',
    value: { ...RECEIVED, conversation: { ...RECEIVED.conversation, acknowledgement: ACKNOWLEDGEMENT } },
  },
})
const pending = json(receivedSchema, {
  fa: { value: { ...RECEIVED, message: { ...MESSAGE, triage: null, triage_state: 'pending' } } },
})

const intakeRoute = createRoute({
  method: 'post',
  path: '/v1/messages',
  operationId: 'receiveMessage',
  tags,
  summary: 'Take a message in',
  description: [
    'Stores the message, joins it to its conversation and customer, labels it and assesses the risk of the customer. It is on disk before anything can fail.',
    'Where the answer has to wait, `conversation.acknowledgement` is what the customer may be told at once; `POST /v1/conversations/{id}/acknowledgements` before sending it.',
    'The same `external_id`, or the same `Idempotency-Key` with the same body, answers the first message and stores nothing twice.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('receive_messages'),
  request: {
    query: z.strictObject({
      async: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: '`true`: answer 202 as soon as the message is stored; triage follows' }),
    }),
    headers: idempotencyHeader,
    body: { required: true, content: json(messageIntakeSchema, MESSAGE_REQUESTS) },
  },
  responses: {
    201: answer('Stored and labelled', received),
    200: answer('Seen before: the first message as it stands now', received),
    202: answer('Stored; triage follows', pending),
    ...writeProblems('forbidden', 'conflict', 'idempotency-mismatch'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/v1/messages/{id}',
  operationId: 'readMessage',
  tags,
  summary: 'Read a message',
  description: 'The message with its triage, conversation, customer and flag, as they stand now.',
  security: SECURED,
  middleware: permit('receive_messages'),
  request: { params: idIn('message', MESSAGE.id), query: z.strictObject({}) },
  responses: { 200: answer('The message', received), ...readProblems('forbidden', 'not-found') },
})

const correctRoute = createRoute({
  method: 'post',
  path: '/v1/messages/{id}/corrections',
  operationId: 'correctTriage',
  tags,
  summary: 'Correct the labels of a message',
  description:
    'A person’s labels hold at once and over any machine answer still to come. They are kept for training, and for the model’s quality: `confirm` says that what is not named is right. Queue, risk and flag follow.',
  security: SECURED,
  middleware: permit('correct_triage'),
  request: {
    params: idIn('message', MESSAGE.id),
    query: z.strictObject({}),
    body: {
      required: true,
      content: json(correctionIntakeSchema, {
        urgent: { value: { urgency: 'critical', signals: ['safety'] } },
        right: { summary: 'Everything is right', value: { confirm: true } },
      }),
    },
  },
  responses: {
    200: answer('The message as it stands now', received),
    ...writeProblems('forbidden', 'not-found', 'not-allowed-now'),
  },
})

function noteReceived(c: Context, { message, conversation, customer }: ReceivedMessage): void {
  const context = c as unknown as AppContext
  const facts = context.get('facts')
  facts.message_id = message.id
  facts.conversation_id = conversation.id
  facts.customer_id = customer.id
  if (message.triage) noteTriage(context, message.triage)
}

export function messageRoutes(deps: AppDeps) {
  const routes = newRoutes()

  routes.openapi(intakeRoute, async (c) => {
    const actor = actorOf(c)
    const intake = c.req.valid('json')
    const async = c.req.valid('query').async === 'true'
    const idempotencyKey = c.req.valid('header')['idempotency-key']

    const receive = async () => {
      const outcome = await receiveMessage(deps.desk, actor, intake, {
        async,
        signal: c.req.raw.signal,
        onceKey: idempotencyKey,
      })
      const { seen_before, pending, ...body } = outcome
      return { status: seen_before ? 200 : pending ? 202 : 201, body, customer_id: body.customer.id }
    }
    const once = async () => {
      if (idempotencyKey === undefined) return receive()
      const request = `POST /v1/messages?async=${async}\n${await c.req.text()}`
      const { status, body, replayed } = await runOnce(deps.desk, actor, idempotencyKey, request, receive)
      return { status: replayed && status === 201 ? 200 : status, body: body as ReceivedMessage }
    }
    const { status, body } = await timed(c, 'receive', once)
    noteReceived(c, body)
    c.header('location', `/v1/messages/${body.message.id}`)
    return c.json(body, status as 200 | 201 | 202)
  })

  routes.openapi(readRoute, async (c) =>
    c.json(await readMessage(deps.desk, actorOf(c), c.req.valid('param').id), 200),
  )

  routes.openapi(correctRoute, async (c) => {
    const { id } = c.req.valid('param')
    const body = await timed(c, 'correct', () =>
      correctTriage(deps.desk, actorOf(c), id, c.req.valid('json')),
    )
    noteReceived(c, body)
    return c.json(body, 200)
  })
  return routes
}
