/** `/v1/classify`: one text, a batch, or a stream of any length. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { inOrder } from '../../actions/in-order.ts'
import { classifyItem, countItem, failureOf, ITEMS_AT_A_TIME, type ItemAnswer } from '../classify-item.ts'
import { streamAnswers } from '../classify-stream.ts'
import { middleware, noteTriage, timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { invalidInput } from '../invalid-input.ts'
import { permit } from '../middleware/authenticate.ts'
import { mediaTypeOf, NDJSON } from '../middleware/negotiate.ts'
import { CLASSIFY_REQUESTS, TEXTS, TRIAGE, TRIAGE_PLAIN } from '../schemas/examples.ts'
import { problemSchema, writeProblems } from '../schemas/problem.ts'
import { classifyItemSchema, classifyRequestSchema, triageSchema } from '../schemas/triage.ts'

const tags = ['Classify']
const BATCH_LIMIT = 256

const classifyRoute = createRoute({
  method: 'post',
  path: '/v1/classify',
  operationId: 'classifyText',
  tags,
  summary: 'Classify one text',
  description:
    'Language, sentiment, urgency, intent, topics, emotion and warning signals of one message. Nothing is stored.',
  security: SECURED,
  middleware: permit('classify'),
  request: { body: { required: true, content: json(classifyRequestSchema, CLASSIFY_REQUESTS) } },
  responses: {
    200: answer('The triage of the text', json(triageSchema, { fa: { value: TRIAGE } })),
    ...writeProblems('forbidden', 'overloaded', 'unavailable'),
  },
})

const itemProblemSchema = z
  .object({
    id: z.string().optional().meta({ description: 'Your id of the item, when it had one' }),
    line: z.int().optional().meta({ description: 'In a stream: the number of the line, from 1' }),
    problem: problemSchema,
  })
  .meta({ id: 'ItemProblem', description: 'Why this item has no answer; the others are not affected' })
const itemAnswerSchema = z.union([triageSchema, itemProblemSchema])

const batchRequestSchema = z
  .strictObject({
    // Items are validated one by one, so that a bad one does not spoil the rest.
    items: z
      .array(z.unknown().meta({ $ref: '#/components/schemas/ClassifyItem' }))
      .min(1)
      .max(BATCH_LIMIT)
      .meta({ description: `1 to ${BATCH_LIMIT} items` }),
  })
  .meta({ id: 'ClassifyBatch' })

const batchItems = [
  { id: 'a', text: TEXTS.fa, channel: 'chat' },
  { id: 'b', text: '' },
]
const batchAnswers = [
  { ...TRIAGE_PLAIN, id: 'a' },
  {
    id: 'b',
    problem: {
      type: '/problems/invalid-input',
      title: 'Some of the input is not valid',
      status: 400,
      detail: 'Not valid: text',
      instance: '6f1c1f0e-3b0a-4c55-9d5c-0c6a1d6f2a11',
      errors: [{ path: 'text', message: 'must not be empty' }],
    },
  },
]

const batchRoute = (deps: AppDeps) =>
  createRoute({
    method: 'post',
    path: '/v1/classify/batch',
    operationId: 'classifyBatch',
    tags,
    summary: 'Classify many texts',
    description: [
      `As JSON: up to ${BATCH_LIMIT} items, answered together and in order.`,
      'As `application/x-ndjson`: one item per line, any number of lines; each line of the answer belongs to the line of the request at the same place (blank lines aside) and comes as soon as it is ready. Read answers while you send: a caller who never reads is stopped by back-pressure. A line may have 64 KiB.',
      'A bad item gets a problem of its own and does not spoil the rest. When the service is busy, items wait instead of failing.',
    ].join('\n\n'),
    security: SECURED,
    middleware: [
      permit('classify'),
      middleware(async (c, next) =>
        mediaTypeOf(c) === NDJSON
          ? streamAnswers(c, deps.desk.classify, deps.settings.bodyLimitBytes)
          : next(),
      ),
    ],
    request: {
      body: {
        required: true,
        content: {
          ...json(batchRequestSchema, { mixed: { value: { items: batchItems } } }),
          [NDJSON]: {
            schema: classifyItemSchema,
            examples: { lines: { value: batchItems.map((item) => JSON.stringify(item)).join('\n') } },
          },
        },
      },
    },
    responses: {
      200: answer('One answer or problem per item, in order', {
        ...json(
          z.object({ items: z.array(itemAnswerSchema).meta({ description: 'In the order of the request' }) }),
          {
            mixed: { value: { items: batchAnswers } },
          },
        ),
        [NDJSON]: {
          schema: itemAnswerSchema,
          examples: { lines: { value: batchAnswers.map((item) => JSON.stringify(item)).join('\n') } },
        },
      }),
      ...writeProblems('forbidden'),
    },
  })

export function classifyRoutes(deps: AppDeps) {
  const { classify } = deps.desk
  const routes = newRoutes()

  routes.openapi(classifyRoute, async (c) => {
    const request = c.req.valid('json')
    const outcome = await timed(c, 'classify', () => classify(request, { signal: c.req.raw.signal }))
    if (!outcome.ok) throw failureOf(outcome)
    noteTriage(c, outcome.triage)
    return c.json(outcome.triage, 200)
  })

  routes.openapi(
    batchRoute(deps),
    async (c) => {
      // NDJSON has been answered by the middleware.
      const { items } = c.req.valid('json') as z.output<typeof batchRequestSchema>
      const context = { signal: c.req.raw.signal, instance: c.get('requestId'), place: {} }
      const facts = c.get('facts')
      const answers: ItemAnswer[] = []
      await timed(c, 'classify', async () => {
        const results = inOrder(items, ITEMS_AT_A_TIME, (item) => classifyItem(classify, item, context))
        for await (const result of results) {
          countItem(facts, result)
          answers.push(result)
        }
      })
      return c.json({ items: answers }, 200)
    },
    (result) => {
      if (!result.success) throw invalidInput(result.error)
    },
  )
  return routes
}
