/** The whole application on a real database in a temporary folder; only the model's answer is fixed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import type { Dependencies } from '../../src/actions/dependencies.ts'
import { createEventFeed } from '../../src/actions/event-feed.ts'
import { authenticateKey, createKey } from '../../src/actions/keys.ts'
import { createLogger, createRequestLog } from '../../src/adapters/observability/logger.ts'
import { createMetrics } from '../../src/adapters/observability/metrics.ts'
import { countReplies } from '../../src/adapters/observability/reply-metrics.ts'
import { createReadAsset } from '../../src/adapters/reference-page/swagger-ui-assets.ts'
import { createNewId } from '../../src/adapters/store/new-id.ts'
import { type DeskStore, openStore } from '../../src/adapters/store/store.ts'
import { type AppDeps, createApp } from '../../src/app.ts'
import { ROLES, type Role, SYSTEM } from '../../src/domain/actor.ts'
import { ALWAYS_OPEN } from '../../src/domain/desk/opening-hours.ts'
import { TRIAGE } from '../../src/http/schemas/examples.ts'

export const NOW = new Date('2026-08-02T05:44:00.000Z')
/** A string that must never come back from the API or reach its log: the words of a customer. */
export const SECRET_WORDS = 'رمز کارت من ۱۲۳۴ است'

export type Harness = Awaited<ReturnType<typeof createHarness>>

type Options = {
  classify?: ClassifyText
  settings?: Partial<AppDeps['settings']>
  deps?: Partial<AppDeps>
  /** Parts of the application that need the desk. */
  depsOf?: (desk: Dependencies, store: DeskStore) => Partial<AppDeps>
  clock?: () => Date
  wakeJobs?: () => void
  playbooks?: Dependencies['playbooks']
  replyWriter?: Dependencies['replyWriter']
  hours?: Dependencies['rules']['hours']
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const openJobs = ({ open }: Awaited<ReturnType<Dependencies['store']['countJobs']>>) =>
  Object.values(open).reduce((sum, count) => sum + count, 0)

/** Says of every text what the reference says of its example. */
export const fixedAnswer = (): ClassifyText => {
  const newId = createNewId()
  return async ({ explain }) => {
    const { reasons, ...plain } = TRIAGE
    return {
      ok: true,
      triage: { ...plain, ...(explain && reasons ? { reasons } : {}), id: newId('cls') },
    }
  }
}

export async function createHarness({
  classify = fixedAnswer(),
  settings,
  deps,
  depsOf = () => ({}),
  clock = () => NOW,
  wakeJobs = () => {},
  playbooks = null,
  replyWriter = null,
  hours = ALWAYS_OPEN,
}: Options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'deljoo-http-'))
  const rules = { hours, burstSeconds: 120, phoneCountryCode: '98' }
  const file = join(folder, 'deljoo.db')
  const store: DeskStore = openStore(file, {
    newId: createNewId(clock),
    rules,
    onEvents: () => events.wake(),
  })
  const events = createEventFeed(store)
  open.push(async () => {
    await events.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const metrics = createMetrics({
    classifierLoad: () => null,
    eventStreams: events.readers,
    openJobs: async () => openJobs(await store.countJobs()),
  })
  const desk: Dependencies = {
    store,
    clock,
    classify,
    rules,
    playbooks,
    replyWriter: replyWriter && countReplies(replyWriter, metrics),
    leaseOwner: 'test',
    wakeJobs,
  }
  const keys = {} as Record<Role, string>
  for (const role of ROLES) keys[role] = (await createKey(desk, SYSTEM, { name: role, role })).secret

  const lines: string[] = []
  const logger = createLogger('info', { write: (line) => void lines.push(line) })
  const app = createApp({
    settings: {
      bodyLimitBytes: 100_000,
      rateLimitPerMinute: 10_000,
      metricsPublic: true,
      eventStreams: 100,
      eventStreamsPerKey: 50,
      ...settings,
    },
    desk,
    authenticate: (key) => authenticateKey(desk, null, key),
    modelCard: () => null,
    readiness: async () => [{ name: 'database', ready: await store.isWritable(), detail: 'can be written' }],
    log: createRequestLog(logger),
    metrics,
    addressOf: () => '192.0.2.1',
    hangUp: () => {},
    events,
    readAsset: createReadAsset(),
    ...depsOf(desk, store),
    ...deps,
  })

  /** Sends JSON as the given role (`null`: without a key) and reads the answer. */
  async function send(
    method: string,
    path: string,
    {
      as = 'admin',
      body,
      headers = {},
    }: { as?: Role | null; body?: unknown; headers?: Record<string, string> } = {},
  ) {
    const response = await app.request(path, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${keys[as]}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
    const json = isJson && text ? JSON.parse(text) : null
    return { status: response.status, headers: response.headers, text, json }
  }
  return {
    app,
    desk,
    store,
    file,
    events,
    keys,
    send,
    logLines: () => lines.map((line) => JSON.parse(line)),
    rawLog: () => lines.join(''),
  }
}

/** What RFC 9457 and the contract ask of every problem. */
export function expectProblem(
  answer: Awaited<ReturnType<Harness['send']>>,
  status: number,
  name: string,
  paths?: string[],
): void {
  expect(answer.json, answer.text).toMatchObject({ type: `/problems/${name}`, status })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.json.title).toMatch(/\w/)
  expect(answer.json.detail).toMatch(/\w/)
  expect(answer.json.instance).toBe(answer.headers.get('x-request-id'))
  expect(answer.text).not.toContain(SECRET_WORDS)
  if (paths) expect((answer.json.errors ?? []).map((issue: { path: string }) => issue.path)).toEqual(paths)
}
