/** A draft watched while it is written, over the real route and a chat server that misbehaves as told. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import type { Language } from '../../src/domain/labels.ts'
import { streamDrafts } from '../../src/http/draft-stream.ts'
import {
  type Behaviour,
  beginsToSay,
  type ChatServer,
  dropsConnection,
  fails,
  hangs,
  says,
  startChatServer,
} from '../adapters/llm/chat-server.ts'
import { LATE, openReplyWriter } from '../adapters/llm/reply-writer/open-reply-writer.ts'
import { inLanguage, COMPLAINT as LABELS } from '../domain/reply/desk.ts'
import { shippedPlaybooks } from '../fakes/playbooks.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { COMPLAINT } from './complaint.ts'
import { createHarness, expectProblem } from './harness.ts'

const playbooks = await shippedPlaybooks()
const NAMES: Record<Language, string> = { fa: 'سارا رضایی', ar: 'ريم الأحمد', en: 'Sarah Ahmadi' }
const HOLLOW = 'Rest assured, your call is important.'

let server: ChatServer
beforeAll(async () => {
  server = await startChatServer()
})
beforeEach(() => {
  server.requests.length = 0
})
afterAll(() => server.close())

const lateDelivery =
  (language: Language): ClassifyText =>
  async () => ({ ok: true, triage: triageOf({ ...LABELS, topics: ['delivery'] }, inLanguage(language)) })

type Told = { event: string; data: Record<string, unknown> }

function eventsOf(text: string): Told[] {
  return text
    .split('\n\n')
    .filter((block) => block !== '' && !block.startsWith(':'))
    .map((block) => {
      const [event, data, ...more] = block.split('\n')
      expect(more).toEqual([])
      return {
        event: event?.replace('event: ', '') ?? '',
        data: JSON.parse(data?.replace('data: ', '') ?? ''),
      }
    })
}

/** The text as a watcher has it at the end. */
function watched(events: Told[]): string {
  return events.reduce((text, { event, data }) => {
    if (['repairing', 'rearranging', 'fallback'].includes(event)) return ''
    return event === 'writing' ? text + data.text : text
  }, '')
}

async function open(
  options: { language?: Language; llm?: boolean; over?: Parameters<typeof openReplyWriter>[1] } = {},
) {
  const { language = 'en', llm = true, over } = options
  const { writer, spent } = openReplyWriter(server.baseUrl, over)
  const harness = await createHarness({
    classify: lateDelivery(language),
    playbooks,
    replyWriter: llm ? writer : null,
  })
  const { json } = await harness.send('POST', '/v1/messages', {
    body: { ...COMPLAINT, text: LATE[language], customer: { external_id: 'c-1', name: NAMES[language] } },
  })
  const path = `/v1/conversations/${json.conversation.id}/reply-drafts`
  const stream = async (body: object = {}, accept = 'text/event-stream') => {
    const answer = await harness.send('POST', path, { as: 'agent', body, headers: { accept } })
    return { ...answer, events: answer.status === 200 ? eventsOf(answer.text) : [] }
  }
  const plain = await harness.send('POST', path, { body: { use_llm: false, register: 'formal' } })
  const [draft] = plain.json.drafts as [{ text: string; steps: { step: string; text: string }[] }]
  const masked = JSON.parse(JSON.stringify(draft.steps).replaceAll(NAMES[language], '[NAME_1]'))
  const good = { parts: masked.map((step: object) => ({ ...step, source: 'frame' })) }
  const goodAnd = (text: string) => ({ parts: [...good.parts, { step: 'close', text, source: 'frame' }] })
  const count = async () => (await harness.send('GET', '/v1/insights/replies')).json.total.drafts - 1
  return { ...harness, path, stream, good, goodAnd, plain: draft, count, spent }
}

const kinds = (events: Told[]) =>
  events.map(({ event }) => event).filter((each, at, all) => each !== all[at - 1])

describe('an LLM writes', () => {
  it.each(['fa', 'ar', 'en'] as const)(
    '%s: in pieces, unmasked, and what is kept is what was shown',
    async (language) => {
      const { stream, good, path, send } = await open({ language })
      server.script(says(good))
      const { status, headers, events } = await stream({ register: 'formal' })
      expect(status).toBe(200)
      expect(headers.get('content-type')).toBe('text/event-stream')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-accel-buffering')).toBe('no')
      expect(kinds(events)).toEqual(['started', 'writing', 'checking', 'draft', 'done'])
      expect(events[0]?.data).toMatchObject({ source: 'llm', language, playbook: 'delivery/late' })
      const pieces = events.filter(({ event }) => event === 'writing')
      expect(pieces.length).toBeGreaterThan(10)
      for (const { data } of pieces) expect(data.text).not.toMatch(/\[|NAME/)
      const draft = events.find(({ event }) => event === 'draft')?.data
      expect(watched(events)).toBe(draft?.text)
      expect(draft).toMatchObject({ source: 'llm', made_from: { llm: { failed_because: null } } })
      expect(draft?.text).toContain(NAMES[language])
      expect(events.filter(({ event }) => event === 'checking').map(({ data }) => data)).toEqual(
        draft?.checks,
      )
      const asJson = await send('POST', path, { body: {} })
      expect(Object.keys(asJson.json.drafts[0])).toEqual(Object.keys(draft ?? {}))
    },
  )

  it('further drafts follow whole', async () => {
    const { stream, good } = await open()
    server.script(says(good))
    const { events } = await stream({ count: 3 })
    const drafts = events.filter(({ event }) => event === 'draft')
    expect(drafts.map(({ data }) => data.source)).toEqual(['llm', 'playbook', 'playbook'])
    expect(events.at(-1)).toEqual({ event: 'done', data: { drafts: 3 } })
  })

  it('parts out of order are put in order, and that is said', async () => {
    const { stream, good } = await open()
    server.script(says({ parts: [...good.parts.slice(1), good.parts[0]] }))
    const { events } = await stream()
    expect(kinds(events)).toEqual([
      'started',
      'writing',
      'rearranging',
      'writing',
      'checking',
      'draft',
      'done',
    ])
    expect(watched(events)).toBe(events.find(({ event }) => event === 'draft')?.data.text)
  })
})

describe('what goes wrong is said', () => {
  it('a failed check: repaired, with the reason', async () => {
    const { stream, good, goodAnd } = await open()
    server.script(says(goodAnd(HOLLOW)), says(good))
    const { events } = await stream()
    expect(kinds(events)).toEqual([
      'started',
      'writing',
      'checking',
      'repairing',
      'writing',
      'checking',
      'draft',
      'done',
    ])
    const problems = events.find(({ event }) => event === 'repairing')?.data.problems
    expect(problems).toEqual([expect.stringMatching(/^no_hollow_phrase: /)])
    expect(watched(events)).toBe(events.find(({ event }) => event === 'draft')?.data.text)
  })

  it('the wrong language twice: the playbook’s', async () => {
    const { stream, plain } = await open()
    const persian = { parts: [{ step: 'action', text: 'واحد ارسال پیگیر سفارش شماست.', source: 'playbook' }] }
    server.script(says(persian))
    const { events } = await stream({ register: 'formal' })
    expect(kinds(events)).toEqual([
      'started',
      'writing',
      'checking',
      'repairing',
      'writing',
      'checking',
      'fallback',
      'writing',
      'checking',
      'draft',
      'done',
    ])
    expect(events.find(({ event }) => event === 'fallback')?.data).toEqual({ because: 'failed_checks' })
    const failed = events.filter(({ event, data }) => event === 'checking' && !data.passed)
    expect(failed.map(({ data }) => data.check)).toContain('language')
    expect(watched(events)).toBe(plain.text)
  })

  it.each<[string, (good: unknown) => Behaviour, string]>([
    ['silence', () => hangs, 'timeout'],
    ['a stream that stops', (good) => beginsToSay(good, 120, hangs), 'timeout'],
    ['a stream that breaks off', (good) => beginsToSay(good, 120, dropsConnection), 'unreachable'],
    ['too many requests', () => fails(429), 'rate_limited'],
    ['nonsense', () => says('lorem ipsum'), 'invalid_answer'],
  ])('%s: the playbook’s', async (_, behaviour, because) => {
    const { stream, good, plain, spent } = await open({ over: { timeoutMs: 500 } })
    server.script(behaviour(good))
    const { events } = await stream({ register: 'formal' })
    expect(events.find(({ event }) => event === 'fallback')?.data).toEqual({ because })
    expect(watched(events)).toBe(plain.text)
    expect(events.at(-1)?.event).toBe('done')
    expect(spent() > 0).toBe(because !== 'rate_limited')
  })

  it('without an LLM the same events come at once', async () => {
    const { stream, plain } = await open({ llm: false })
    const { events } = await stream({ register: 'formal' })
    expect(kinds(events)).toEqual(['started', 'writing', 'checking', 'draft', 'done'])
    expect(events[0]?.data.source).toBe('playbook')
    expect(watched(events)).toBe(plain.text)
  })

  it('what is refused before the writing is a problem with its status', async () => {
    const { stream, send, path } = await open()
    expectProblem(await stream({ register: 'rude' }), 400, 'invalid-input', ['register'])
    const headers = { accept: 'text/event-stream' }
    const body = {}
    expectProblem(
      await send('POST', '/v1/conversations/cnv_0/reply-drafts', { body, headers }),
      404,
      'not-found',
    )
    expectProblem(await send('POST', path, { as: 'service', body, headers }), 403, 'forbidden')
    expectProblem(await send('POST', path, { body, headers: { accept: 'text/html' } }), 406, 'not-acceptable')
  })

  it.each([
    ['application/json', 201],
    ['*/*', 201],
    ['application/json, text/event-stream;q=0.5', 201],
    ['text/event-stream', 200],
    ['text/event-stream, application/json;q=0.9', 200],
    ['text/event-stream;q=0', 406],
  ])('accept: %s is answered %i', async (accept, status) => {
    const { stream } = await open({ llm: false })
    expect((await stream({}, accept)).status).toBe(status)
  })

  it('an error after the start is a problem, in the stream and in the log', async () => {
    const { stream, store, logLines } = await open({ llm: false })
    store.recordDrafts = async () => {
      throw new Error('disk')
    }
    const { events } = await stream()
    expect(events.at(-1)).toMatchObject({
      event: 'problem',
      data: { type: '/problems/internal', status: 500 },
    })
    expect(logLines().at(-1)).toMatchObject({ level: 'error', status: 200, problem: 'internal' })
  })
})

describe('limits', () => {
  /** The stream around a verb that says it started and then waits for its signal. */
  async function streamOf(limits: { keepAliveMs: number; limitMs: number }) {
    const { app } = await createHarness()
    app.post('/stream', (c) =>
      streamDrafts(
        c,
        async ({ signal, onEvent }) => {
          onEvent({
            event: 'started',
            data: { source: 'llm', playbook: 'delivery/late', language: 'en', channel: 'chat' },
          })
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
          signal.throwIfAborted()
          return { drafts: [] }
        },
        limits,
      ),
    )
    return (await app.request('/stream', { method: 'POST' })).text()
  }

  it('a silence is filled, and has an end', async () => {
    const text = await streamOf({ keepAliveMs: 20, limitMs: 150 })
    expect(text).toContain(': still writing\n\n')
    expect(eventsOf(text).at(-1)).toMatchObject({ event: 'problem', data: { type: '/problems/unavailable' } })
  })
})

describe('figures', () => {
  it('count drafts, outcomes, failed checks, repairs, reasons and cost, without a word', async () => {
    const { stream, send, path, good, goodAnd } = await open()
    server.script(says(goodAnd(HOLLOW)), says(good), fails(503))
    const { events } = await stream()
    await stream()
    const draft = events.find(({ event }) => event === 'draft')?.data
    await send('POST', path.replace('reply-drafts', 'replies'), {
      body: { text: draft?.text, draft_id: draft?.id },
    })
    const figures = (await send('GET', '/metrics', { as: null })).text
    for (const line of [
      'deljoo_reply_drafts_total{source="llm",language="en"} 1',
      'deljoo_reply_drafts_total{source="playbook",language="en"} 2',
      'deljoo_reply_draft_outcomes_total{source="llm",outcome="accepted"} 1',
      'deljoo_reply_checks_failed_total{source="llm",check="no_hollow_phrase"} 1',
      'deljoo_reply_llm_duration_seconds_count{outcome="written"} 1',
      'deljoo_reply_llm_duration_seconds_count{outcome="unreachable"} 1',
      'deljoo_reply_llm_repairs_total 1',
      'deljoo_reply_fallbacks_total{reason="unreachable"} 1',
    ])
      expect(figures).toContain(`${line}\n`)
    expect(Number(/^deljoo_reply_llm_cost_usd_total (\S+)$/m.exec(figures)?.[1])).toBeGreaterThan(0)
    expect(figures).not.toMatch(/Sarah|8812/)
  })
})

describe('over a real socket', () => {
  it.each(['text/event-stream', 'application/json'])(
    'a client that hangs up (%s) ends the call, keeps nothing, and what was spent is booked',
    async (accept) => {
      const { app, keys, path, good, count, spent, logLines } = await open()
      const hungUp = Promise.withResolvers<void>()
      const asked = Promise.withResolvers<void>()
      server.script((response, request) => {
        response.on('close', hungUp.resolve)
        asked.resolve()
        beginsToSay(good, 150, hangs)(response, request)
      })
      const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
      await new Promise((resolve) => listening.once('listening', resolve))
      try {
        const caller = new AbortController()
        const before = spent()
        const answering = fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${keys.agent}`, 'content-type': 'application/json', accept },
          body: '{}',
          signal: caller.signal,
        })
        if (accept === 'text/event-stream') {
          const reader = (await answering).body?.getReader()
          let read = ''
          while (!read.includes('event: writing')) {
            read += new TextDecoder().decode((await reader?.read())?.value)
          }
        } else {
          await asked.promise
        }
        caller.abort()
        await answering.catch(() => undefined)
        await hungUp.promise
        await expect.poll(spent).toBeGreaterThan(before)
        await expect.poll(() => logLines().at(-1)?.route).toBe('/v1/conversations/:id/reply-drafts')
        expect(await count()).toBe(0)
        expect(server.requests).toHaveLength(1)
      } finally {
        listening.close()
      }
    },
  )
})
