/** `/v1/keys` and `/v1/audit`: who may do what, and who did. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { createKey, listKeys, revokeKey } from '../../actions/keys.ts'
import { readAudit } from '../../actions/read-audit.ts'
import { role } from '../../domain/actor.ts'
import { keyIntake } from '../../domain/key.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { described, idIn, moment, pageOf } from '../schemas/describe.ts'
import { auditEntrySchema } from '../schemas/export.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'

const tags = ['Administration']
const noQuery = z.strictObject({})

const keySchema = z
  .object({
    id: z.string().meta({ description: 'Id of the key' }),
    prefix: z.string().meta({ description: 'First characters of the secret, to recognise it by' }),
    name: z.string().meta({ description: 'What it is for' }),
    role: role.meta({ description: 'What it may do' }),
    created_at: moment('When it was made'),
    last_used_at: z.string().nullable().meta({ description: 'Last use, to the minute' }),
    revoked_at: z.string().nullable().meta({ description: 'When it was revoked' }),
  })
  .meta({ id: 'ApiKey' })

const newKeySchema = keySchema
  .extend({
    secret: z.string().meta({ description: 'The key itself. Keep it now: it is never shown again' }),
  })
  .meta({ id: 'NewApiKey' })

const keyIntakeSchema = described(keyIntake, {
  name: 'What the key is for',
  role: '`service` classifies, takes messages in and reads risk; `agent` works at the desk; `supervisor` also exports; `admin` also erases and manages keys',
}).meta({ id: 'ApiKeyIntake' })

const KEY = {
  id: 'key_01K1R8ZQ4W9T6H3V5N2B7C8D0M',
  prefix: 'dlj_Jx8s2K',
  name: 'web shop',
  role: 'service' as const,
  created_at: '2026-08-02T05:44:00.000Z',
  last_used_at: null,
  revoked_at: null,
}

const listRoute = createRoute({
  method: 'get',
  path: '/v1/keys',
  operationId: 'listKeys',
  tags,
  summary: 'All API keys',
  description: 'Without their secrets, of which only hashes are kept.',
  security: SECURED,
  middleware: permit('manage_keys'),
  request: { query: noQuery },
  responses: {
    200: answer(
      'The keys',
      json(z.object({ items: z.array(keySchema).meta({ description: 'All keys' }) }), {
        one: { value: { items: [KEY] } },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

const createKeyRoute = createRoute({
  method: 'post',
  path: '/v1/keys',
  operationId: 'createKey',
  tags,
  summary: 'Make an API key',
  description: 'The secret is in this answer and nowhere else.',
  security: SECURED,
  middleware: permit('manage_keys'),
  request: {
    query: noQuery,
    body: {
      required: true,
      content: json(keyIntakeSchema, { shop: { value: { name: 'web shop', role: 'service' } } }),
    },
  },
  responses: {
    201: answer('The new key', json(newKeySchema, { shop: { value: { ...KEY, secret: 'dlj_Jx8s2K…' } } })),
    ...writeProblems('forbidden'),
  },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/v1/keys/{id}',
  operationId: 'revokeKey',
  tags,
  summary: 'Revoke an API key',
  description: 'Works at once in this process and within a second in others. Revoking twice changes nothing.',
  security: SECURED,
  middleware: permit('manage_keys'),
  request: { params: idIn('key', KEY.id), query: noQuery },
  responses: {
    200: answer(
      'The revoked key',
      json(keySchema, { revoked: { value: { ...KEY, revoked_at: '2026-08-03T09:00:00.000Z' } } }),
    ),
    ...readProblems('forbidden', 'not-found'),
  },
})

const auditRoute = createRoute({
  method: 'get',
  path: '/v1/audit',
  operationId: 'readAudit',
  tags,
  summary: 'The audit log',
  description: 'Who changed what, oldest first. Append-only, and without personal data.',
  security: SECURED,
  middleware: permit('manage_keys'),
  request: {
    query: z.strictObject({
      cursor: z
        .string()
        .regex(/^\d{1,15}$/, 'must be the next_cursor of a page before')
        .optional()
        .meta({ description: '`next_cursor` of the page before' }),
      limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Lines per page' }),
    }),
  },
  responses: {
    200: answer(
      'A page of the log',
      json(pageOf(auditEntrySchema), {
        some: {
          value: {
            items: [
              {
                seq: 12,
                at: '2026-08-02T05:44:00.000Z',
                actor_kind: 'key',
                actor_id: KEY.id,
                action: 'flag-moved',
                subject_kind: 'flag',
                subject_id: 'flg_01K1R8ZQ4W9T6H3V5N2B7C8D0J',
                detail: { from: 'open', to: 'planned' },
              },
            ],
            next_cursor: '12',
          },
        },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

/** @param forgetKeys drops remembered answers about keys, so that a revocation counts at once */
export function administrationRoutes({ desk }: AppDeps, forgetKeys: () => void) {
  const routes = newRoutes()
  routes.openapi(listRoute, async (c) => c.json({ items: await listKeys(desk, actorOf(c)) }, 200))
  routes.openapi(createKeyRoute, async (c) =>
    c.json(await createKey(desk, actorOf(c), c.req.valid('json')), 201),
  )
  routes.openapi(revokeRoute, async (c) => {
    const revoked = await revokeKey(desk, actorOf(c), c.req.valid('param').id)
    forgetKeys()
    return c.json(revoked, 200)
  })
  routes.openapi(auditRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    return c.json(await readAudit(desk, actorOf(c), { after: Number(cursor ?? 0), limit }), 200)
  })
  return routes
}
