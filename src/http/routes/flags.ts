/** `/v1/flags`: the at-risk board. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listFlags, readFlag } from '../../actions/list-flags.ts'
import { moveFlag } from '../../actions/move-flag.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { idIn, pageOf } from '../schemas/describe.ts'
import { CUSTOMER_BRIEF, FLAG } from '../schemas/desk-examples.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'
import {
  flagListItemSchema,
  flagMoveSchema,
  flagQuerySchema,
  flagWithHistorySchema,
} from '../schemas/risk.ts'

const tags = ['Flags']
const params = idIn('flag', FLAG.id)
const ITEM = { ...FLAG, customer: CUSTOMER_BRIEF }
const PLANNED = {
  ...ITEM,
  stage: 'planned' as const,
  owner: 'sara',
  note: 'فردا ساعت ۱۰ با مشتری تماس می‌گیریم.',
  history: [
    {
      id: 'fhe_01K1R8ZQ4W9T6H3V5N2B7C8D0P',
      flag_id: FLAG.id,
      at: FLAG.opened_at,
      actor: 'key_01K1R8ZQ4W9T6H3V5N2B7C8D0M',
      from_stage: 'open' as const,
      to_stage: 'planned' as const,
      score: 0.62,
      note: 'فردا ساعت ۱۰ با مشتری تماس می‌گیریم.',
      outcome_reason: null,
      owner: 'sara',
    },
  ],
}

const listRoute = createRoute({
  method: 'get',
  path: '/v1/flags',
  operationId: 'listFlags',
  tags,
  summary: 'Customers who may leave',
  description: 'Most value at risk first. Follow `next_cursor` for more.',
  security: SECURED,
  middleware: permit('read_flags'),
  request: { query: flagQuerySchema },
  responses: {
    200: answer(
      'A page of flags',
      json(pageOf(flagListItemSchema), { board: { value: { items: [ITEM], next_cursor: null } } }),
    ),
    ...readProblems('forbidden'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/v1/flags/{id}',
  operationId: 'readFlag',
  tags,
  summary: 'A flag with its history',
  description: 'Reasons, owner, due time, and every step so far.',
  security: SECURED,
  middleware: permit('read_flags'),
  request: { params, query: z.strictObject({}) },
  responses: {
    200: answer('The flag', json(flagWithHistorySchema, { planned: { value: PLANNED } })),
    ...readProblems('forbidden', 'not-found'),
  },
})

const moveRoute = createRoute({
  method: 'patch',
  path: '/v1/flags/{id}',
  operationId: 'moveFlag',
  tags,
  summary: 'Move a flag',
  description:
    'Stage, owner, due time, with a note that says what was done and why; at the end also the reason in one word, from which the flags’ precision is measured.',
  security: SECURED,
  middleware: permit('move_flags'),
  request: {
    params,
    query: z.strictObject({}),
    body: {
      required: true,
      content: json(flagMoveSchema, {
        plan: { value: { stage: 'planned', owner: 'sara', note: 'فردا ساعت ۱۰ با مشتری تماس می‌گیریم.' } },
        won_back: {
          value: {
            stage: 'recovered',
            outcome_reason: 'problem_solved',
            note: 'مبلغ برگشت و مشتری راضی است.',
          },
        },
      }),
    },
  },
  responses: {
    200: answer('The flag after the move', json(flagWithHistorySchema, { planned: { value: PLANNED } })),
    ...writeProblems('forbidden', 'not-found', 'not-allowed-now'),
  },
})

export function flagRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(listRoute, async (c) => c.json(await listFlags(desk, actorOf(c), c.req.valid('query')), 200))
  routes.openapi(readRoute, async (c) =>
    c.json(await readFlag(desk, actorOf(c), c.req.valid('param').id), 200),
  )
  routes.openapi(moveRoute, async (c) =>
    c.json(await moveFlag(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  return routes
}
