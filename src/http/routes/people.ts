/** `/v1/me` and `/v1/people`: who is asking, and whom work can be given to. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { listPeople } from '../../actions/people.ts'
import { role } from '../../domain/actor.ts'
import { personRole } from '../../domain/person.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { readProblems } from '../schemas/problem.ts'

const tags = ['Administration']
const noQuery = z.strictObject({})

const meSchema = z
  .object({
    kind: z.enum(['key', 'person', 'configuration', 'system']).meta({ description: 'What kind of actor' }),
    id: z.string().meta({ description: 'Id of the key or person' }),
    name: z.string().meta({ description: 'As colleagues see it' }),
    role: role.meta({ description: 'What it may do' }),
  })
  .meta({ id: 'Me' })

const colleagueSchema = z
  .object({
    id: z.string().meta({ description: 'Id, as in `assignee` and `owner`' }),
    name: z.string().meta({ description: 'As colleagues see it' }),
    role: personRole.meta({ description: 'What they may do' }),
    active: z.boolean().meta({ description: 'False: suspended, so nothing should be given to them' }),
  })
  .meta({ id: 'Colleague' })

const NARGES = { id: 'per_01K1R8ZQ4W9T6H3V5N2B7C8D0P', name: 'نرگس احمدی', role: 'agent' as const }

const meRoute = createRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'readMe',
  tags,
  summary: 'Who is asking',
  description: 'The key or the person behind this request, and what they may do.',
  security: SECURED,
  request: { query: noQuery },
  responses: {
    200: answer('The caller', json(meSchema, { fa: { value: { kind: 'person', ...NARGES } } })),
    ...readProblems(),
  },
})

const peopleRoute = createRoute({
  method: 'get',
  path: '/v1/people',
  operationId: 'listPeople',
  tags,
  summary: 'The people at the desk',
  description: 'By name. Their e-mail addresses are in the settings only.',
  security: SECURED,
  middleware: permit('read_people'),
  request: { query: noQuery },
  responses: {
    200: answer(
      'The people',
      json(z.object({ items: z.array(colleagueSchema).meta({ description: 'All people' }) }), {
        fa: { value: { items: [{ ...NARGES, active: true }] } },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

export function peopleRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(meRoute, (c) => {
    const { kind, id, name, role } = actorOf(c)
    return c.json({ kind, id, name, role }, 200)
  })
  routes.openapi(peopleRoute, async (c) => {
    const people = await listPeople(desk, actorOf(c))
    const items = people.map(({ id, name, role, suspended_at }) => ({
      id,
      name,
      role,
      active: suspended_at === null,
    }))
    return c.json({ items }, 200)
  })
  return routes
}
