/** A real browser on the real pages: Debian's Chromium, driven by Playwright. */
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { UiLanguage } from '../../src/ui/languages.ts'
import type { ScreenHarness } from './screen-harness.ts'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @throws when there is none, saying what to do */
export function findChromium(): string {
  const found = [process.env.CHROMIUM, ...PLACES].find((place) => place && existsSync(place))
  if (!found)
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path',
    )
  return found
}

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-dev-shm-usage'] })

export type Site = {
  address: string
  /** As a proxy that restarts would. */
  dropConnections: () => void
  close: () => Promise<void>
}

/** Serves the application of a harness on a port the system chooses. */
export async function serveSite({ app, events, stopJobs }: ScreenHarness): Promise<Site> {
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    dropConnections() {
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
    async close() {
      await stopJobs()
      await events.close()
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}

export type Look = {
  language?: UiLanguage
  theme?: 'light' | 'dark'
  /** `narrow` is a small phone, `wide` a large screen. */
  size?: 'narrow' | 'normal' | 'wide'
  /** The Cookie header of a signed-in person. */
  cookie?: string
}

export const SIZES = {
  narrow: { width: 360, height: 740 },
  normal: { width: 1280, height: 800 },
  wide: { width: 1920, height: 1080 },
} as const

const LOCALES: Record<UiLanguage, string> = { fa: 'fa-IR', ar: 'ar', en: 'en-GB' }

export type OpenPage = { page: Page; context: BrowserContext; complaints: string[] }

/** A fresh reader at the site. `complaints` collects what the page's console and policy complain of. */
export async function openPage(
  browser: Browser,
  { address }: Site,
  { language = 'en', theme = 'light', size = 'normal', cookie = '' }: Look = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: SIZES[size],
    locale: LOCALES[language],
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  const cookies = cookie.split('; ').filter(Boolean)
  await context.addCookies(
    cookies.map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      return { name, value, url: address }
    }),
  )
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`asked for ${request.url()}`)
  })
  return { page, context, complaints }
}

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Holds the page to WCAG 2.2 AA by axe, and to its window: nothing may stick out sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // Into the page's own world, past the policy that keeps foreign scripts out.
  await page.evaluate(AXE)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>
      }
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    )
  })
  expect(violations).toEqual([])
  const [inner, scrolled] = await page.evaluate(() => [
    document.documentElement.clientWidth,
    document.documentElement.scrollWidth,
  ])
  expect(scrolled).toBeLessThanOrEqual(inner as number)
}
