import {
  type ClientRequest,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { STALLED_MS } from '../../src/http/event-stream.ts'
import { type EventClient, readFrames } from './event-client.ts'
import { createHarness, NOW } from './harness.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const close of closing.splice(0)) await close()
})

/** The application behind a real server, as `serve.ts` puts it there. */
async function startServer() {
  const harness = await createHarness({
    settings: { eventStreams: 1_000, eventStreamsPerKey: 1_000 },
    deps: { hangUp: (c) => void (c.env as unknown as HttpBindings).outgoing.destroy() },
  })
  const server = createAdaptorServer({ fetch: harness.app.fetch }) as Server
  const responses: ServerResponse[] = []
  server.on('request', (_, response) => responses.push(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    await harness.events.close()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo

  const connect = (query = '', headers: Record<string, string> = {}) =>
    new Promise<{ sent: ClientRequest; received: IncomingMessage }>((resolve, reject) => {
      const sent = request({
        port,
        host: '127.0.0.1',
        path: `/v1/events${query}`,
        headers: { authorization: `Bearer ${harness.keys.agent}`, ...headers },
        agent: false,
      })
      sent.once('error', reject)
      sent.once('response', (received) => {
        // Broken off on purpose, at the end of a test at the latest.
        sent.on('error', () => {})
        received.on('error', () => {})
        resolve({ sent, received })
      })
      sent.end()
    })
  const follow = async (query = '', headers: Record<string, string> = {}) => {
    const { received } = await connect(query, headers)
    expect(received.statusCode).toBe(200)
    const client = readFrames(Readable.toWeb(received) as ReadableStream<Uint8Array>)
    return { client, cut: () => received.destroy() }
  }
  const { json } = await harness.send('POST', '/v1/messages', {
    body: { channel: 'chat', text: 'سلام', customer: { handle: 'a' } },
  })
  const id = (json as { conversation: { id: string } }).conversation.id
  const note = (times = 1) =>
    Promise.all(
      Array.from({ length: times }, () =>
        harness.store.addNote({
          conversation_id: id,
          text: 'یادداشت',
          actor: { kind: 'system', id: 'system', name: 'system', role: 'admin' },
          now: NOW.toISOString(),
        }),
      ),
    )
  return { ...harness, connect, follow, note, responses, conversation_id: id }
}

async function read(client: EventClient, times: number): Promise<number[]> {
  const ids: number[] = []
  while (ids.length < times) {
    const frame = await client.nextEvent()
    if (frame === null) throw new Error('The stream ended early')
    ids.push(frame.id as number)
  }
  return ids
}
const from = (begin: number, times: number) => Array.from({ length: times }, (_, index) => begin + index)

describe('over a socket', () => {
  it('a cut loses nothing and doubles nothing, wherever it falls', async () => {
    const { follow, note } = await startServer()
    let { client, cut } = await follow()
    const [begin] = (await read(client, 1)) as [number]
    const seen: number[] = []
    for (const times of [1, 7, 2, 20]) {
      await note(10)
      seen.push(...(await read(client, times > 10 ? 10 * 4 - seen.length : times)))
      // What was received and not looked at is lost with the connection.
      cut()
      ;({ client, cut } = await follow('', { 'last-event-id': String(seen.at(-1)) }))
    }
    expect(seen).toEqual(from(begin + 1, 40))
  })

  it('two clients see the same, each from its own place', async () => {
    const { follow, note } = await startServer()
    const first = await follow()
    const [begin] = (await read(first.client, 1)) as [number]
    await note(3)
    const second = await follow(`?after=${begin}`)
    await note(2)
    expect(await read(first.client, 5)).toEqual(from(begin + 1, 5))
    expect(await read(second.client, 5)).toEqual(from(begin + 1, 5))
  })

  it('500 clients all see what happens, soon', async () => {
    const { follow, note, events } = await startServer()
    const followers = await Promise.all(Array.from({ length: 500 }, () => follow()))
    const begins = await Promise.all(followers.map(({ client }) => read(client, 1)))
    expect(events.readers()).toBe(500)
    const start = performance.now()
    const seen = Promise.all(followers.map(({ client }) => read(client, 3)))
    await note(3)
    expect(await seen).toEqual(begins.map(([begin]) => from((begin as number) + 1, 3)))
    // On a busy machine; alone it takes some 100 ms.
    expect(performance.now() - start).toBeLessThan(5_000)
    for (const { cut } of followers) cut()
    await expect.poll(() => events.readers(), { timeout: 10_000 }).toBe(0)
  }, 60_000)

  it('a client that does not read holds little, is cut off, and resumes with the rest', async () => {
    const { connect, follow, note, responses, file, conversation_id, store, events } = await startServer()
    const database = new Database(file)
    database.exec(`
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)
      insert into events (type, at, conversation_id, data) select 'note-added', '${NOW.toISOString()}', '${conversation_id}', '{}' from n`)
    database.close()
    const { last } = await store.readEventBounds()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const { received } = await connect('?after=0')
    const first = await new Promise<string>((resolve) =>
      received.once('data', (chunk) => {
        received.pause()
        resolve(String(chunk))
      }),
    )
    expect(first).toContain('retry: ')
    const answer = responses.at(-1) as ServerResponse
    await expect.poll(() => answer.writableNeedDrain).toBe(true)
    expect(answer.writableLength).toBeLessThan(150_000)

    // The others do not notice.
    const { client } = await follow()
    await client.nextEvent()
    await note()
    await vi.advanceTimersByTimeAsync(100)
    expect(await read(client, 1)).toEqual([last + 1])

    await vi.advanceTimersByTimeAsync(STALLED_MS)
    expect(answer.destroyed).toBe(true)
    expect(events.readers()).toBe(1)

    const again = await follow(`?after=${last - 3}`)
    expect(await read(again.client, 4)).toEqual(from(last - 2, 4))
  }, 60_000)
})
