/** `/v1/conversations`: the queue and the work on it. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { addNote } from '../../actions/add-note.ts'
import { changeConversation } from '../../actions/change-conversation.ts'
import { countConversations, listConversations } from '../../actions/list-conversations.ts'
import { readConversation } from '../../actions/read-conversation.ts'
import type { AppDeps } from '../deps.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import {
  conversationChangeSchema,
  conversationCountsSchema,
  conversationFilterSchema,
  conversationQuerySchema,
  conversationSchema,
  noteIntakeSchema,
  noteSchema,
  queueItemSchema,
} from '../schemas/conversation.ts'
import { idIn, pageOf } from '../schemas/describe.ts'
import { conversationDetailSchema } from '../schemas/desk.ts'
import {
  CONVERSATION,
  CUSTOMER,
  CUSTOMER_BRIEF,
  FLAG,
  MESSAGE,
  NOTE,
  TEXT_MATCH,
} from '../schemas/desk-examples.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'
import { REPLY } from '../schemas/reply-examples.ts'

const tags = ['Conversations']
const params = idIn('conversation', CONVERSATION.id)
const noQuery = z.strictObject({})
const PROMISED = {
  reply_id: REPLY.id,
  author: REPLY.author,
  sent_at: REPLY.sent_at,
  words: REPLY.promise?.words ?? '',
  due_at: REPLY.promise?.due_at ?? null,
}

const listRoute = createRoute({
  method: 'get',
  path: '/v1/conversations',
  operationId: 'listConversations',
  tags,
  summary: 'The work queue',
  description:
    'Conversations by priority: value at risk, urgency and the clock. Filters can be combined. Follow `next_cursor` for more. With `q` each item tells in `match` where its words were found; the order stays, unless `sort` is `relevance`.',
  security: SECURED,
  middleware: permit('read_conversations'),
  request: { query: conversationQuerySchema },
  responses: {
    200: answer(
      'A page of the queue',
      json(pageOf(queueItemSchema), {
        queue: {
          value: {
            items: [
              {
                ...CONVERSATION,
                customer: CUSTOMER_BRIEF,
                top_message: MESSAGE,
                flag: { id: FLAG.id, stage: FLAG.stage, score: FLAG.score },
                match: TEXT_MATCH,
              },
            ],
            next_cursor: null,
          },
        },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

const countRoute = createRoute({
  method: 'get',
  path: '/v1/conversation-counts',
  operationId: 'countConversations',
  tags,
  summary: 'How many there are of each kind',
  description: 'Counts for the filters beside the queue. Takes the same filters as the queue.',
  security: SECURED,
  middleware: permit('read_conversations'),
  request: { query: conversationFilterSchema },
  responses: {
    200: answer(
      'The counts',
      json(conversationCountsSchema, {
        morning: {
          value: {
            total: 3,
            mine: 1,
            needs_review: 0,
            by_status: { open: 3 },
            by_urgency: { high: 2, none: 1 },
            by_sentiment: { negative: 2, none: 1 },
            by_channel: { chat: 3 },
            by_language: { fa: 2, none: 1 },
            by_assignee: { none: 2, key_01K1R8ZQ4W9T6H3V5N2B7C8D0M: 1 },
            by_department: { none: 3 },
            by_topic: { delivery: 2 },
            by_sla: { running: 2, breached: 1 },
          },
        },
      }),
    ),
    ...readProblems('forbidden'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: '/v1/conversations/{id}',
  operationId: 'readConversation',
  tags,
  summary: 'A conversation with its thread',
  description:
    'Messages, replies, surveys, notes, moves, the clock, the customer, and what a colleague must know who takes it over.',
  security: SECURED,
  middleware: permit('read_conversations'),
  request: { params, query: noQuery },
  responses: {
    200: answer(
      'The conversation',
      json(conversationDetailSchema, {
        fa: {
          value: {
            ...CONVERSATION,
            customer: CUSTOMER,
            flag: FLAG,
            messages: [MESSAGE],
            replies: [REPLY],
            acknowledgements: [],
            surveys: [],
            notes: [NOTE],
            moves: [],
            sla_misses: [],
            hand_over: {
              started_at: MESSAGE.sent_at,
              waiting_since: MESSAGE.sent_at,
              message_count: 1,
              most_urgent: { urgency: 'high', message_id: MESSAGE.id },
              topics: ['delivery', 'cancellation'],
              signals: ['churn_explicit', 'repeat_contact'],
              unanswered_message_ids: [MESSAGE.id],
              open_matters: [
                { message_id: MESSAGE.id, playbook: 'delivery/late', problem: 'دیر رسیدن سفارش' },
              ],
              assignees: [],
              last_reply: { reply_id: REPLY.id, author: REPLY.author, sent_at: REPLY.sent_at },
              promised: PROMISED,
              acknowledged: null,
              last_note: { author: NOTE.author, text: NOTE.text, created_at: NOTE.created_at },
              times_late: 0,
            },
            abuse: {
              messages: 0,
              occasions: 0,
              repeated: false,
              last_at: null,
              told: null,
              told_at: null,
              due_step: null,
              next_step: 'boundary',
            },
          },
        },
      }),
    ),
    ...readProblems('forbidden', 'not-found'),
  },
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/v1/conversations/{id}',
  operationId: 'changeConversation',
  tags,
  summary: 'Move a conversation',
  description:
    'Status, assignee, department: one or several at once. Each change is in the audit log. With `if_assignee` it happens only if the conversation is still that one’s: of two who take it at the same time, one gets 409.',
  security: SECURED,
  middleware: permit('change_conversations'),
  request: {
    params,
    query: noQuery,
    body: {
      required: true,
      content: json(conversationChangeSchema, {
        take: { value: { assignee: 'me', if_assignee: null } },
        move: { value: { status: 'pending', assignee: 'sara' } },
      }),
    },
  },
  responses: {
    200: answer(
      'The conversation after the change',
      json(conversationSchema, {
        taken: { value: { ...CONVERSATION, status: 'pending', assignee: 'sara' } },
      }),
    ),
    ...writeProblems('forbidden', 'not-found', 'not-allowed-now', 'conflict'),
  },
})

const noteRoute = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/notes',
  operationId: 'addNote',
  tags,
  summary: 'Leave a note for colleagues',
  description: 'Customers never see it.',
  security: SECURED,
  middleware: permit('change_conversations'),
  request: {
    params,
    query: noQuery,
    body: { required: true, content: json(noteIntakeSchema, { fa: { value: { text: NOTE.text } } }) },
  },
  responses: {
    201: answer('The note', json(noteSchema, { fa: { value: NOTE } })),
    ...writeProblems('forbidden', 'not-found'),
  },
})

export function conversationRoutes({ desk }: AppDeps) {
  const routes = newRoutes()
  routes.openapi(listRoute, async (c) =>
    c.json(await listConversations(desk, actorOf(c), c.req.valid('query')), 200),
  )
  routes.openapi(countRoute, async (c) =>
    c.json(await countConversations(desk, actorOf(c), c.req.valid('query')), 200),
  )
  routes.openapi(readRoute, async (c) =>
    c.json(await readConversation(desk, actorOf(c), c.req.valid('param').id), 200),
  )
  routes.openapi(changeRoute, async (c) =>
    c.json(await changeConversation(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )
  routes.openapi(noteRoute, async (c) =>
    c.json(await addNote(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json').text), 201),
  )
  return routes
}
