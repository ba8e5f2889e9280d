/** `/v1/surveys`: what customers answer when they are asked. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { recordSurvey } from '../../actions/record-survey.ts'
import type { Survey } from '../../domain/survey.ts'
import { timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { answerOnce, idempotencyHeader } from '../once.ts'
import { writeProblems } from '../schemas/problem.ts'
import { SURVEY } from '../schemas/reply-examples.ts'
import { surveyIntakeSchema, surveySchema } from '../schemas/survey.ts'

const recorded = json(surveySchema, { csat: { value: SURVEY } })

const recordRoute = createRoute({
  method: 'post',
  path: '/v1/surveys',
  operationId: 'recordSurvey',
  tags: ['Surveys'],
  summary: 'Take the answer to a survey in',
  description: [
    'CSAT, NPS or CES, joined to the customer and, where it is about one, to the conversation; the customer’s risk follows.',
    'The same `external_id`, or the same `Idempotency-Key` with the same body, answers the first one and stores nothing twice.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('record_surveys'),
  request: {
    query: z.strictObject({}),
    headers: idempotencyHeader,
    body: {
      required: true,
      content: json(surveyIntakeSchema, {
        after_a_case: {
          summary: 'About a conversation',
          value: {
            kind: 'csat',
            score: 4,
            conversation: 'order-8812',
            customer: { external_id: 'c-1' },
            comment: 'بالاخره رسید، ممنون از پیگیری.',
            external_id: 's-1',
          },
        },
        in_general: {
          summary: 'About the company',
          value: { kind: 'nps', score: 9, customer: { email: 'laila@example.com' } },
        },
      }),
    },
  },
  responses: {
    201: answer('Stored', recorded),
    200: answer('Seen before', recorded),
    ...writeProblems('forbidden', 'not-found', 'conflict', 'idempotency-mismatch'),
  },
})

export function surveyRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(recordRoute, async (c) => {
    const onceKey = c.req.valid('header')['idempotency-key']
    const { status, body } = await timed(c, 'survey', () =>
      answerOnce<Survey>(c, desk, onceKey, async () => {
        const { survey, seen_before } = await recordSurvey(desk, actorOf(c), c.req.valid('json'), { onceKey })
        return { status: seen_before ? 200 : 201, body: survey, customer_id: survey.customer_id }
      }),
    )
    return c.json(body, status as 200 | 201)
  })
  return routes
}
