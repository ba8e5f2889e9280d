/** What islands use in the browser, in a browser, against the real service. */
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LiveEvent } from '../../src/ui/client/live-events.ts'
import type { Answer } from '../../src/ui/client/request.ts'
import { openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { createScreenHarness } from './screen-harness.ts'

type Client = {
  request: (
    method: string,
    path: string,
    options?: { body?: unknown; once?: string },
  ) => Promise<Answer<unknown>>
  sayFailure: (failure: Answer<unknown>) => void
  listen: (listener: {
    types: string[]
    onEvent: (event: LiveEvent) => void
    onReset: () => void
  }) => () => void
  registerCommands: (commands: { id: string; label: string; keys?: string; run: () => void }[]) => () => void
}
declare const client: Client
declare const heard: { events: LiveEvent[]; resets: number }

const MODULES = ['request', 'live-events', 'commands']

let browser: Browser
let code: string
beforeAll(async () => {
  const bundled = await build({
    stdin: {
      contents: MODULES.map((name) => `export * from './src/ui/client/${name}.ts'`).join('\n'),
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'client',
  })
  code = `${bundled.outputFiles[0]?.text};globalThis.client = client`
  browser = await openBrowser()
}, 120_000)
afterAll(() => browser?.close())

const sites: Site[] = []
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  for (const site of sites.splice(0)) await site.close()
})

async function openDesk() {
  const harness = await createScreenHarness({ live: true })
  const site = await serveSite(harness)
  sites.push(site)
  const cookie = await harness.signIn('agent')
  const { page, context } = await openPage(browser, site, { cookie })
  // A page with no island of its own.
  await page.goto('/nowhere')
  await page.waitForFunction(() => document.body.dataset.ready !== undefined)
  await page.evaluate(code)
  const write = (text: string) =>
    harness.send('POST', '/v1/messages', {
      as: 'service',
      body: { channel: 'chat', external_id: text, text, conversation: 'c', customer: { external_id: 'c-1' } },
    })
  return { harness, site, page, context, cookie, write }
}

const ask = (page: Page, method: string, path: string, body?: unknown) =>
  page.evaluate(
    async ([method, path, body]) => {
      const answer = await client.request(
        method as string,
        path as string,
        body === undefined ? {} : { body },
      )
      if (!answer.ok) client.sayFailure(answer)
      return answer
    },
    [method, path, body] as const,
  )

const toasts = (page: Page) => page.locator('#toasts .toast').allTextContents()

describe('request', () => {
  it('answers what the API answers', async () => {
    const { page } = await openDesk()
    expect(await ask(page, 'GET', '/v1/me')).toMatchObject({
      ok: true,
      body: { role: 'agent', kind: 'person' },
    })
  })

  it('tells what goes wrong, in the words of the reader', async () => {
    const { page } = await openDesk()
    expect(await ask(page, 'GET', '/v1/keys')).toMatchObject({
      ok: false,
      kind: 'refused',
      problem: { status: 403 },
    })
    const message = { channel: 'chat', external_id: 'm', text: 'one', customer: { external_id: 'c' } }
    expect(await ask(page, 'POST', '/v1/messages', message)).toMatchObject({ ok: true })
    expect(await ask(page, 'POST', '/v1/messages', { ...message, text: 'two' })).toMatchObject({
      kind: 'conflict',
    })
    expect(await toasts(page)).toEqual([
      expect.stringContaining('That did not work'),
      'Someone else changed this meanwhile. The page shows the latest.',
    ])
  })

  it('tells a lost connection from a refusal', async () => {
    const { page, context } = await openDesk()
    await context.setOffline(true)
    expect(await ask(page, 'GET', '/v1/me')).toEqual({ ok: false, kind: 'offline', problem: null })
    await page.locator('#offline').waitFor({ timeout: 10_000 })
    await context.setOffline(false)
    await page.getByText('The connection is back.').waitFor()
    expect(await page.locator('#offline').isVisible()).toBe(false)
  })

  it('says that the session has ended, and leaves the page as it is', async () => {
    const { harness, page, cookie } = await openDesk()
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('textarea')))
    await page.fill('textarea', 'half an answer')
    await harness.post('/sign-out', {}, { cookie })
    expect(await ask(page, 'GET', '/v1/me')).toMatchObject({ kind: 'session_ended' })
    await page.getByRole('dialog', { name: 'You were signed out' }).waitFor()
    expect(await page.inputValue('textarea')).toBe('half an answer')
    expect(await toasts(page)).toEqual([])
  })
})

describe('listen', () => {
  const start = (page: Page) =>
    page.evaluate(() => {
      const kept = { events: [] as LiveEvent[], resets: 0 }
      Object.assign(globalThis, { heard: kept })
      client.listen({
        types: ['message-received'],
        onEvent: (event) => kept.events.push(event),
        onReset: () => {
          kept.resets += 1
        },
      })
    })
  const count = (page: Page, events: number) =>
    page.waitForFunction((wanted) => heard.events.length >= wanted, events, { timeout: 30_000 })

  it('hears everything once, also after a break', async () => {
    const { page, site, write } = await openDesk()
    await start(page)
    await page.waitForFunction(() => heard.resets === 1)
    await write('one')
    await count(page, 1)
    site.dropConnections()
    await write('two')
    await write('three')
    await count(page, 3)
    const seqs = await page.evaluate(() => heard.events.map(({ seq }) => seq))
    expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => one - other))
    expect(seqs).toHaveLength(3)
    expect(await page.evaluate(() => heard.resets)).toBe(1)
  })

  it('tells one who joins a running stream to read first, and shares the stream', async () => {
    const { page, write } = await openDesk()
    await start(page)
    await page.waitForFunction(() => heard.resets === 1)
    const second = await page.evaluate(() => {
      const kept = { events: [] as string[], resets: 0 }
      Object.assign(globalThis, { second: kept })
      client.listen({
        types: ['message-received', 'note-added'],
        onEvent: ({ type }) => kept.events.push(type),
        onReset: () => {
          kept.resets += 1
        },
      })
      return kept.resets
    })
    expect(second).toBe(1)
    await write('one')
    await count(page, 1)
    await page.waitForFunction(
      () => (globalThis as unknown as { second: { events: string[] } }).second.events.length === 1,
    )
  })

  it('says that the session has ended, and goes on when the reader is back', async () => {
    const { harness, page, site, cookie, context, write } = await openDesk()
    await start(page)
    await page.waitForFunction(() => heard.resets === 1)
    await harness.post('/sign-out', {}, { cookie })
    site.dropConnections()
    const dialog = page.getByRole('dialog', { name: 'You were signed out' })
    await dialog.waitFor({ timeout: 30_000 })
    await write('meanwhile')
    const [name = '', value = ''] = (await harness.signIn('supervisor')).split(/=(.*)/s)
    await context.addCookies([{ name, value, url: site.address }])
    await dialog.waitFor({ state: 'hidden', timeout: 30_000 })
    await count(page, 1)
  })
})

describe('commands', () => {
  it('run by key and from the palette, not while somebody writes, and go with their owner', async () => {
    const { page } = await openDesk()
    await page.evaluate(() => {
      document.querySelector('main')?.append(document.createElement('textarea'))
      Object.assign(globalThis, { ran: 0 })
      const stop = client.registerCommands([
        {
          id: 'x',
          label: 'Do it',
          keys: 'KeyX',
          run: () => Object.assign(globalThis, { ran: (globalThis as unknown as { ran: number }).ran + 1 }),
        },
      ])
      Object.assign(globalThis, { stop })
    })
    const ran = () => page.evaluate(() => (globalThis as unknown as { ran: number }).ran)
    await page.keyboard.press('x')
    expect(await ran()).toBe(1)
    await page.focus('textarea')
    await page.keyboard.press('x')
    expect(await ran()).toBe(1)
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('Control+x')
    expect(await ran()).toBe(1)
    await page.evaluate(() => (globalThis as unknown as { stop: () => void }).stop())
    await page.keyboard.press('x')
    expect(await ran()).toBe(1)
  })
})
