/** The application with its pages, on a real database; people sign in as they would. */
import { invitePerson, join } from '../../src/actions/one-time-links.ts'
import { type JobLoop, startJobs } from '../../src/actions/run-jobs.ts'
import { bundleClientFiles } from '../../src/adapters/screens/client-files.ts'
import { type Actor, SYSTEM } from '../../src/domain/actor.ts'
import type { PersonRole } from '../../src/domain/person.ts'
import type { PolicySettings } from '../../src/domain/triage/policy.ts'
import { createScreens } from '../../src/http/screens/screens.ts'
import { screenDeps } from '../../src/screens.ts'
import { createHarness, NOW } from '../http/harness.ts'

export const PASSWORD = 'three quiet words'
const SECRET = 'signs the cookies of this test file'
export const ADMIN_KEY = 'the-key-of-the-operator'

type HarnessOptions = NonNullable<Parameters<typeof createHarness>[0]>
type Options = Pick<HarnessOptions, 'classify' | 'playbooks' | 'replyWriter' | 'deps' | 'settings'> & {
  /** The real time, and the jobs of the desk done as they come: for tests in a browser. */
  live?: boolean
  publicUrl?: string | null
  /** Name of the LLM the pages believe to be configured. */
  llmModel?: string | null
  policy?: PolicySettings
}

let files: ReturnType<typeof bundleClientFiles> | null = null

export type ScreenHarness = Awaited<ReturnType<typeof createScreenHarness>>

export async function createScreenHarness({
  live = false,
  publicUrl = null,
  llmModel = null,
  policy = { urgencyConfidence: null, sentimentConfidence: null },
  ...options
}: Options = {}) {
  // The same for every harness of a test file.
  files ??= bundleClientFiles()
  const bundled = await files
  const adminKeyHash = await sha256(ADMIN_KEY)
  const loop: { current: JobLoop | null } = { current: null }
  const harness = await createHarness({
    ...options,
    clock: live ? () => new Date() : () => NOW,
    wakeJobs: () => loop.current?.wake(),
    depsOf: (desk, store) =>
      screenDeps(
        { files: bundled, createScreens },
        { dependencies: desk, store },
        {
          config: {
            sessions: { secret: SECRET, days: 7 },
            publicUrl,
            rules: desk.rules,
            policy,
            llm: llmModel === null ? null : { model: llmModel },
          },
          modelCard: options.deps?.modelCard ?? (() => null),
          readiness: async () => [{ name: 'database', ready: true, detail: 'can be written' }],
          adminKeyHash,
          addressOf: () => '192.0.2.1',
        },
      ),
  })
  const { app, desk, store } = harness
  if (live)
    loop.current = startJobs(desk, {
      concurrency: 1,
      pollMs: 200,
      onError: (_, error) => console.error(error),
    })
  const identity = await store.openIdentity({ secret: SECRET, sessionDays: 7 })

  /** Makes a person and opens their session; answers the Cookie header. */
  async function signIn(
    role: PersonRole,
    {
      name = `a ${role}`,
      email = `${role}@example.com`,
      by = SYSTEM,
    }: { name?: string; email?: string; by?: Actor } = {},
  ): Promise<string> {
    const { token } = await invitePerson(desk, by, role)
    const joined = await join({ ...desk, identity }, token, { name, email, password: PASSWORD })
    if (joined.kind !== 'joined') throw new Error(`${email} could not join: ${joined.kind}`)
    return joined.cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
  }

  /** As a browser asks for a page. */
  async function get(path: string, { cookie = '', language = 'en' } = {}) {
    const response = await app.request(path, {
      headers: { accept: 'text/html', 'accept-language': language, cookie, host: 'desk.test' },
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  /** As a browser sends a form of ours. */
  async function post(
    path: string,
    form: Record<string, string> = {},
    {
      cookie = '',
      language = 'en',
      headers = { 'sec-fetch-site': 'same-origin' } as Record<string, string>,
    } = {},
  ) {
    const response = await app.request(path, {
      method: 'POST',
      headers: { accept: 'text/html', 'accept-language': language, cookie, host: 'desk.test', ...headers },
      body: new URLSearchParams(form),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  return { ...harness, identity, signIn, get, post, stopJobs: async () => loop.current?.stop() }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Buffer.from(digest).toString('hex')
}

/** The session cookie of an answer, as a Cookie header; empty when it sets none. */
export function cookieOf({ headers }: { headers: Headers }): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .filter((cookie) => cookie.startsWith('deljoo_session=') && cookie !== 'deljoo_session=')
    .join('; ')
}
