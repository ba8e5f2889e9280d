/** The real model, the real verbs and real sockets: what `app.request` cannot show. */
import { request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Duplex } from 'node:stream'
import { serve } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ClassifyText, createClassifyText } from '../../src/actions/classify-text.ts'
import type { Classifier } from '../../src/actions/ports.ts'
import { loadManifest, modelDirectory } from '../../src/adapters/classifier/load-manifest.ts'
import { startWorkerPool } from '../../src/adapters/classifier/worker-pool.ts'
import { createNewId } from '../../src/adapters/store/new-id.ts'
import { connectionProblem } from '../../src/http/connection-problem.ts'
import { createHarness, fixedAnswer } from './harness.ts'

const TEXTS = {
  fa: 'سه بار زنگ زدم و هیچ‌کس جواب نداد. سفارشم یک هفته است نرسیده و دیگه از شما خرید نمی‌کنم!',
  ar: 'خصمتم المبلغ مرتين من بطاقتي ولم يرد عليّ أحد منذ أسبوع، هذا غير مقبول!',
  en: 'I was charged twice and nobody answers. This is the third time I write, I want to cancel.',
}

let classifier: Classifier
let classify: ClassifyText
beforeAll(async () => {
  const directory = modelDirectory('triage-fa-ar-en')
  const loaded = await loadManifest(directory)
  if (!loaded.ok) throw new Error(loaded.problem)
  const pool = await startWorkerPool({ directory, manifest: loaded.manifest, workers: 1, queuePerWorker: 16 })
  if (!pool.ok) throw new Error(pool.problem)
  classifier = pool.classifier
  classify = createClassifyText({
    classifier,
    secondOpinion: null,
    newId: createNewId(),
    elapsedMs: () => performance.now(),
    policy: { urgencyConfidence: null, sentimentConfidence: null },
  })
})
afterAll(() => classifier.close())

describe('with the real model', () => {
  it.each(Object.entries(TEXTS))(
    'classifies a complaint in %s with reasons from its words',
    async (lang, text) => {
      const { send } = await createHarness({ classify })
      const { status, json } = await send('POST', '/v1/classify', { body: { text, explain: true } })
      expect(status).toBe(200)
      expect(json.language).toMatchObject({ label: lang, supported: true })
      expect(json.sentiment.label).toBe('negative')
      expect(json.decided_by).toMatchObject({
        source: 'local',
        model: expect.stringMatching(/^triage-fa-ar-en@/),
      })
      expect(json.reasons.length).toBeGreaterThan(0)
      for (const reason of json.reasons) expect(text.slice(reason.start, reason.end)).toBe(reason.text)
    },
  )

  it('a batch and a stream say the same as one request each', async () => {
    const { send, app, keys } = await createHarness({ classify })
    const items = Object.entries(TEXTS).map(([id, text]) => ({ id, text }))
    const batch = (await send('POST', '/v1/classify/batch', { body: { items } })).json.items
    const response = await app.request('/v1/classify/batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.service}`, 'content-type': 'application/x-ndjson' },
      body: items.map((item) => JSON.stringify(item)).join('\n'),
    })
    const streamed = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const [index, { id, text }] of items.entries()) {
      const { json } = await send('POST', '/v1/classify', { body: { text } })
      for (const other of [batch[index], streamed[index]]) {
        expect(other.id).toBe(id)
        for (const head of ['language', 'sentiment', 'urgency', 'intent', 'topics', 'emotion', 'signals'])
          expect(other[head], `${id} ${head}`).toEqual(json[head])
      }
    }
  })

  it('/v1/model publishes its reliability per head and language, and nothing of its insides', async () => {
    const { send } = await createHarness({ deps: { modelCard: () => classifier.manifest } })
    const { json, text } = await send('GET', '/v1/model', { as: 'service' })
    expect(json).toMatchObject({ name: 'triage-fa-ar-en', version: classifier.manifest.version })
    for (const head of ['sentiment', 'urgency', 'intent', 'emotion'])
      for (const lang of ['fa', 'ar', 'en'])
        expect(json.reliability[head][lang]).toMatchObject({
          count: expect.any(Number),
          ece: expect.any(Number),
        })
    expect(text).not.toContain(classifier.manifest.golden[0]?.text)
  })
})

describe('over real connections', () => {
  const servers: { close(): void; closeAllConnections?(): void }[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close()
      server.closeAllConnections?.()
    }
  })

  async function listen(options: Parameters<typeof createHarness>[0]) {
    const harness = await createHarness(options)
    const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
      const started = serve({ fetch: harness.app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(started),
      )
    })
    server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
      socket.end(connectionProblem(error.code, 'c-1'))
    })
    servers.push(server as never)
    const { port } = server.address() as AddressInfo
    const headers = { authorization: `Bearer ${harness.keys.service}`, 'content-type': 'application/json' }
    return { ...harness, port, url: `http://127.0.0.1:${port}`, headers }
  }

  it('a client that hangs up fires the signal of its request', async () => {
    const signals: AbortSignal[] = []
    const started = Promise.withResolvers<void>()
    const aborted = Promise.withResolvers<void>()
    const { url, headers } = await listen({
      classify: async (_, options) => {
        const signal = options?.signal as AbortSignal
        signals.push(signal)
        started.resolve()
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
        aborted.resolve()
        return { ok: false, failure: 'abandoned', retryAfterSeconds: 0 }
      },
    })
    const caller = new AbortController()
    const answered = fetch(`${url}/v1/classify`, {
      method: 'POST',
      headers,
      body: '{"text":"سلام"}',
      signal: caller.signal,
    }).catch((error: Error) => error.name)
    await started.promise
    caller.abort()
    await aborted.promise
    expect(await answered).toBe('AbortError')
    expect(signals).toHaveLength(1)
  })

  it.each([
    ['no HTTP at all', `سلام\r\n\r\n`, 400, 'bad-request'],
    [
      'headers too large',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
  ])('%s is answered by a problem', async (_, sent, status, name) => {
    const { port } = await listen({})
    const answer = await new Promise<string>((resolve) => {
      let received = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(sent))
      socket.on('data', (chunk) => (received += chunk))
      socket.on('error', () => {})
      socket.on('close', () => resolve(received))
    })
    const [head, body] = answer.split('\r\n\r\n') as [string, string]
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head).toContain('content-type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ type: `/problems/${name}`, status, instance: 'c-1' })
  })

  it('a chunked body over the limit is answered 413', async () => {
    const { port, headers } = await listen({})
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = httpRequest({ port, path: '/v1/classify', method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sending.on('error', reject)
      sending.write(`{"text":"${'x'.repeat(60_000)}`)
      sending.write('x'.repeat(60_000))
    })
    expect(status).toBe(413)
  })

  it('streams lines both ways at once, in flat memory', async () => {
    const { port, headers } = await listen({ classify: fixedAnswer() })
    const COUNT = 20_000
    const text = 'سلام، سفارشم نرسیده است. '.repeat(12)
    let answered = 0
    let bytes = 0
    let mostHeap = 0
    const before = process.memoryUsage().rss
    await new Promise<void>((resolve, reject) => {
      const sending = httpRequest(
        {
          port,
          path: '/v1/classify/batch',
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/x-ndjson' },
        },
        (response) => {
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length
            for (const byte of chunk) if (byte === 0x0a) answered++
            mostHeap = Math.max(mostHeap, process.memoryUsage.rss())
          })
          response.on('end', resolve)
        },
      )
      sending.on('error', reject)
      let sent = 0
      const more = () => {
        while (sent < COUNT) if (!sending.write(`${JSON.stringify({ id: String(sent++), text })}\n`)) return
        sending.end()
      }
      sending.on('drain', more)
      more()
    })
    expect(answered).toBe(COUNT)
    expect(bytes).toBeGreaterThan(15_000_000)
    expect(mostHeap - before).toBeLessThan(250_000_000)
  })
})
