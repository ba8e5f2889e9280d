import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../../src/domain/labels.ts'
import { messageOf } from '../../../domain/reply/desk.ts'
import {
  type Behaviour,
  beginsToSay,
  type ChatServer,
  dropsConnection,
  fails,
  floods,
  hangs,
  isAWebsite,
  isCutOff,
  refuses,
  says,
  saysAtOnce,
  saysNull,
  startChatServer,
  USAGE,
} from '../chat-server.ts'
import { goodAnswer, goodAnswerAnd, LATE, openReplyWriter, prompt } from './open-reply-writer.ts'

let server: ChatServer
beforeAll(async () => {
  server = await startChatServer()
})
beforeEach(() => {
  server.requests.length = 0
})
afterAll(() => server.close())

const open = (over: Parameters<typeof openReplyWriter>[1] = {}) => openReplyWriter(server.baseUrl, over)
const late = messageOf('en', LATE.en, { topics: ['delivery'] }, { customer_name: 'Sarah Ahmadi' })
const COST_OF_ONE = (USAGE.prompt_tokens * 0.15 + USAGE.completion_tokens * 0.6) / 1e6
const ends: Behaviour = (response) => response.end()
const HOLLOW = 'Rest assured, your call is important.'

describe('a good answer', () => {
  it.each(LANGUAGES)(
    '%s: becomes a draft that passes every check and cites the playbook',
    async (language) => {
      const input = messageOf(language, LATE[language], { topics: ['delivery'] })
      server.script(says(goodAnswer(input)))
      const { write, spent } = open()
      const written = await write(input)
      expect(written).toMatchObject({
        ok: true,
        model: 'test-model@reply-3',
        draft: { source: 'llm', language, playbook: 'delivery/late' },
      })
      if (!written.ok) return
      expect(written.draft.checks.filter(({ passed }) => !passed)).toEqual([])
      expect(written.draft.citations).toEqual(
        expect.arrayContaining([
          { file: 'prompts/playbooks/delivery.yaml', place: 'late' },
          { file: 'prompts/playbooks/frame.yaml', place: language },
        ]),
      )
      expect(written.costUsd).toBeCloseTo(COST_OF_ONE, 12)
      expect(spent()).toBeCloseTo(COST_OF_ONE, 12)
      expect(server.requests).toHaveLength(1)
    },
  )

  it('was asked for with key, model, strict schema and the prompt unchanged', async () => {
    server.script(says(goodAnswer(late)))
    await open().write(late)
    const [request] = server.requests
    expect(request).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer test-key' })
    expect(request?.body).toMatchObject({
      model: 'test-model',
      max_completion_tokens: 3_000,
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    })
    expect(request?.body.messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(request?.body.messages[0]?.content).toBe(prompt.text)
    expect(JSON.parse(request?.body.messages[1]?.content ?? '')).toMatchObject({
      answer: { language: 'en', channel: 'chat', public: false },
      situation: { id: 'delivery/late', promised_time: 'by 11:30 am tomorrow' },
      thread: [{ author: 'customer', text: LATE.en }],
      past_answers: [],
    })
  })

  it.each([
    ['in a fence', (answer: unknown) => says(`\`\`\`json\n${JSON.stringify(answer)}\n\`\`\``)],
    ['with no usage told', (answer: unknown) => says(answer, null)],
    ['from a server that does not stream', (answer: unknown) => saysAtOnce(answer)],
  ] as const)('%s is one too', async (_, say) => {
    server.script(say(goodAnswer(late)))
    const written = await open().write(late)
    expect(written).toMatchObject({ ok: true })
    expect(written.costUsd).toBeGreaterThan(0)
  })

  it('comes from a server that knows no schema, told in words, and that is remembered', async () => {
    const unknown = fails(400, {}, 'response_format json_schema is not supported')
    server.script(unknown, says(goodAnswer(late)))
    const { write } = open()
    expect(await write(late)).toMatchObject({ ok: true })
    expect(server.requests[1]?.body.response_format).toEqual({ type: 'json_object' })
    expect(server.requests[1]?.body.messages[1]?.content).toContain('JSON Schema')
    expect(await write(late)).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(3)
  })
})

describe('one repair', () => {
  it('tells the failed checks and takes the better answer', async () => {
    server.script(says(goodAnswerAnd(late, HOLLOW)), says(goodAnswer(late)))
    const written = await open().write(late)
    expect(written).toMatchObject({ ok: true })
    expect(written.costUsd).toBeCloseTo(2 * COST_OF_ONE, 12)
    const [, , answer, repair] = server.requests[1]?.body.messages ?? []
    expect(answer?.role).toBe('assistant')
    expect(JSON.parse(repair?.content ?? '').problems).toEqual([expect.stringMatching(/^no_hollow_phrase: /)])
  })

  it.each<[string, unknown]>([
    ['cites what is not there', { parts: [{ step: 'action', text: 'We look into it.', source: 'wiki' }] }],
    ['has a step nobody knows', { parts: [{ step: 'joke', text: 'Ha.', source: 'playbook' }] }],
    ['says nothing', { parts: [] }],
    ['is no JSON', 'Dear Sarah, we are on it.'],
  ])('of an answer that %s', async (_, answer) => {
    server.script(says(answer), says(goodAnswer(late)))
    expect(await open().write(late)).toMatchObject({ ok: true })
    expect(server.requests).toHaveLength(2)
  })

  it('of an answer that was cut off', async () => {
    server.script(isCutOff, says(goodAnswer(late)))
    expect(await open().write(late)).toMatchObject({ ok: true })
  })

  it('and no second one', async () => {
    server.script(says(goodAnswerAnd(late, HOLLOW)))
    const written = await open().write(late)
    expect(written).toMatchObject({ ok: false, failure: 'failed_checks' })
    expect(written.costUsd).toBeCloseTo(2 * COST_OF_ONE, 12)
    expect(server.requests).toHaveLength(2)
  })
})

describe('trouble ends in a value', () => {
  it.each<[string, Behaviour, string]>([
    ['a refusal', refuses, 'refused'],
    ['too many requests', fails(429), 'rate_limited'],
    ['a server down', fails(503), 'unreachable'],
    ['a wrong key', fails(401), 'misconfigured'],
    ['a dropped connection', dropsConnection, 'unreachable'],
    ['nonsense twice', says('lorem ipsum'), 'invalid_answer'],
    ['a website', isAWebsite, 'invalid_answer'],
    ['null', saysNull, 'invalid_answer'],
    ['a flood', floods, 'invalid_answer'],
    ['a stream that breaks off', beginsToSay(goodAnswer(late), 90, dropsConnection), 'unreachable'],
    ['a stream that ends too early, twice', beginsToSay(goodAnswer(late), 90, ends), 'invalid_answer'],
  ])('%s', async (_, behaviour, failure) => {
    server.script(behaviour)
    expect(await open().write(late)).toMatchObject({ ok: false, failure })
  })

  it('an answer that never comes', async () => {
    server.script(hangs)
    expect(await open({ timeoutMs: 400 }).write(late)).toMatchObject({ ok: false, failure: 'timeout' })
  })

  it('a stream that stops and stays open; what it wrote is paid for', async () => {
    server.script(beginsToSay('x'.repeat(2_000), 2_000, hangs))
    const written = await open({ timeoutMs: 400 }).write(late)
    expect(written).toMatchObject({ ok: false, failure: 'timeout' })
    expect(written.costUsd).toBeGreaterThan((1_000 * 0.6) / 1e6)
  })

  it('a wait longer than the time left is not begun', async () => {
    server.script(fails(429, { 'retry-after': '60' }))
    const started = performance.now()
    const written = await open({ maxRetries: 2 }).write(late)
    expect(written).toMatchObject({ ok: false, failure: 'rate_limited' })
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(server.requests).toHaveLength(1)
  })

  it('one failure is retried by the client', async () => {
    server.script(fails(503), says(goodAnswer(late)))
    expect(await open({ maxRetries: 1 }).write(late)).toMatchObject({ ok: true })
  })
})

describe('bounds', () => {
  it('over budget the server is not asked', async () => {
    server.script(says(goodAnswer(late)))
    const { write, spent } = open({ dailyBudgetUsd: 0.000_01 })
    expect(await write(late)).toMatchObject({ ok: false, failure: 'over_budget', costUsd: 0 })
    expect(server.requests).toHaveLength(0)
    expect(spent()).toBe(0)
  })

  it('spends up to the budget and stops there', async () => {
    server.script(says(goodAnswer(late)))
    const { write, spent } = open({ dailyBudgetUsd: 0.02 })
    const outcomes = []
    for (let call = 0; call < 40; call += 1) outcomes.push(await write(late))
    expect(spent()).toBeLessThanOrEqual(0.02)
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(server.requests.length)
    expect(outcomes.at(-1)).toMatchObject({ failure: 'over_budget' })
  })

  it('the circuit opens after repeated trouble', async () => {
    server.script(fails(500))
    const { write } = open()
    for (let call = 0; call < 3; call += 1)
      expect(await write(late)).toMatchObject({ failure: 'unreachable' })
    expect(await write(late)).toMatchObject({ failure: 'circuit_open', costUsd: 0 })
    expect(server.requests).toHaveLength(3)
  })

  it('nothing is traced elsewhere, whatever the environment says', () => {
    process.env.LANGSMITH_TRACING = 'true'
    open()
    expect(process.env.LANGSMITH_TRACING).toBeUndefined()
  })
})
