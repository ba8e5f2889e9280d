/** Sends texts to a classify route from several connections, each with one request in flight. */
import autocannon from 'autocannon'
import type { ChildServer } from './child-server.ts'
import { type Latency, latencyOf } from './statistics.ts'

/** Connections open and caches fill in this time; it is not counted. */
const WARM_UP_MS = 500
/** A server that answers nothing for so long ends the measurement. */
const LONGEST_RUN_SECONDS = 120

export type LoadFigures = Latency & {
  connections: number
  messagesPerSecond: number
  /** Answers other than 200, and failed connections. */
  failures: number
  /** Processor time of the server for each message; null where the system does not tell. */
  serverCpuMs: number | null
  /** Of that, what its first thread used: HTTP, text stage and policy, without the model. */
  serverMainCpuMs: number | null
  /** Processor time that sending and receiving took in this process, for each message. */
  clientCpuMs: number | null
}

/** Loads the route for `durationMs` after a short warm-up. */
export async function loadClassify(
  server: ChildServer,
  texts: readonly string[],
  connections: number,
  durationMs: number,
): Promise<LoadFigures> {
  const requests = texts.map((text) => ({ body: JSON.stringify({ text }) }))
  const latenciesMs: number[] = []
  let failures = 0
  let opened = 0
  let countFrom: number | null = null
  /** At the beginning and at the end of what is counted. */
  const usages: Promise<Usage>[] = []

  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: `${server.url}/v1/classify`,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${server.key}` },
        connections,
        duration: LONGEST_RUN_SECONDS,
        sampleInt: 100,
        setupClient(client) {
          // Connections that send the same text at the same moment would measure something else.
          const from = Math.floor((opened++ * texts.length) / connections)
          const own = [...requests.slice(from), ...requests.slice(0, from)]
          client.setRequests(own.slice(0, Math.max(100, Math.ceil(texts.length / connections))))
        },
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    )
    run.on('response', (_client, statusCode, _bytes, responseMs) => {
      const now = performance.now()
      countFrom ??= now + WARM_UP_MS
      if (now < countFrom || usages.length === 2) return
      if (usages.length === 0) usages.push(usageOf(server))
      if (now >= countFrom + durationMs) {
        usages.push(usageOf(server))
        run.stop()
      } else if (statusCode === 200) latenciesMs.push(responseMs)
      else failures += 1
    })
  })
  const [first, last] = await Promise.all(usages)
  const perMessage = (read: (usage: Usage) => number | null) => {
    const [from, to] = [first && read(first), last && read(last)]
    return typeof from === 'number' && typeof to === 'number'
      ? (to - from) / (latenciesMs.length + failures)
      : null
  }
  return {
    connections,
    ...latencyOf(latenciesMs),
    messagesPerSecond: (1_000 * latenciesMs.length) / durationMs,
    failures: failures + errors,
    serverCpuMs: perMessage(({ serverMs }) => serverMs),
    serverMainCpuMs: perMessage(({ serverMainMs }) => serverMainMs),
    clientCpuMs: perMessage(({ clientMs }) => clientMs),
  }
}

type Usage = { serverMs: number | null; serverMainMs: number | null; clientMs: number }

async function usageOf(server: ChildServer): Promise<Usage> {
  const { user, system } = process.cpuUsage()
  const [serverMs, serverMainMs] = await Promise.all([server.cpuMs(), server.mainThreadCpuMs()])
  return { clientMs: (user + system) / 1_000, serverMs, serverMainMs }
}
