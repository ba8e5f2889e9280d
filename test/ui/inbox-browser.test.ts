import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { UiLanguage } from '../../src/ui/languages.ts'
import { SENTENCES } from '../../src/ui/locales/index.ts'
import { keywordClassify } from '../fakes/keyword-classify.ts'
import { expectAccessible, type Look, openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { createScreenHarness } from './screen-harness.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const ORDINARY = { fa: 'رنگ برنامه را عوض کنید', ar: 'أود تغيير لون التطبيق', en: 'Please change the colour' }
const PRESSING = {
  fa: 'سلام، بوی گاز از دستگاه شما می‌آید. چه کنم؟',
  ar: 'توجد رائحة تسرب غاز من جهازكم، ماذا أفعل؟',
  en: 'There is a gas leak at your device, what now?',
}
/** The letter on the J, K, … key of the usual layout, so that it is the place of the key that counts. */
const LAYOUTS: Record<UiLanguage, Record<string, string>> = {
  en: {},
  fa: { KeyJ: 'ت', KeyC: 'ز', KeyA: 'ش', KeyE: 'ث', KeyN: 'د', KeyK: 'ن' },
  ar: { KeyJ: 'ت', KeyC: 'ؤ', KeyA: 'ش', KeyE: 'ث', KeyN: 'ى', KeyK: 'ن' },
}

async function desk() {
  const harness = await createScreenHarness({ live: true, classify: keywordClassify() })
  const site = await serveSite(harness)
  closing.push(() => site.close())
  let sent = 0
  /** @returns the id of its conversation */
  const receive = async (text: string, name: string, more: object = {}): Promise<string> => {
    const { json, status } = await harness.send('POST', '/v1/messages', {
      as: 'service',
      body: {
        channel: 'chat',
        text,
        conversation: `order-${++sent}`,
        customer: { external_id: `c-${sent}`, name },
        ...more,
      },
    })
    expect(status).toBe(201)
    return json.conversation.id
  }
  return { ...harness, site, receive }
}

async function look(site: Site, options: Look & { path?: string }) {
  const opened = await openPage(browser, site, options)
  closing.push(() => opened.context.close())
  const live = opened.page.waitForResponse(/\/v1\/events/)
  await opened.page.goto(options.path ?? '/inbox')
  await live
  await opened.page.locator('.row-link[tabindex]').first().waitFor()
  return opened
}

const names = (page: Page) => page.locator('.row-name bdi').allTextContents()

describe.each(['fa', 'ar', 'en'] as const)('a message in %s', (language) => {
  it('appears at its place while the inbox is open, and is worked on by keyboard', async () => {
    const { site, receive, signIn, send } = await desk()
    await receive(ORDINARY[language], 'Aram')
    await receive(ORDINARY[language], 'Bina')
    const cookie = await signIn('agent', { name: 'Sara' })
    const { page, complaints } = await look(site, {
      language,
      cookie,
      theme: language === 'ar' ? 'dark' : 'light',
    })
    const words = SENTENCES[language]
    const press = async (code: string) => {
      const key = LAYOUTS[language][code]
      if (key === undefined) return page.keyboard.press(code)
      const session = await page.context().newCDPSession(page)
      for (const type of ['keyDown', 'keyUp'] as const)
        await session.send('Input.dispatchKeyEvent', {
          type,
          code,
          key,
          ...(type === 'keyDown' ? { text: key } : {}),
        })
      await session.detach()
    }
    expect((await names(page)).toSorted()).toEqual(['Aram', 'Bina'])

    const id = await receive(PRESSING[language], 'Chia')
    await expect.poll(() => names(page), { timeout: 3_000 }).toHaveLength(3)
    expect((await names(page))[0]).toBe('Chia')
    const arrived = page.locator('.row').first()
    expect(await arrived.getAttribute('data-urgency')).toBe('critical')
    expect(await arrived.locator('.row-mark').textContent()).toBe(words.inbox.mark_new)
    expect(await page.locator('.desk > [role=status]').textContent()).toContain('Chia')

    await press('KeyJ')
    await page.keyboard.press('Enter')
    await page.locator('.message').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/inbox/${id}`)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('matter-title')
    expect(await page.locator('.entry-text').first().textContent()).toContain(PRESSING[language].slice(0, 8))
    await expectAccessible(page)

    await press('KeyC')
    const dialog = page.locator('dialog.correction')
    await dialog.waitFor()
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('critical')
    await expectAccessible(page)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('.receipt').textContent()).toContain(words.inbox.you)
    const { json: message } = await send('GET', `/v1/conversations/${id}`, { as: 'agent' })
    expect(message.messages[0].triage.urgency.label).toBe('high')

    await press('KeyA')
    await expect
      .poll(() => page.locator('.matter-actions summary').first().textContent())
      .toContain(words.inbox.you)
    await press('KeyE')
    await expect.poll(() => page.locator('[data-status]').textContent()).toBe(words.labels.status_resolved)
    // It has left the queue, but not from under the reader's eyes.
    await expect.poll(() => page.locator('.row-mark').allTextContents()).toContain(words.inbox.mark_left)
    expect((await names(page))[0]).toBe('Chia')
    await press('KeyJ')
    await page.keyboard.press('Enter')
    await expect.poll(() => names(page)).not.toContain('Chia')
    expect(complaints).toEqual([])
  })
})

describe('two agents at one conversation', () => {
  it('the second is told who was quicker, and loses nothing', async () => {
    const { site, receive, signIn } = await desk()
    const id = await receive(PRESSING.en, 'Chia')
    const first = await look(site, { cookie: await signIn('agent', { name: 'Sara' }), path: `/inbox/${id}` })
    const second = await openPage(browser, site, {
      cookie: await signIn('agent', { name: 'Omid', email: 'omid@example.com' }),
    })
    closing.push(() => second.context.close())
    // Sees nothing of what others do: the slowest of connections.
    await second.page.route('**/v1/events**', (route) => route.abort())
    await second.page.goto(`/inbox/${id}`)
    await second.page.locator('.row-link[tabindex]').first().waitFor()
    await second.page.keyboard.press('n')
    await second.page.locator('#note-text').fill('Called her, no answer')

    await first.page.keyboard.press('a')
    await expect
      .poll(() => first.page.locator('.event').allTextContents())
      .toEqual([expect.stringContaining('you took it over')])
    await second.page.locator('#matter-title').focus()
    await second.page.keyboard.press('a')
    await expect.poll(() => second.page.locator('.toast').textContent()).toContain('Sara was quicker')
    expect(await second.page.locator('.matter-actions summary').first().textContent()).toContain('Sara')
    expect(await second.page.locator('#note-text').inputValue()).toBe('Called her, no answer')
  })

  it('each sees what the other does', async () => {
    const { site, receive, signIn } = await desk()
    const id = await receive(PRESSING.en, 'Chia')
    const [first, second] = await Promise.all([
      look(site, { cookie: await signIn('agent', { name: 'Sara' }), path: `/inbox/${id}` }),
      look(site, { cookie: await signIn('supervisor', { name: 'Omid' }), path: `/inbox/${id}` }),
    ])
    await first.page.keyboard.press('n')
    await first.page.locator('#note-text').fill('Her mother answers the phone')
    await first.page.keyboard.press('Control+Enter')
    const note = second.page.locator('.note')
    await expect.poll(() => note.textContent(), { timeout: 3_000 }).toContain('Her mother answers the phone')
    expect(await note.textContent()).toContain('Sara')
    expect([...first.complaints, ...second.complaints]).toEqual([])
  })
})

describe('when something is away', () => {
  it('a lost connection is said, and what happened meanwhile comes after it, once', async () => {
    const { site, receive, signIn } = await desk()
    await receive(ORDINARY.en, 'Aram')
    const { page, context } = await look(site, { cookie: await signIn('agent') })
    await context.setOffline(true)
    await page.locator('#offline:not([hidden])').waitFor({ timeout: 10_000 })
    await receive(PRESSING.en, 'Chia')
    await context.setOffline(false)
    await expect.poll(() => names(page), { timeout: 10_000 }).toEqual(['Chia', 'Aram'])
    await page.locator('#offline').waitFor({ state: 'hidden', timeout: 10_000 })
  })

  it('an ended session keeps what was written', async () => {
    const { site, receive, signIn } = await desk()
    const id = await receive(PRESSING.en, 'Chia')
    const { page, context } = await look(site, { cookie: await signIn('agent'), path: `/inbox/${id}` })
    const cookies = await context.cookies()
    await page.keyboard.press('n')
    await page.locator('#note-text').fill('Call again at five')
    await context.clearCookies()
    await page.keyboard.press('Control+Enter')
    await page.locator('#session-ended[open]').waitFor()
    await context.addCookies(cookies)
    await page.keyboard.press('Escape')
    expect(await page.locator('#note-text').inputValue()).toBe('Call again at five')
    await page.reload()
    await expect.poll(() => page.locator('#note-text').inputValue()).toBe('Call again at five')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.note').textContent()).toContain('Call again at five')
  })
})

describe('many conversations', () => {
  it('are scrolled through to the last, each once, with few of them in the page', async () => {
    const { site, receive, signIn } = await desk()
    const count = 180
    for (let i = 0; i < count; i++) await receive(ORDINARY.en, `Customer ${i}`)
    const { page } = await look(site, { cookie: await signIn('agent') })
    const seen = new Set<string>()
    await expect
      .poll(
        async () => {
          for (const name of await names(page)) seen.add(name)
          await page.locator('.queue-scroller').evaluate((box) => box.scrollBy(0, box.clientHeight / 2))
          return seen.size
        },
        { timeout: 20_000, interval: 40 },
      )
      .toBeGreaterThanOrEqual(count)
    expect([...seen].toSorted()).toEqual(Array.from({ length: count }, (_, i) => `Customer ${i}`).toSorted())
    expect(await page.locator('.row').count()).toBeLessThan(50)

    // Somebody reads a row further down while a pressing message comes in above it.
    const read = page.locator('.row-link').nth(12)
    await read.click()
    const opened = page.locator('.row-link[aria-current]')
    const before = await opened.boundingBox()
    await receive(PRESSING.en, 'Chia')
    await page.locator('.queue-above').waitFor({ timeout: 5_000 })
    expect(await opened.boundingBox()).toEqual(before)
    await page.locator('.queue-above').click()
    await expect.poll(async () => (await names(page))[0]).toBe('Chia')
  })
})

describe('on a phone', () => {
  it.each(['fa', 'en'] as const)('shows one pane, and the way back, in %s', async (language) => {
    const { site, receive, signIn } = await desk()
    await receive(PRESSING[language], 'Chia')
    const { page } = await look(site, { language, size: 'narrow', cookie: await signIn('agent') })
    await expectAccessible(page)
    await page.locator('.row-link').click()
    await page.locator('.message').waitFor()
    expect(await page.locator('.queue').isVisible()).toBe(false)
    await expectAccessible(page)
    await page.goBack()
    expect(await page.locator('.queue').isVisible()).toBe(true)
    await page.locator('.row-link').click()
    await page.locator('.matter-back').click()
    expect(await page.locator('.queue').isVisible()).toBe(true)
  })
})
