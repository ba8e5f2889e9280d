/** `/v1/events`: what changes on the desk, as it changes. */
import { createRoute, z } from '@hono/zod-openapi'
import { isAllowed } from '../../domain/actor.ts'
import type { LiveEvent } from '../../domain/events.ts'
import type { AppDeps } from '../deps.ts'
import { answer, newRoutes, SECURED } from '../endpoint.ts'
import { streamEvents } from '../event-stream.ts'
import { type Authenticate, actorOf, permit, whoAsks } from '../middleware/authenticate.ts'
import { EVENT_STREAM } from '../middleware/negotiate.ts'
import { CONVERSATION, MESSAGE } from '../schemas/desk-examples.ts'
import { eventHeadersSchema, eventQuerySchema } from '../schemas/event.ts'
import { readProblems } from '../schemas/problem.ts'
import { createStreamSlots } from '../stream-slots.ts'

const EXAMPLE: LiveEvent = {
  seq: 4711,
  type: 'message-triaged',
  at: MESSAGE.received_at,
  customer_id: CONVERSATION.customer_id,
  conversation_id: CONVERSATION.id,
  message_id: MESSAGE.id,
  flag_id: null,
  data: { language: 'fa', sentiment: 'negative', urgency: 'high', needs_review: false, decided_by: 'local' },
  conversations: [
    {
      ...pick(CONVERSATION),
      due_at: CONVERSATION.sla.due_at,
    },
  ],
  customer: { id: CONVERSATION.customer_id, risk_score: 0.61, risk_level: 'high' },
  flag: null,
}

function pick({
  key: _key,
  opened_at: _opened,
  created_at: _created,
  sla: _sla,
  ...row
}: typeof CONVERSATION) {
  return row
}

const DESCRIPTION = `Server-sent events from the log of all that happened: messages, labels, corrections, moves, notes,
replies, surveys, risk and flags. Each has an \`id\` that rises, and as \`data\` a \`LiveEvent\` as JSON: ids, labels
and the rows it changed as they stand now, never a customer’s words. Take the latest over.

- \`ready\` comes first on a new stream. Load a first view then: what changes from now on follows.
- After a break send the last \`id\` as \`Last-Event-ID\` (browsers do), and the stream goes on with nothing lost
  and nothing twice. A comment every 15 seconds keeps the connection open.
- \`reset\` says that this is no longer possible, because the log does not reach back so far. Load all anew; the
  stream goes on from now.
- Who does not read for 30 seconds is cut off, and may come back.`

const followRoute = createRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'followEvents',
  tags: ['Events'],
  summary: 'Follow what changes',
  description: DESCRIPTION,
  security: SECURED,
  middleware: permit('follow_events'),
  request: { query: eventQuerySchema, headers: eventHeadersSchema },
  responses: {
    200: answer('A stream without end', {
      [EVENT_STREAM]: {
        schema: z.string().meta({ description: 'Server-sent events; `data` is a `LiveEvent`' }),
        examples: {
          fa: {
            value: `retry: 2140\n\nevent: ready\nid: 4710\ndata: {"after":4710}\n\nevent: ${EXAMPLE.type}\nid: ${EXAMPLE.seq}\ndata: ${JSON.stringify(EXAMPLE)}\n\n: keep-alive\n\n`,
          },
        },
      },
    }),
    ...readProblems('forbidden', 'overloaded', 'unavailable'),
  },
})

/** @param authenticate asked again while a stream is open, so that a revoked key ends it */
export function eventRoutes({ events, settings, hangUp }: AppDeps, authenticate: Authenticate) {
  const routes = newRoutes()
  const slots = createStreamSlots({ total: settings.eventStreams, perKey: settings.eventStreamsPerKey })
  routes.openapi(followRoute, async (c) => {
    const { after, ...filter } = c.req.valid('query')
    const resumed = c.req.valid('header')['last-event-id']
    const release = slots.take(actorOf(c).id)
    try {
      return await streamEvents(
        c,
        { ...filter, after: resumed ?? after ?? null },
        {
          feed: events,
          release,
          hangUp: () => hangUp(c),
          async isAllowed() {
            const actor = await whoAsks(c, authenticate)
            return actor !== null && isAllowed(actor, 'follow_events')
          },
        },
      )
    } catch (error) {
      release()
      throw error
    }
  })
  return routes
}
