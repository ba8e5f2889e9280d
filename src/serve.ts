/** The running service: desk, HTTP application and job loop, and how they stop. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Logger } from 'pino'
import { authenticateKey, createFirstKey, hashKey } from './actions/keys.ts'
import { createFirstLink } from './actions/one-time-links.ts'
import { createRequestLog } from './adapters/observability/logger.ts'
import { countTriages, createMetrics } from './adapters/observability/metrics.ts'
import { countReplies } from './adapters/observability/reply-metrics.ts'
import { createReadAsset } from './adapters/reference-page/swagger-ui-assets.ts'
import { createApp } from './app.ts'
import { type Desk, openDesk } from './compose.ts'
import type { Config } from './config.ts'
import { connectionProblem } from './http/connection-problem.ts'
import type { AddressOf, ReadinessCheck } from './http/ports.ts'
import { prepareScreens, screenDeps } from './screens.ts'

export type Service = {
  /** Where it listens, e.g. `http://127.0.0.1:8787`. */
  address: string
  desk: Desk
  /** The admin key made at the very first start; shown once. */
  firstKey: string | null
  /** Path of the one-time sign-in while nobody has an account; shown once. */
  firstLink: string | null
  /** Why the service is not ready, if it is not. */
  problems: string[]
  /** Takes no new work, lets what runs finish within the configured time, and closes everything. */
  stop: () => Promise<void>
}

/**
 * Opens everything and listens.
 * @param prepare what is to happen before the first job runs, such as filling in the demo company
 * @throws when the address is taken or the database cannot be opened
 */
export async function startService(
  config: Config,
  logger: Logger,
  prepare: (desk: Desk) => Promise<void> = async () => {},
): Promise<Service> {
  const preparing = prepareScreens()
  // Awaited below; a failure meanwhile is not yet one of nobody.
  preparing.catch(() => {})
  const desk = await openDesk(config, logger)
  try {
    const screens = await preparing
    const firstKey = config.adminKey === null ? await createFirstKey(desk.dependencies) : null
    const adminKeyHash = config.adminKey === null ? null : await hashKey(config.adminKey)
    const firstLink = await createFirstLink(desk.dependencies)
    const { store, model } = desk
    const addressOf: AddressOf = (c) => getConnInfo(c).remote.address ?? 'unknown'
    const modelCard = () => model.classifier?.manifest ?? null
    const metrics = createMetrics({
      classifierLoad: () => model.classifier?.load() ?? null,
      eventStreams: () => desk.events.readers(),
      async openJobs() {
        const { open } = await store.countJobs()
        return Object.values(open).reduce((sum, count) => sum + count, 0)
      },
    })
    // Answers of requests and of background jobs alike.
    desk.dependencies.classify = countTriages(desk.dependencies.classify, metrics.observeTriage)
    const { replyWriter } = desk.dependencies
    desk.dependencies.replyWriter = replyWriter && countReplies(replyWriter, metrics)
    const app = createApp({
      settings: config.server,
      desk: desk.dependencies,
      authenticate: (key) => authenticateKey(desk.dependencies, adminKeyHash, key),
      modelCard,
      readiness: () => readiness(desk),
      log: createRequestLog(logger),
      metrics,
      addressOf,
      hangUp: (c) => void (c.env as unknown as HttpBindings).outgoing.destroy(),
      events: desk.events,
      ...screenDeps(screens, desk, {
        config,
        adminKeyHash,
        addressOf,
        modelCard,
        readiness: () => readiness(desk),
      }),
      readAsset: createReadAsset(),
    })
    const server = createAdaptorServer({ fetch: app.fetch }) as Server
    // A stream of NDJSON may take as long as its caller needs; Node's limit for slow headers stays.
    server.requestTimeout = 0
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (socket.writable) socket.end(connectionProblem(error.code, randomUUID()))
      else socket.destroy()
    })
    await listen(server, config.server)
    await prepare(desk)
    desk.startJobs()
    const { address, port, family } = server.address() as AddressInfo
    return {
      address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
      desk,
      firstKey: firstKey?.secret ?? null,
      firstLink: firstLink && `/join/${firstLink.token}`,
      problems: model.problems,
      stop: () => stop(server, desk, config.server.shutdownTimeoutMs),
    }
  } catch (error) {
    await desk.close()
    throw error
  }
}

async function readiness({ store, model }: Desk): Promise<ReadinessCheck[]> {
  const writable = await store.isWritable().catch(() => false)
  const running = model.classifier !== null && model.classifier.load().workers > 0
  const golden = model.classifier?.manifest.golden.length ?? 0
  return [
    { name: 'database', ready: writable, detail: writable ? 'can be written' : 'cannot be written' },
    {
      name: 'model',
      ready: running,
      detail: running ? 'loaded' : (model.problems[0] ?? 'no worker thread is running'),
    },
    {
      name: 'golden self-test',
      ready: model.classifier !== null && model.problems.length === 0,
      detail:
        model.classifier !== null && model.problems.length === 0
          ? `${golden} of ${golden} answers reproduced`
          : (model.problems[0] ?? 'not run'),
    },
  ]
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function stop(server: Server, desk: Desk, timeoutMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Streams have no end of their own.
  await desk.events.close()
  server.closeIdleConnections()
  // Connections kept alive between requests would hold the stop back; ask again as they become idle.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  const patience = setTimeout(() => server.closeAllConnections(), timeoutMs)
  await closed
  clearInterval(sweep)
  clearTimeout(patience)
  await desk.close()
}
