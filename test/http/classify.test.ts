import { describe, expect, it } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import { createHarness, expectProblem, fixedAnswer, SECRET_WORDS } from './harness.ts'

const BATCH = '/v1/classify/batch'
const textNumber = (number: number) => `پیام شماره ${number}`
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('POST /v1/classify', () => {
  it.each([
    ['fa', 'سه روزه سفارشم نرسیده، دفعه سومه!'],
    ['ar', 'خصمتم المبلغ مرتين ولم يرد عليّ أحد'],
    ['en', 'Thanks for fixing it so quickly'],
  ])('answers a text in %s', async (_, text) => {
    const { send } = await createHarness()
    const { status, json } = await send('POST', '/v1/classify', { as: 'service', body: { text } })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      id: expect.stringMatching(/^cls_/),
      urgency: { label: 'high' },
      needs_review: false,
    })
    expect(json).not.toHaveProperty('reasons')
  })

  it('passes on what was asked, with the defaults filled in, and the signal of the caller', async () => {
    const asked: Parameters<ClassifyText>[] = []
    const answer = fixedAnswer()
    const classify: ClassifyText = (...given) => {
      asked.push(given)
      return answer(...given)
    }
    const { send } = await createHarness({ classify })
    const { json } = await send('POST', '/v1/classify', {
      body: { text: ' سلام ', lang: 'fa', explain: true },
    })
    expect(asked[0]?.[0]).toEqual({ text: ' سلام ', lang: 'fa', fallback: 'auto', explain: true })
    expect(asked[0]?.[1]?.signal).toBeInstanceOf(AbortSignal)
    expect(json.reasons).toHaveLength(1)
  })

  it('logs one line: who, where, how long, who decided; not what was said', async () => {
    const { send, logLines, rawLog } = await createHarness()
    const { headers } = await send('POST', `/v1/classify`, { as: 'service', body: { text: SECRET_WORDS } })
    expect(logLines()).toEqual([
      expect.objectContaining({
        level: 'info',
        request_id: headers.get('x-request-id'),
        method: 'POST',
        route: '/v1/classify',
        status: 200,
        role: 'service',
        actor: expect.stringMatching(/^key_/),
        decided_by: 'local',
        urgency: 'high',
        duration_ms: expect.any(Number),
        timings: { read_ms: expect.any(Number), classify_ms: expect.any(Number), decide_ms: 3.2 },
      }),
    ])
    expect(rawLog()).not.toContain(SECRET_WORDS)
  })

  it('drops the work of a caller who left', async () => {
    const caller = new AbortController()
    const seen = Promise.withResolvers<AbortSignal>()
    const classify: ClassifyText = async (_, options) => {
      const signal = options?.signal as AbortSignal
      seen.resolve(signal)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      return { ok: false, failure: 'abandoned', retryAfterSeconds: 0 }
    }
    const { app, keys, logLines } = await createHarness({ classify })
    const answered = app.request('/v1/classify', {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.service}`, 'content-type': 'application/json' },
      body: '{"text":"سلام"}',
      signal: caller.signal,
    })
    await seen.promise
    caller.abort()
    expect((await answered).status).toBe(499)
    expect(logLines()[0]).toMatchObject({ level: 'info', status: 499, problem: 'abandoned' })
  })
})

describe('POST /v1/classify/batch as JSON', () => {
  it('answers in order; a bad item does not spoil the rest', async () => {
    const { send } = await createHarness()
    const items = [
      { id: 'a', text: 'سلام' },
      { text: 'مرحبا' },
      { id: 'c', text: '' },
      SECRET_WORDS,
      { id: 'e', text: 'hello', colour: 'red' },
      { id: '', text: 'hello' },
      { id: 'g', text: '\ud83d' },
    ]
    const { status, json, text } = await send('POST', BATCH, { body: { items } })
    expect(status).toBe(200)
    expect(json.items).toMatchObject([
      { id: 'a', urgency: { label: 'high' } },
      { id: expect.stringMatching(/^cls_/) },
      { id: 'c', problem: { type: '/problems/invalid-input', errors: [{ path: 'text' }] } },
      {
        problem: {
          type: '/problems/invalid-input',
          errors: [{ path: '', message: 'must be a JSON object' }],
        },
      },
      { id: 'e', problem: { errors: [{ path: 'colour', message: 'is not known here' }] } },
      { problem: { errors: [{ path: 'id' }] } },
      { id: 'g', problem: { errors: [{ path: 'text' }] } },
    ])
    expect(json.items[3]).not.toHaveProperty('id')
    expect(text).not.toContain(SECRET_WORDS)
  })

  it('takes 256 items and not 257', async () => {
    const { send } = await createHarness({ settings: { bodyLimitBytes: 1_000_000 } })
    const items = Array.from({ length: 256 }, (_, number) => ({
      id: String(number),
      text: textNumber(number),
    }))
    const { json } = await send('POST', BATCH, { body: { items } })
    expect(json.items.map((item: { id: string }) => item.id)).toEqual(items.map((item) => item.id))
    const more = await send('POST', BATCH, { body: { items: [...items, { text: 'x' }] } })
    expectProblem(more, 400, 'invalid-input', ['items'])
  })

  it.each([
    [{ items: [] }, ['items']],
    [{}, ['items']],
    [{ items: 'x' }, ['items']],
    [{ items: [{ text: 'x' }], more: 1 }, ['more']],
  ])('%j is refused as a whole', async (body, paths) => {
    const { send } = await createHarness()
    expectProblem(await send('POST', BATCH, { body }), 400, 'invalid-input', paths)
  })

  it('waits in the bulk lane while the model has no room, and tells an item that nobody could answer', async () => {
    let refusals = 0
    const lanes = new Set<string | undefined>()
    const answer = fixedAnswer()
    const classify: ClassifyText = async (request, options) => {
      lanes.add(options?.lane)
      if (request.text === 'خراب') return { ok: false, failure: 'unavailable', retryAfterSeconds: 5 }
      if (refusals++ < 2) return { ok: false, failure: 'overloaded', retryAfterSeconds: 0.001 }
      return answer(request, options)
    }
    const { send } = await createHarness({ classify })
    const { json } = await send('POST', BATCH, { body: { items: [{ text: 'سلام' }, { text: 'خراب' }] } })
    expect(json.items).toMatchObject([
      { urgency: { label: 'high' } },
      { problem: { type: '/problems/unavailable', status: 503 } },
    ])
    expect([...lanes]).toEqual(['bulk'])
  })
})

describe('POST /v1/classify/batch as NDJSON', () => {
  async function stream(
    body: BodyInit | ReadableStream<Uint8Array>,
    classify = fixedAnswer(),
    signal?: AbortSignal,
  ) {
    const harness = await createHarness({ classify })
    const response = await harness.app.request(BATCH, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${harness.keys.service}`,
        'content-type': 'application/x-ndjson; charset=utf-8',
      },
      body,
      duplex: 'half',
      ...(signal ? { signal } : {}),
    } as RequestInit)
    return { ...harness, response }
  }

  it('answers every line in order; a broken line has a problem of its own', async () => {
    const lines = [
      JSON.stringify({ id: 'a', text: 'سلام' }),
      `{"text": "${SECRET_WORDS}`,
      '',
      JSON.stringify({ text: '' }),
      JSON.stringify({ id: 'long', text: 'x'.repeat(70_000) }),
      JSON.stringify({ id: 'z', text: 'خداحافظ' }),
    ]
    const { response, logLines, rawLog } = await stream(lines.join('\n'))
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(response.headers.get('x-request-id')).toMatch(/\w/)
    const text = await response.text()
    expect(text.endsWith('\n')).toBe(true)
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: 'a', urgency: { label: 'high' } },
      { line: 2, problem: { type: '/problems/malformed-json' } },
      { line: 4, problem: { type: '/problems/invalid-input', errors: [{ path: 'text' }] } },
      { line: 5, problem: { type: '/problems/too-large' } },
      { id: 'z' },
    ])
    await settle()
    expect(logLines()).toMatchObject([{ route: BATCH, status: 200, items: 5, problems: 3, decided_local: 2 }])
    expect(text + rawLog()).not.toContain(SECRET_WORDS)
  })

  it('an empty stream has an empty answer', async () => {
    const { response } = await stream('')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  it('10,000 lines: every one answered, in order', async () => {
    const lines = Array.from({ length: 10_000 }, (_, number) =>
      JSON.stringify({ id: String(number), text: textNumber(number) }),
    )
    const { response } = await stream(lines.join('\n'))
    const answers = (await response.text()).trim().split('\n')
    expect(answers).toHaveLength(10_000)
    expect(answers.findIndex((line, number) => JSON.parse(line).id !== String(number))).toBe(-1)
  })

  it('stops reading while nobody reads the answers', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(
          new TextEncoder().encode(`${JSON.stringify({ id: `${sent++}`, text: 'x'.repeat(5_000) })}\n`),
        )
      },
    })
    const { response } = await stream(endless)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    for (let turn = 0; turn < 50; turn++) await settle()
    const sentBefore = sent
    for (let turn = 0; turn < 20; turn++) await settle()
    expect(sent).toBe(sentBefore)
    // The read-ahead of the harness is 100,000 bytes, twenty lines; the window is 32.
    expect(sent).toBeLessThan(80)
    await reader.cancel()
  })

  it('answers a line before the next one is sent', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const send = (id: string) =>
      writer.write(new TextEncoder().encode(`${JSON.stringify({ id, text: 'سلام' })}\n`))
    const first = send('one')
    const { response } = await stream(readable)
    const reader = (response.body as ReadableStream<Uint8Array>)
      .pipeThrough(new TextDecoderStream() as never as TransformStream<Uint8Array, string>)
      .getReader()
    await first
    expect(JSON.parse((await reader.read()).value as string)).toMatchObject({ id: 'one' })
    await send('two')
    expect(JSON.parse((await reader.read()).value as string)).toMatchObject({ id: 'two' })
    await writer.close()
    expect((await reader.read()).done).toBe(true)
  })

  it('a caller who leaves stops the work, also while it waits for room', async () => {
    let asked = 0
    let aborted = 0
    const classify: ClassifyText = async (_, options) => {
      asked++
      options?.signal?.addEventListener('abort', () => aborted++)
      return { ok: false, failure: 'overloaded', retryAfterSeconds: 0.002 }
    }
    const line = `${JSON.stringify({ text: 'سلام' })}\n`
    const { response, logLines } = await stream(line.repeat(500), classify)
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    void reader.read().catch(() => {})
    await settle()
    await settle()
    expect(asked).toBeGreaterThan(32)
    await reader.cancel()
    await settle()
    const askedAtTheEnd = asked
    for (let turn = 0; turn < 5; turn++) await settle()
    expect(asked).toBe(askedAtTheEnd)
    expect(aborted).toBeGreaterThan(0)
    expect(logLines()).toMatchObject([{ broken_off: true }])
  })
})
