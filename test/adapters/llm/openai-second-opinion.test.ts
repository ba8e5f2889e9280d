import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { labels as labelsSchema } from '../../../src/domain/triage/triage.ts'
import { answer, judged } from './answers.ts'
import {
  type Behaviour,
  type ChatServer,
  dropsConnection,
  fails,
  floods,
  hangs,
  isAWebsite,
  isCutOff,
  refuses,
  says,
  saysNull,
  startChatServer,
} from './chat-server.ts'
import { COST_OF_ONE, MESSAGE, openSecondOpinion, prompt } from './open-second-opinion.ts'

let server: ChatServer
beforeAll(async () => {
  server = await startChatServer()
})
beforeEach(() => {
  server.requests.length = 0
})
afterAll(() => server.close())

const open = (over: Parameters<typeof openSecondOpinion>[1] = {}) => openSecondOpinion(server.baseUrl, over)

describe('a good answer', () => {
  it('becomes labels of the contract with evidence, model and true cost', async () => {
    server.script(says(answer()))
    const { ask, spentToday } = open()
    const outcome = await ask()
    expect(outcome).toMatchObject({ ok: true, language: 'en', model: 'test-model@second-opinion-1' })
    if (!outcome.ok) return
    expect(labelsSchema.safeParse(outcome.labels).success).toBe(true)
    expect(outcome.labels.urgency.scores).toEqual({
      low: 0.0667,
      normal: 0.0667,
      high: 0.8,
      critical: 0.0666,
    })
    expect(outcome.labels.sentiment.polarity).toBeCloseTo(-0.8667, 3)
    expect(outcome.evidence).toContainEqual({ head: 'signals', label: 'repeat_contact', text: 'third time' })
    expect(outcome.costUsd).toBeCloseTo(COST_OF_ONE, 12)
    expect(spentToday()).toBeCloseTo(COST_OF_ONE, 12)
  })

  it('was asked for with key, model, strict schema, the prompt unchanged and the message as data', async () => {
    server.script(says(answer()))
    await open().ask()
    const [request] = server.requests
    expect(request).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer test-key' })
    expect(request?.body).toMatchObject({
      model: 'test-model',
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    })
    expect(request?.body.messages).toEqual([
      { role: 'system', content: prompt.text },
      { role: 'user', content: JSON.stringify({ message: MESSAGE, channel: 'chat', language: 'en' }) },
    ])
  })

  it.each([
    ['wrapped in a Markdown fence', `\`\`\`json\n${JSON.stringify(answer())}\n\`\`\``],
    [
      'with the same topic twice and other beside it',
      answer({ topics: [judged('technical', 0.4), judged('other', 0.9), judged('technical', 0.9)] }),
    ],
  ])('%s is read', async (_, content) => {
    server.script(says(content))
    const outcome = await open().ask()
    expect(outcome.ok && outcome.labels.topics).toEqual([{ label: 'technical', confidence: 0.9 }])
  })

  it('keeps the chosen label ahead even when its confidence is below an equal share', async () => {
    server.script(says(answer({ urgency: judged('high', 0.05) })))
    const outcome = await open().ask()
    expect(outcome.ok && outcome.labels.urgency).toMatchObject({ label: 'high', confidence: 0.26 })
  })

  it.each([
    ['without usage', null],
    ['with usage that is none', { prompt_tokens: 'many', completion_tokens: -1 }],
  ])('%s is charged by an estimate', async (_, usage) => {
    server.script(says(answer(), usage))
    const outcome = await open().ask()
    expect(outcome.costUsd).toBeGreaterThan(0.000_1)
    expect(outcome.costUsd).toBeLessThan(0.01)
  })
})

describe('trouble ends in a value', () => {
  const cases: [string, Behaviour[], string, { requests: number; costs: boolean }][] = [
    ['an answer that never comes', [hangs], 'timeout', { requests: 1, costs: true }],
    ['429 for ever', [fails(429, { 'retry-after': '0.01' })], 'rate_limited', { requests: 2, costs: false }],
    [
      '429 asking to wait longer than we have',
      [fails(429, { 'retry-after': '20' })],
      'rate_limited',
      { requests: 1, costs: false },
    ],
    ['500 for ever', [fails(500, { 'retry-after-ms': '5' })], 'unreachable', { requests: 2, costs: false }],
    ['a dropped connection', [dropsConnection], 'unreachable', { requests: 2, costs: false }],
    ['a wrong key', [fails(401)], 'misconfigured', { requests: 1, costs: false }],
    ['an unknown model', [fails(404)], 'misconfigured', { requests: 1, costs: false }],
    ['a refusal', [refuses], 'refused', { requests: 1, costs: true }],
    ['nonsense', [says('I think they are cross.')], 'invalid_answer', { requests: 2, costs: true }],
    ['an empty answer', [says('')], 'invalid_answer', { requests: 2, costs: true }],
    [
      'an invented label',
      [says(answer({ urgency: judged('very high', 0.9) }))],
      'invalid_answer',
      { requests: 2, costs: true },
    ],
    [
      'an impossible confidence',
      [says(answer({ urgency: judged('high', 93) }))],
      'invalid_answer',
      { requests: 2, costs: true },
    ],
    ['no topic', [says(answer({ topics: [] }))], 'invalid_answer', { requests: 2, costs: true }],
    ['a further key', [says(answer({ note: 'x' }))], 'invalid_answer', { requests: 2, costs: true }],
    ['answers cut off', [isCutOff], 'invalid_answer', { requests: 2, costs: true }],
    ['a flood', [floods], 'invalid_answer', { requests: 1, costs: true }],
    ['a website', [isAWebsite], 'invalid_answer', { requests: 2, costs: true }],
    ['null', [saysNull], 'invalid_answer', { requests: 2, costs: true }],
    ['another language', [says(answer({ language: 'fa' }))], 'wrong_language', { requests: 1, costs: true }],
    ['a refused repair', [says('hm'), refuses], 'refused', { requests: 2, costs: true }],
  ]
  it.each(cases)('%s', async (_, script, failure, expected) => {
    server.script(...script)
    const { ask, spentToday } = open({ timeoutMs: script[0] === hangs ? 400 : 5_000 })
    const outcome = await ask()
    expect(outcome).toMatchObject({ ok: false, failure, model: 'test-model@second-opinion-1' })
    expect(server.requests).toHaveLength(expected.requests)
    expect(outcome.costUsd > 0).toBe(expected.costs)
    expect(spentToday()).toBeCloseTo(outcome.costUsd, 12)
  })

  it('nobody listening', async () => {
    const { ask, spentToday } = open({ baseUrl: 'http://127.0.0.1:9/v1', maxRetries: 0 })
    expect(await ask()).toMatchObject({ ok: false, failure: 'unreachable', costUsd: 0 })
    expect(spentToday()).toBe(0)
  })
})

describe('trouble that passes', () => {
  it.each([
    ['429 with a short Retry-After', [fails(429, { 'retry-after': '0.05' }), says(answer())]],
    ['one 500', [fails(500, { 'retry-after-ms': '5' }), says(answer())]],
    ['one dropped connection', [dropsConnection, says(answer())]],
  ] satisfies [string, Behaviour[]][])('%s costs a retry of the client, no more', async (_, script) => {
    server.script(...script)
    const outcome = await open().ask()
    expect(outcome).toMatchObject({ ok: true })
    expect(outcome.costUsd).toBeCloseTo(COST_OF_ONE, 12)
    expect(server.requests).toHaveLength(2)
  })

  it('a wrong answer is repaired once: the problems are named, both calls are paid', async () => {
    server.script(says(answer({ urgency: judged('very high', 0.9) })), says(answer()))
    const outcome = await open().ask()
    expect(outcome).toMatchObject({ ok: true })
    expect(outcome.costUsd).toBeCloseTo(2 * COST_OF_ONE, 12)
    const [, , wrong, complaint] = server.requests[1]?.body.messages ?? []
    expect(wrong).toMatchObject({ role: 'assistant' })
    expect(JSON.parse(complaint?.content ?? '').problems).toEqual([
      expect.stringMatching(/^urgency\.label: /),
    ])
  })

  it('quotes that cannot be had right are dropped, the labels stand', async () => {
    server.script(says(answer({ sentiment: judged('negative', 0.9, 'utterly dead') })))
    const outcome = await open().ask()
    expect(server.requests).toHaveLength(2)
    expect(outcome.ok && outcome.evidence.map((quote) => quote.text)).toEqual(['card reader', 'third time'])
  })

  it.each([
    ['json_schema', [fails(400, {}, 'response_format json_schema is not supported')], ['json_object']],
    [
      'json_schema and json_object',
      [fails(422, {}, 'unknown response_format'), fails(400, {}, "'json_object' is not allowed")],
      ['json_object', 'none'],
    ],
  ] as [string, Behaviour[], string[]][])(
    'a server without %s is asked more plainly, and from then on at once',
    async (_, refusals, forms) => {
      server.script(...refusals, says(answer()))
      const { ask } = open()
      expect(await ask()).toMatchObject({ ok: true })
      const used = server.requests.map(({ body }) => body.response_format?.type ?? 'none')
      expect(used).toEqual(['json_schema', ...forms])
      expect(server.requests.at(-1)?.body.messages[1]?.content).toContain('JSON Schema')
      expect(await ask()).toMatchObject({ ok: true })
      expect(server.requests).toHaveLength(forms.length + 2)
    },
  )

  it('that two conversations learn at once is not learnt twice', async () => {
    const picky: Behaviour = (response, request) => {
      const known = request.body.response_format?.type === 'json_object'
      const behave = known ? says(answer()) : fails(400, {}, 'response_format is not supported')
      behave(response, request)
    }
    server.script(picky)
    const { ask } = open()
    expect(await Promise.all([ask(), ask(), ask()])).toMatchObject([{ ok: true }, { ok: true }, { ok: true }])
  })
})
