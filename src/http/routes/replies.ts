/** `/v1/conversations/{id}/reply-drafts` and `…/replies`: what to answer, and what was answered. */
import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { discardDraft } from '../../actions/discard-draft.ts'
import { draftReply } from '../../actions/draft-reply.ts'
import { checkWrittenReply } from '../../actions/judge-written-reply.ts'
import { readReplyGuide } from '../../actions/read-reply-guide.ts'
import { type RepliedConversation, sendReply } from '../../actions/send-reply.ts'
import { language } from '../../domain/labels.ts'
import type { OnDraftEvent } from '../../domain/reply/draft-event.ts'
import type { ReplyIntake } from '../../domain/reply-record.ts'
import { type AppContext, timed } from '../context.ts'
import type { AppDeps } from '../deps.ts'
import { streamDrafts } from '../draft-stream.ts'
import { answer, json, newRoutes, SECURED } from '../endpoint.ts'
import { actorOf, permit } from '../middleware/authenticate.ts'
import { EVENT_STREAM, wantsEvents } from '../middleware/negotiate.ts'
import { answerOnce, idempotencyHeader } from '../once.ts'
import { idIn } from '../schemas/describe.ts'
import { CONVERSATION } from '../schemas/desk-examples.ts'
import { readProblems, writeProblems } from '../schemas/problem.ts'
import {
  checkedReplySchema,
  draftEventsSchema,
  draftRequestSchema,
  repliedSchema,
  replyCheckIntakeSchema,
  replyDraftsSchema,
  replyGuideSchema,
  replyIntakeSchema,
} from '../schemas/reply.ts'
import { DRAFT, DRAFT_STREAMS, REPLY, REPLY_GUIDE } from '../schemas/reply-examples.ts'

const params = idIn('conversation', CONVERSATION.id)
const noQuery = z.strictObject({})

const ANSWERED = {
  ...CONVERSATION,
  status: 'pending' as const,
  waiting_since: null,
  sla: {
    ...CONVERSATION.sla,
    state: 'stopped' as const,
    waiting_since: null,
    due_at: null,
    remaining_ms: null,
  },
}
const sent = json(repliedSchema, {
  accepted: {
    value: {
      reply: REPLY,
      draft: { ...DRAFT, outcome: 'accepted', edit_distance: 0 },
      conversation: ANSWERED,
    },
  },
})
const notSent = json(repliedSchema, {
  discarded: {
    value: {
      reply: null,
      draft: { ...DRAFT, outcome: 'discarded', discard_reason: 'wrong_tone' },
      conversation: CONVERSATION,
    },
  },
})

const draftRoute = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/reply-drafts',
  operationId: 'draftReply',
  tags: ['Replies'],
  summary: 'Draft a reply',
  description: [
    'Composed from the playbook of the situation, the labels and the facts of the thread, in the customer’s language and right for the channel. Every check is shown, passed or failed. Where an LLM is configured it writes the first draft, from masked text and the same playbook; one that does not pass every check gives way to the playbook’s.',
    'With `Accept: text/event-stream` the first draft can be watched while it is written. What is refused before the writing starts is a problem with its status, as with JSON; a caller who leaves ends the writing, and nothing is kept.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('write_replies'),
  request: {
    params,
    query: noQuery,
    body: {
      required: true,
      content: json(draftRequestSchema, {
        plain: { summary: 'As the brand speaks', value: {} },
        warm: { summary: 'Two in a warm tone', value: { register: 'warm', count: 2 } },
      }),
    },
  },
  responses: {
    201: answer('The drafts', json(replyDraftsSchema, { fa: { value: { drafts: [DRAFT] } } })),
    200: answer('With `Accept: text/event-stream`: the drafts as they are written', {
      [EVENT_STREAM]: { schema: draftEventsSchema, examples: DRAFT_STREAMS },
    }),
    ...writeProblems('forbidden', 'not-found', 'not-allowed-now', 'unavailable'),
  },
})

const replyRoute = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/replies',
  operationId: 'sendReply',
  tags: ['Replies'],
  summary: 'Tell what was sent',
  description: [
    'Keeps the reply with the draft it came from and how much of that was changed, and checks the text as it was sent; the agent decides, so a failed check stops nothing. The clock stops and the conversation waits for the customer.',
    'With `outcome: "discarded"` nothing was sent: the draft is marked with the reason.',
    'The same `Idempotency-Key` with the same body answers the first reply and stores nothing twice.',
  ].join('\n\n'),
  security: SECURED,
  middleware: permit('write_replies'),
  request: {
    params,
    query: noQuery,
    headers: idempotencyHeader,
    body: {
      required: true,
      content: json(replyIntakeSchema, {
        own: { summary: 'Written without a draft', value: { text: REPLY.text } },
        from_draft: { summary: 'From a draft', value: { text: REPLY.text, draft_id: DRAFT.id } },
        discarded: {
          summary: 'A draft of no use',
          value: { draft_id: DRAFT.id, outcome: 'discarded', reason: 'wrong_tone' },
        },
      }),
    },
  },
  responses: {
    201: answer('Kept as sent', sent),
    200: answer('Seen before, or a draft discarded', notSent),
    ...writeProblems('forbidden', 'not-found', 'not-allowed-now', 'conflict', 'idempotency-mismatch'),
  },
})

const checkRoute = createRoute({
  method: 'post',
  path: '/v1/conversations/{id}/reply-checks',
  operationId: 'checkReply',
  tags: ['Replies'],
  summary: 'Check a text before it is sent',
  description:
    'What `replies` would say of this text: every check, passed or failed with its place, the promise in it, and how far it is from its draft. Nothing is kept.',
  security: SECURED,
  middleware: permit('write_replies'),
  request: {
    params,
    query: noQuery,
    body: {
      required: true,
      content: json(replyCheckIntakeSchema, {
        own: { summary: 'Written without a draft', value: { text: REPLY.text } },
        from_draft: { summary: 'From a draft', value: { text: REPLY.text, draft_id: DRAFT.id } },
      }),
    },
  },
  responses: {
    200: answer(
      'What is known of it',
      json(checkedReplySchema, {
        accepted: {
          value: {
            outcome: 'accepted',
            edit_distance: 0,
            channel: REPLY.channel,
            checks: REPLY.checks,
            promise: REPLY.promise,
          },
        },
      }),
    ),
    ...writeProblems('forbidden', 'not-found'),
  },
})

const guideRoute = createRoute({
  method: 'get',
  path: '/v1/conversations/{id}/reply-guide',
  operationId: 'readReplyGuide',
  tags: ['Replies'],
  summary: 'The playbook of the answer that is due',
  description:
    'For the agent who writes: what to do, who looks after it, by when the customer is to hear from us, and what may be offered.',
  security: SECURED,
  middleware: permit('write_replies'),
  request: {
    params,
    query: z.strictObject({
      lang: language
        .optional()
        .meta({ description: 'In which language the agent reads; missing: that of the answer' }),
    }),
  },
  responses: {
    200: answer('The playbook', json(replyGuideSchema, { fa: { value: REPLY_GUIDE } })),
    ...readProblems('forbidden', 'not-found', 'not-allowed-now', 'unavailable'),
  },
})

export function replyRoutes({ desk, metrics }: AppDeps) {
  const routes = newRoutes()

  routes.openapi(draftRoute, async (c) => {
    const { id } = c.req.valid('param')
    const draft = (options: { signal: AbortSignal; onEvent?: OnDraftEvent }) =>
      timed(c, 'draft', () =>
        draftReply(desk, actorOf(c), id, c.req.valid('json'), {
          ...options,
          onEvent: counted(metrics, options.onEvent),
        }),
      )
    if (wantsEvents(c)) return streamDrafts(c, draft)
    return c.json(await draft({ signal: c.req.raw.signal }), 201)
  })

  const reply = async (c: AppContext, id: string, intake: ReplyIntake, onceKey: string | undefined) => {
    const { text, draft_id, channel, outcome, reason, note, if_last_reply } = intake
    if (text !== undefined) {
      const sending = { text, draft_id, channel, if_last_reply }
      const kept = await sendReply(desk, actorOf(c), id, sending, { onceKey })
      const { customer_id, seen_before, ...body } = kept
      if (body.draft && !seen_before) metrics.observeDraftOutcome(body.draft)
      return { status: seen_before ? 200 : 201, body, customer_id }
    }
    if (outcome !== 'discarded' || draft_id === undefined || reason === undefined)
      throw new Error('A reply without text got past its schema. This is a bug')
    const body: RepliedConversation = await discardDraft(desk, actorOf(c), id, { draft_id, reason, note })
    if (body.draft) metrics.observeDraftOutcome(body.draft)
    return { status: 200, body, customer_id: body.conversation.customer_id }
  }

  routes.openapi(replyRoute, async (c) => {
    const key = c.req.valid('header')['idempotency-key']
    const { status, body } = await timed(c, 'reply', () =>
      answerOnce<RepliedConversation>(c, desk, key, () =>
        reply(c, c.req.valid('param').id, c.req.valid('json'), key),
      ),
    )
    return c.json(body, status as 200 | 201)
  })

  routes.openapi(checkRoute, async (c) =>
    c.json(await checkWrittenReply(desk, actorOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
  )

  routes.openapi(guideRoute, async (c) =>
    c.json(await readReplyGuide(desk, actorOf(c), c.req.valid('param').id, c.req.valid('query').lang), 200),
  )
  return routes
}

/** Counts the drafts and their checks on the way to whoever watches. */
function counted(metrics: AppDeps['metrics'], onEvent: OnDraftEvent = () => {}): OnDraftEvent {
  let writer: 'llm' | 'playbook' = 'playbook'
  return (told) => {
    if (told.event === 'started') writer = told.data.source
    if (told.event === 'fallback') writer = 'playbook'
    if (told.event === 'checking') metrics.observeCheck(writer, told.data)
    if (told.event === 'draft') metrics.observeDraft(told.data)
    onEvent(told)
  }
}
