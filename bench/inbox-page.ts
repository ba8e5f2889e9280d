/**
 * The inbox page with many open conversations, from the real service: how long it takes, what it weighs, and how
 * evenly a real browser scrolls through it. `npx node bench/inbox-page.ts [conversations] [rounds]`
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { type ChildServer, startService } from './child-server.ts'
import { openConversations } from './open-conversations.ts'
import { latencyOf, percentile, table } from './statistics.ts'

const conversations = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 40)
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const SCREENS = 400

const folder = mkdtempSync(join(tmpdir(), 'deljoo-inbox-page-'))
const file = join(folder, 'deljoo.db')
await openConversations(file, conversations, new Date().toISOString()).close()
const service = await startService({ DATABASE_URL: `file:${file}`, DELJOO_MODEL_WORKERS: '1' })
try {
  const cookie = await signIn(service)
  console.log(`${conversations} open conversations, ${rounds} rounds`)
  console.log(table([['', 'p50 ms', 'p99 ms', 'cpu ms'], ...(await times(cookie))]))
  console.log(table([['gzipped', 'kB'], ...(await weights(cookie))]))
  if (existsSync(CHROMIUM)) console.log(table(await scrolling(cookie)))
} finally {
  await service.stop()
  rmSync(folder, { recursive: true })
}

async function signIn({ url, key }: ChildServer): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ key }),
  })
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
}

async function page(path: string, cookie: string): Promise<string> {
  const answer = await fetch(service.url + path, { headers: { cookie, accept: 'text/html' } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return text
}

async function times(cookie: string): Promise<string[][]> {
  const rows: string[][] = []
  for (const [name, path] of [
    ['the inbox', '/inbox'],
    ['with a conversation', '/inbox/cnv_77'],
    ['filtered', '/inbox?urgency=critical&language=fa'],
  ] as const) {
    for (let warm = 0; warm < 5; warm++) await page(path, cookie)
    const cpuBefore = await service.mainThreadCpuMs()
    const taken: number[] = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await page(path, cookie)
      taken.push(performance.now() - start)
    }
    const cpuAfter = await service.mainThreadCpuMs()
    const cpu = cpuBefore === null || cpuAfter === null ? '' : ((cpuAfter - cpuBefore) / rounds).toFixed(1)
    const { p50, p99 } = latencyOf(taken)
    rows.push([name, p50.toFixed(0), p99.toFixed(0), cpu])
  }
  return rows
}

/** All a first visit loads, without fonts: the page, its styles, scripts and icon. */
async function weights(cookie: string): Promise<string[][]> {
  const text = await page('/inbox/cnv_77', cookie)
  const names = new Set(text.match(/\/assets\/[\w.-]+\.(?:js|css|svg)/g))
  const sizes: [string, number][] = [['page', gzipSync(text).byteLength]]
  for (const kind of ['js', 'css', 'svg']) {
    let bytes = 0
    for (const name of names)
      if (name.endsWith(`.${kind}`))
        bytes += gzipSync(await (await fetch(service.url + name)).text()).byteLength
    sizes.push([kind, bytes])
  }
  sizes.push(['together', sizes.reduce((sum, [, bytes]) => sum + bytes, 0)])
  return sizes.map(([name, bytes]) => [name, (bytes / 1_000).toFixed(1)])
}

/** From one end of the queue towards the other, half a screen a frame, for so many screens. */
async function scrolling(cookie: string): Promise<string[][]> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: service.url }])
  const opened = await context.newPage()
  const start = performance.now()
  await opened.goto(`${service.url}/inbox`)
  await opened.locator('.row-link[tabindex]').first().waitFor()
  const alive = performance.now() - start
  // In processor time of the page's thread, which holds also where the machine has other work.
  const session = await context.newCDPSession(opened)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taskMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
  const before = await taskMs()
  const { frames, rows, top } = await opened.evaluate(async (screens) => {
    const box = document.querySelector('.queue-scroller') as HTMLElement
    const taken: number[] = []
    let last = performance.now()
    for (let step = 0; step < screens * 2; step++) {
      box.scrollTop += box.clientHeight / 2
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      taken.push(now - last)
      last = now
    }
    return { frames: taken, rows: document.querySelectorAll('.row').length, top: box.scrollTop }
  }, SCREENS)
  const cpu = ((await taskMs()) - before) / frames.length
  await browser.close()
  return [
    ['in the browser', ''],
    ['opened and alive, ms', alive.toFixed(0)],
    ['pixels scrolled', top.toFixed(0)],
    ['rows in the page at the end', String(rows)],
    ['processor per frame, ms', cpu.toFixed(1)],
    ['frame p50, ms', percentile(frames, 0.5).toFixed(1)],
    ['frame p95, ms', percentile(frames, 0.95).toFixed(1)],
    ['longest frame, ms', Math.max(...frames).toFixed(1)],
  ]
}
