/** `/v1/reviews`: what supervisors say of replies, and what it comes to. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { drawReviewSample, listReviews, readCoaching, recordReview } from '../../actions/reviews.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { pageOf } from '../schemas/describe.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'
import { coachingSchema, reviewIntakeSchema, reviewSchema, sampleSchema } from '../schemas/review.ts'
import { COACHING, REVIEW, REVIEW_INTAKE, SAMPLE } from '../schemas/review-examples.ts'
import { coachingQuerySchema, reviewQuerySchema, sampleQuerySchema } from '../schemas/review-queries.ts'

const tags = ['Reviews']

const listRoute = createRoute({
  method: 'get',
  path: '/v1/reviews',
  operationId: 'listReviews',
  tags,
  summary: 'Reviews, newest first',
  description: 'Agents get their own; asking for those of somebody else is refused.',
  security: SECURED,
  middleware: permit('read_own_reviews'),
  request: { query: reviewQuerySchema },
  responses: {
    200: answer(
      'A page of reviews',
      json(pageOf(reviewSchema), { one: { value: { items: [REVIEW], next_cursor: null } } }),
    ),
    ...readProblems('forbidden'),
  },
})

const recordRoute = createRoute({
  method: 'post',
  path: '/v1/reviews',
  operationId: 'recordReview',
  tags,
  summary: 'Review a reply',
  description: 'One review a reply. Nobody reviews what they sent themselves.',
  security: SECURED,
  middleware: permit('review_replies'),
  request: {
    query: z.strictObject({}),
    body: { required: true, content: json(reviewIntakeSchema, { fa: { value: REVIEW_INTAKE } }) },
  },
  responses: {
    201: answer('The review', json(reviewSchema, { fa: { value: REVIEW } })),
    ...writeProblems('forbidden', 'not-found', 'conflict'),
  },
})

const sampleRoute = createRoute({
  method: 'get',
  path: '/v1/reviews/sample',
  operationId: 'drawReviewSample',
  tags,
  summary: 'Conversations to review, by chance',
  description:
    'Answered conversations in which nobody waits, without those that have a review and without your own replies. The same `seed` with the same filters draws the same again, so a sample can be shown to others and worked through.',
  security: SECURED,
  middleware: permit('review_replies'),
  request: { query: sampleQuerySchema },
  responses: {
    200: answer('The sample', json(sampleSchema, { one: { value: SAMPLE } })),
    ...readProblems('forbidden'),
  },
})

const coachingRoute = createRoute({
  method: 'get',
  path: '/v1/reviews/coaching',
  operationId: 'readCoaching',
  tags,
  summary: 'What the reviews of each agent come to',
  description:
    'Average and trend per criterion, what to practise and where it fell short, of the last 90 days where nothing is said. Agents get their own.',
  security: SECURED,
  middleware: permit('read_own_reviews'),
  request: { query: coachingQuerySchema },
  responses: {
    200: answer('By agent, the lowest average first', json(coachingSchema, { one: { value: COACHING } })),
    ...readProblems('forbidden'),
  },
})

export function reviewRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(listRoute, async (c) =>
    c.json(await listReviews(desk, actorOf(c), c.req.valid('query')), 200),
  )
  routes.openapi(recordRoute, async (c) =>
    c.json(await recordReview(desk, actorOf(c), c.req.valid('json')), 201),
  )
  routes.openapi(sampleRoute, async (c) =>
    c.json(await drawReviewSample(desk, actorOf(c), c.req.valid('query')), 200),
  )
  routes.openapi(coachingRoute, async (c) =>
    c.json(await readCoaching(desk, actorOf(c), c.req.valid('query')), 200),
  )
  return routes
}
