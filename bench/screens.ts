/**
 * Pictures of every page in three languages, light and dark, narrow and wide, from the real service and a desk that
 * has worked for five weeks: `npm run screens -- [--only at-risk,insights] [--language fa,ar] [--format png] [--into folder] [--chosen]`
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { type Browser, chromium, type Page } from 'playwright-core'
import { listConversations } from '../src/actions/list-conversations.ts'
import { listFlags } from '../src/actions/list-flags.ts'
import { drawReviewSample } from '../src/actions/reviews.ts'
import type { Desk } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import { SYSTEM } from '../src/domain/actor.ts'
import { conversationQuery } from '../src/domain/conversation.ts'
import { flagQuery } from '../src/domain/flag.ts'
import { sampleQuery } from '../src/domain/review.ts'
import { startService } from '../src/serve.ts'
import { UI_LANGUAGES, type UiLanguage } from '../src/ui/languages.ts'
import { CHOSEN, OPENED, PICTURES, type Picture, type Places } from './screens-pages.ts'
import { tellStory } from './screens-story.ts'

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 360, height: 740 } } as const
const THEMES = ['light', 'dark'] as const
const LOCALES: Record<UiLanguage, string> = { fa: 'fa-IR', ar: 'ar-EG', en: 'en-GB' }
/** Pixels of a picture that goes below the fold. */
const TALLEST = 1_800
const QUALITY = 78
const SECRET = 'signs the cookies of the pictures only'
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    language: { type: 'string' },
    size: { type: 'string' },
    format: { type: 'string', default: 'webp' },
    into: { type: 'string' },
    chosen: { type: 'boolean', default: false },
  },
})
const isAsked = (asked: string | undefined, name: string) =>
  asked === undefined || asked.split(',').includes(name)
const format = values.format === 'png' ? 'png' : 'webp'
const into = resolve(values.into ?? (values.chosen ? 'docs/screens' : 'data/screens'))
const isWanted = (name: string) => !values.chosen || CHOSEN.includes(name)

async function findPlaces({ dependencies }: Desk): Promise<Places> {
  const { items: flags } = await listFlags(dependencies, SYSTEM, flagQuery.parse({ at_work: 'true' }))
  const forLanguage = async (language: UiLanguage) => {
    const query = conversationQuery.parse({ q: OPENED[language] })
    const { items } = await listConversations(dependencies, SYSTEM, query)
    const asked = sampleQuery.parse({ seed: 'pictures', language, size: 1 })
    const sample = await drawReviewSample(dependencies, SYSTEM, asked)
    return { conversation: items[0]?.id ?? '', reply: sample.items[0]?.reply_id ?? '' }
  }
  return {
    fa: await forLanguage('fa'),
    ar: await forLanguage('ar'),
    en: await forLanguage('en'),
    flag: flags[0]?.id ?? '',
  }
}

/** Two frames: the first computes what the theme or the size changed, after the second it is on the screen. */
const painted = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  )

/** Chromium writes WebP itself, at a third of the weight. */
async function take(page: Page, { tall }: Picture, file: string): Promise<number> {
  const session = await page.context().newCDPSession(page)
  if (tall) {
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    const { width, height } = page.viewportSize() ?? SIZES.wide
    await page.setViewportSize({ width, height: Math.max(height, Math.min(whole, TALLEST)) })
    await painted(page)
  }
  const { data } = await session.send('Page.captureScreenshot', {
    format,
    ...(format === 'webp' ? { quality: QUALITY } : {}),
  })
  await session.detach()
  const bytes = Buffer.from(data, 'base64')
  writeFileSync(file, bytes)
  return bytes.length
}

const nameOf = ({ name }: Picture, language: UiLanguage, theme: string, { width }: { width: number }) =>
  `${name}-${language}-${theme}-${width}`

async function takeAll(browser: Browser, address: string, cookies: string[], places: Places): Promise<void> {
  let bytes = 0
  let count = 0
  const sessions = cookies.map((cookie) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    return { name, value, url: address }
  })
  for (const language of UI_LANGUAGES.filter((each) => isAsked(values.language, each)))
    for (const [size, viewport] of Object.entries(SIZES).filter(([each]) => isAsked(values.size, each))) {
      const context = await browser.newContext({
        baseURL: address,
        viewport,
        locale: LOCALES[language],
        reducedMotion: 'reduce',
      })
      for (const picture of PICTURES.filter(({ name }) => isAsked(values.only, name))) {
        if (!THEMES.some((theme) => isWanted(nameOf(picture, language, theme, viewport)))) continue
        await context.clearCookies()
        if (!picture.stranger) await context.addCookies(sessions)
        const page = await context.newPage()
        page.on('console', (message) => {
          if (message.type() !== 'error') return
          console.error(`${picture.name} ${language}: ${message.text()}`)
          process.exitCode = 1
        })
        try {
          const answer = await page.goto(picture.address(places, language))
          if (!answer?.ok()) throw new Error(`answered ${answer?.status()}`)
          await picture.act?.(page, language)
          await page.evaluate(() => document.fonts.ready)
          for (const theme of THEMES) {
            await page.emulateMedia({ colorScheme: theme })
            await painted(page)
            const file = nameOf(picture, language, theme, viewport)
            if (!isWanted(file)) continue
            bytes += await take(page, picture, join(into, `${file}.${format}`))
            count++
          }
        } catch (error) {
          console.error(`${picture.name} ${language} ${size}: ${error}`)
          process.exitCode = 1
        }
        await page.close()
      }
      await context.close()
      console.log(`${language} ${size}: ${count} pictures, ${(bytes / 1e6).toFixed(1)} MB so far`)
    }
}

if (!existsSync(CHROMIUM))
  throw new Error(
    'No Chromium found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path',
  )
mkdirSync(into, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'deljoo-screens-'))
const config = readConfig({
  DATABASE_URL: `file:${join(folder, 'deljoo.db')}`,
  PORT: '0',
  DELJOO_MODEL_WORKERS: '1',
  DELJOO_SESSION_SECRET: SECRET,
})
let cookies: string[] = []
try {
  const service = await startService(config, pino({ level: 'silent' }), async (desk) => {
    for (const problem of desk.model.problems) throw new Error(problem)
    const identity = await desk.store.openIdentity({ secret: SECRET, sessionDays: 1 })
    cookies = await tellStory(desk.dependencies, identity)
  })
  console.log(`The story is told after ${Math.round(process.uptime())} s.`)
  try {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
    await takeAll(browser, service.address, cookies, await findPlaces(service.desk)).finally(() =>
      browser.close(),
    )
  } finally {
    await service.stop()
  }
} finally {
  rmSync(folder, { recursive: true })
}
