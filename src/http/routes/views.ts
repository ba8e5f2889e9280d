/** `/v1/views`: filters of the queue that a person keeps. */
import { createRoute, z } from '@hono/zod-openapi'
import { createView, deleteView, listViews } from '../../actions/views.ts'
import type { SavedView } from '../../domain/view.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { savedViewSchema, viewIntakeSchema } from '../schemas/conversation.ts'
import { idIn } from '../schemas/describe.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'

const tags = ['Conversations']
const noQuery = z.strictObject({})
const INTAKE = {
  name: 'فوری‌های من',
  filter: { status: 'open', assignee: 'me', urgency: 'critical' },
} as const
const VIEW: SavedView = {
  id: 'viw_01K1R8ZQ4W9T6H3V5N2B7C8D0V',
  ...INTAKE,
  sort: 'priority',
  created_at: '2026-08-02T05:44:00.000Z',
}

const listRoute = createRoute({
  method: 'get',
  path: '/v1/views',
  operationId: 'listViews',
  tags,
  summary: 'Your views of the queue',
  description: 'Those of this key, by name.',
  security: SECURED,
  middleware: permit('read_conversations'),
  request: { query: noQuery },
  responses: {
    200: answer(
      'The views',
      json(z.object({ items: z.array(savedViewSchema).meta({ description: 'By name' }) }), {
        one: { value: { items: [VIEW] } },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

const createViewRoute = createRoute({
  method: 'post',
  path: '/v1/views',
  operationId: 'createView',
  tags,
  summary: 'Keep a view of the queue',
  description: 'A filter under a name. `me` in it is whoever asks.',
  security: SECURED,
  middleware: permit('read_conversations'),
  request: {
    query: noQuery,
    body: { required: true, content: json(viewIntakeSchema, { fa: { value: INTAKE } }) },
  },
  responses: {
    201: answer('The view', json(savedViewSchema, { fa: { value: VIEW } })),
    ...writeProblems('forbidden', 'conflict'),
  },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/v1/views/{id}',
  operationId: 'deleteView',
  tags,
  summary: 'Drop a view',
  description: 'Only the view goes; no conversation changes.',
  security: SECURED,
  middleware: permit('read_conversations'),
  request: { params: idIn('view', VIEW.id), query: noQuery },
  responses: { 204: { description: 'It is gone' }, ...readProblems('forbidden', 'not-found') },
})

export function viewRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(listRoute, async (c) => c.json({ items: await listViews(desk, actorOf(c)) }, 200))
  routes.openapi(createViewRoute, async (c) =>
    c.json(await createView(desk, actorOf(c), c.req.valid('json')), 201),
  )
  routes.openapi(deleteRoute, async (c) => {
    await deleteView(desk, actorOf(c), c.req.valid('param').id)
    return c.body(null, 204)
  })
  return routes
}
