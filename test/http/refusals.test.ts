import { describe, expect, it } from 'vitest'
import { PROBLEM_NAMES } from '../../src/http/problem-types.ts'
import { createHarness, expectProblem, SECRET_WORDS } from './harness.ts'

const CLASSIFY = '/v1/classify'
const persian = (length: number) => 'سلام '.repeat(Math.ceil(length / 5)).slice(0, length)

describe('input that is refused, field by field', () => {
  it.each<[string, unknown, string[]]>([
    ['empty text', { text: '' }, ['text']],
    ['white space only', { text: ' \n\t ' }, ['text']],
    ['8,001 characters', { text: `${persian(8_000)}!` }, ['text']],
    ['no text', {}, ['text']],
    ['text of the wrong type', { text: 5 }, ['text']],
    ['null text', { text: null }, ['text']],
    ['a list instead of an object', [], ['']],
    ['a string instead of an object', `"${SECRET_WORDS}"`, ['']],
    ['an unknown field', { text: 'سلام', mood: SECRET_WORDS }, ['mood']],
    ['an unknown field whose name is text', { text: 'سلام', [SECRET_WORDS]: 1 }, ['?']],
    ['an unknown language', { text: 'سلام', lang: SECRET_WORDS }, ['lang']],
    ['an unknown channel', { text: 'سلام', channel: SECRET_WORDS }, ['channel']],
    ['a boolean as a word', { text: 'سلام', explain: 'yes' }, ['explain']],
    ['prototype tricks', '{"text":"سلام","__proto__":{"x":1}}', ['__proto__']],
    ['half a surrogate pair', '{"text":"سلام \\ud83d"}', ['text']],
    ['surrogates in the wrong order', '{"text":"\\ude00\\ud83d"}', ['text']],
    ['several at once', { text: '', lang: 'de', extra: 1 }, ['text', 'lang', 'extra']],
  ])('%s', async (_, body, paths) => {
    const { send } = await createHarness()
    const answer = await send('POST', CLASSIFY, { body })
    expectProblem(answer, 400, 'invalid-input', paths)
  })

  it('says what would be right and never what was sent', async () => {
    const { send, rawLog } = await createHarness()
    const answer = await send('POST', CLASSIFY, {
      body: { text: SECRET_WORDS, lang: SECRET_WORDS, explain: SECRET_WORDS },
    })
    expect(answer.json.errors).toEqual([
      { path: 'lang', message: 'must be one of fa, ar, en' },
      { path: 'explain', message: 'must be a boolean' },
    ])
    expect(answer.text + rawLog()).not.toContain(SECRET_WORDS)
  })

  it('takes 8,000 characters', async () => {
    const { send } = await createHarness()
    expect((await send('POST', CLASSIFY, { body: { text: persian(8_000) } })).status).toBe(200)
  })

  it('refuses half a surrogate pair in every field of a body', async () => {
    const { send } = await createHarness()
    const body = '{"channel":"chat","text":"سلام","customer":{"external_id":"c-1","name":"\\ud800"}}'
    expectProblem(await send('POST', '/v1/messages', { body }), 400, 'invalid-input', ['customer.name'])
  })
})

describe('bodies that cannot be read', () => {
  it.each<[string, BodyInit, Record<string, string>, number, string]>([
    [
      'broken JSON',
      `{"text": "${SECRET_WORDS}`,
      { 'content-type': 'application/json' },
      400,
      'malformed-json',
    ],
    ['nothing', '', { 'content-type': 'application/json' }, 400, 'malformed-json'],
    [
      'bytes that are no UTF-8',
      new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      { 'content-type': 'application/json' },
      400,
      'malformed-json',
    ],
    [
      'a form',
      'text=salam',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    ['no content type', '{"text":"سلام"}', {}, 415, 'unsupported-media-type'],
    [
      'NDJSON where only JSON is taken',
      '{"text":"سلام"}',
      { 'content-type': 'application/x-ndjson' },
      415,
      'unsupported-media-type',
    ],
    [
      'compressed',
      '{"text":"سلام"}',
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      415,
      'unsupported-media-type',
    ],
    [
      'too large, length declared',
      'x'.repeat(101),
      { 'content-type': 'application/json', 'content-length': '100001' },
      413,
      'too-large',
    ],
    [
      'too large, length unknown',
      `{"text":"${'x'.repeat(100_000)}"}`,
      { 'content-type': 'application/json' },
      413,
      'too-large',
    ],
  ])('%s', async (_, body, headers, status, name) => {
    const { app, keys, rawLog } = await createHarness()
    const response = await app.request(CLASSIFY, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.service}`, ...headers },
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    })
    const text = await response.text()
    expectProblem(
      { status: response.status, headers: response.headers, text, json: JSON.parse(text) },
      status,
      name,
    )
    expect(rawLog()).not.toContain(SECRET_WORDS)
  })

  it('reads a chunked body only up to the limit', async () => {
    const { app, keys } = await createHarness()
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(10_000))
      },
    })
    const response = await app.request(CLASSIFY, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keys.service}`,
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
      },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(15)
  })
})

describe('addresses and methods', () => {
  it.each([
    ['GET', '/nothing/here', 404, 'not-found', null],
    ['GET', '/v1/nothing', 404, 'not-found', null],
    ['POST', '/v1/nothing', 404, 'not-found', null],
    ['GET', '/problems/nothing', 404, 'not-found', null],
    ['GET', '/docs/../package.json', 404, 'not-found', null],
    ['GET', '/docs/package.json', 404, 'not-found', null],
    ['GET', CLASSIFY, 405, 'method-not-allowed', 'POST'],
    ['DELETE', '/v1/messages/msg_1', 405, 'method-not-allowed', 'GET, HEAD'],
    ['PUT', '/v1/customers/cus_1', 405, 'method-not-allowed', 'GET, HEAD, DELETE'],
    ['OPTIONS', '/healthz', 405, 'method-not-allowed', 'GET, HEAD'],
  ])('%s %s → %s', async (method, path, status, name, allow) => {
    const { send } = await createHarness()
    const answer = await send(method, path)
    expectProblem(answer, status, name)
    expect(answer.headers.get('allow')).toBe(allow)
  })

  it.each([
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['text/html, */*;q=0.1', 200],
    ['application/*', 200],
    ['application/problem+json', 200],
  ])('Accept: %s → %s', async (accept, status) => {
    const { send } = await createHarness()
    const answer = await send('POST', CLASSIFY, { body: { text: 'سلام' }, headers: { accept } })
    if (status === 406) expectProblem(answer, 406, 'not-acceptable')
    else expect(answer.status).toBe(status)
  })

  it.each([
    ['/v1/conversations?colour=red', ['query.colour']],
    ['/v1/conversations?limit=0', ['query.limit']],
    ['/v1/conversations?limit=many', ['query.limit']],
    ['/v1/conversations?status=gone', ['query.status']],
    ['/v1/conversations?flagged=perhaps', ['query.flagged']],
    ['/v1/flags?stage=open&stage=lost', ['query.stage']],
    [`/v1/conversations?${encodeURIComponent(SECRET_WORDS)}=1`, ['query.?']],
    ['/v1/customers/cus_1/risk?as_of=yesterday', ['query.as_of']],
    ['/v1/customers/cus_1?x=1', ['query.x']],
    [`/v1/messages/${encodeURIComponent(SECRET_WORDS)}`, ['path.id']],
    ['/v1/audit?cursor=abc', ['query.cursor']],
    ['/v1/model?x=1', ['query.x']],
  ])('%s is refused', async (path, paths) => {
    const { send, rawLog } = await createHarness()
    expectProblem(await send('GET', path), 400, 'invalid-input', paths)
    expect(rawLog()).not.toContain(SECRET_WORDS)
    expect(rawLog()).not.toContain(encodeURIComponent(SECRET_WORDS))
  })
})

describe('failures of the service', () => {
  it.each([
    ['overloaded', 7, 503, 'overloaded'],
    ['unavailable', 30, 503, 'unavailable'],
  ] as const)('a model that is %s', async (failure, retryAfterSeconds, status, name) => {
    const { send } = await createHarness({
      classify: async () => ({ ok: false, failure, retryAfterSeconds }),
    })
    const answer = await send('POST', CLASSIFY, { body: { text: 'سلام' } })
    expectProblem(answer, status, name)
    expect(answer.headers.get('retry-after')).toBe(String(retryAfterSeconds))
  })

  it('an unexpected error shows nothing of its insides, in the answer or the log', async () => {
    const { send, logLines, rawLog } = await createHarness({
      classify: async () => {
        throw Object.assign(new TypeError(`Failed query, params: ${SECRET_WORDS}`), {
          cause: Object.assign(new Error(SECRET_WORDS), { code: 'SQLITE_FULL' }),
        })
      },
    })
    const answer = await send('POST', CLASSIFY, { body: { text: SECRET_WORDS } })
    expectProblem(answer, 500, 'internal')
    expect(answer.text).not.toMatch(/TypeError|query|\.ts/)
    expect(rawLog()).not.toContain(SECRET_WORDS)
    expect(logLines()).toHaveLength(1)
    expect(logLines()[0]).toMatchObject({
      level: 'error',
      status: 500,
      problem: 'internal',
      err: { name: 'TypeError', cause: { name: 'Error', code: 'SQLITE_FULL' } },
    })
    expect(logLines()[0].err.frames[0]).toMatch(/^at .*refusals\.test\.ts/)
  })
})

describe('the pages behind `type`', () => {
  it.each(PROBLEM_NAMES)('/problems/%s tells people and programs what to do', async (name) => {
    const { send } = await createHarness()
    const page = await send('GET', `/problems/${name}`, { as: null })
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toMatch(/^text\/html/)
    expect(page.text).toContain('What to do')
    const facts = await send('GET', `/problems/${name}`, {
      as: null,
      headers: { accept: 'application/json' },
    })
    expect(facts.json).toMatchObject({ type: `/problems/${name}`, status: expect.any(Number) })
    expect((await send('GET', '/problems', { as: null })).text).toContain(`/problems/${name}`)
  })
})
