/**
 * Many followers of `GET /v1/events`: what each costs the server, and how soon all of them see a change.
 * `npx node bench/events.ts [clients] [changes]`; the clients run in this process, on the same machine.
 */
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChildServer, startService } from './child-server.ts'
import { table } from './statistics.ts'

const clients = Number(process.argv[2] ?? 2_000)
const changes = Number(process.argv[3] ?? 60)
const CONNECT_AT_A_TIME = 50

type Follower = { response: IncomingMessage; onEvent: (id: number) => void }

function follow(server: ChildServer): Promise<Follower> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}/v1/events?types=note-added`, {
      headers: { authorization: `Bearer ${server.key}` },
      agent: false,
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      const follower: Follower = { response, onEvent: () => {} }
      let rest = ''
      response.setEncoding('utf8')
      response.on('error', () => {})
      response.on('data', (chunk: string) => {
        rest += chunk
        for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
          const frame = rest.slice(0, end)
          rest = rest.slice(end + 2)
          if (frame.startsWith('event: ready')) resolve(follower)
          const id = /^event: note-added\nid: (\d+)/.exec(frame)?.[1]
          if (id) follower.onEvent(Number(id))
        }
      })
    })
    sent.end()
  })
}

async function post<Answer>(server: ChildServer, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return (await response.json()) as Answer
}

const server = await startService({
  DELJOO_MODEL_WORKERS: '1',
  DELJOO_EVENT_STREAMS: String(clients),
  DELJOO_EVENT_STREAMS_PER_KEY: String(clients),
})
try {
  const { conversation } = await post<{ conversation: { id: string } }>(server, '/v1/messages', {
    channel: 'chat',
    text: 'سلام، سفارشم نرسیده است',
    customer: { handle: 'bench' },
  })
  const note = () => post(server, `/v1/conversations/${conversation.id}/notes`, { text: 'یادداشت' })
  // A service at work: what is compiled on first use is not the streams' memory.
  for (let time = 0; time < 100; time++) await note()
  const before = (await server.residentMiB()) ?? 0

  const followers: Follower[] = []
  const connectingMs = performance.now()
  while (followers.length < clients) {
    const some = Math.min(CONNECT_AT_A_TIME, clients - followers.length)
    followers.push(...(await Promise.all(Array.from({ length: some }, () => follow(server)))))
  }
  const connectMs = performance.now() - connectingMs
  await sleep(2_000)
  const idle = (await server.residentMiB()) ?? 0

  const latencies: number[] = []
  const lasts: number[] = []
  let cpuMs = -((await server.cpuMs()) ?? 0)
  let previous = 0
  for (let change = 0; change < changes; change++) {
    const ids = new Set<number>()
    const startMs = performance.now()
    const seen = Promise.all(
      followers.map(
        (follower) =>
          new Promise<void>((resolve) => {
            follower.onEvent = (id) => {
              ids.add(id)
              latencies.push(performance.now() - startMs)
              resolve()
            }
          }),
      ),
    )
    await note()
    await seen
    lasts.push(performance.now() - startMs)
    const [id] = [...ids]
    if (ids.size !== 1 || id === undefined || id <= previous) throw new Error('Events were lost or doubled')
    previous = id
  }
  cpuMs += (await server.cpuMs()) ?? 0
  const busy = (await server.residentMiB()) ?? 0
  const at = (values: number[], share: number) =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
  const ms = (value: number) => `${value.toFixed(0)} ms`
  console.log(
    table([
      ['followers', String(clients), ''],
      ['all connected after', ms(connectMs), ''],
      ['memory before', `${before.toFixed(0)} MiB`, ''],
      [
        'with all connected',
        `${idle.toFixed(0)} MiB`,
        `${(((idle - before) * 1_024) / clients).toFixed(1)} KiB each`,
      ],
      [
        'after the changes',
        `${busy.toFixed(0)} MiB`,
        `${(((busy - before) * 1_024) / clients).toFixed(1)} KiB each`,
      ],
      ['a change is seen, p50', ms(at(latencies, 0.5)), ''],
      ['p99', ms(at(latencies, 0.99)), ''],
      ['by the last follower, p50', ms(at(lasts, 0.5)), ''],
      ['by the last follower, worst', ms(Math.max(...lasts)), ''],
      [
        'CPU of the server',
        ms(cpuMs / changes),
        `a change, ${((1_000 * cpuMs) / changes / clients).toFixed(0)} µs a follower`,
      ],
    ]),
  )
  for (const { response } of followers) response.destroy()
} finally {
  await server.stop()
}
