/** Writing replies in a real browser, with the playbooks and with an LLM on a server of this machine. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseBusinessHours } from '../../src/domain/desk/opening-hours.ts'
import type { Language } from '../../src/domain/labels.ts'
import type { LabelCorrection } from '../../src/domain/triage/triage.ts'
import {
  beginsToSay,
  type ChatServer,
  fails,
  hangs,
  says,
  startChatServer,
} from '../adapters/llm/chat-server.ts'
import { LATE, openReplyWriter } from '../adapters/llm/reply-writer/open-reply-writer.ts'
import { inLanguage, COMPLAINT as LABELS } from '../domain/reply/desk.ts'
import { shippedPlaybooks } from '../fakes/playbooks.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { expectAccessible, type Look, openBrowser, openPage, SIZES, type Site, serveSite } from './browser.ts'
import { createScreenHarness, type ScreenHarness } from './screen-harness.ts'

const playbooks = await shippedPlaybooks()

let browser: Browser
let server: ChatServer
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), startChatServer()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const sites: Site[] = []
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  for (const site of sites.splice(0)) await site.close()
})

type Options = { language?: Language; labels?: LabelCorrection; llm?: boolean; channel?: string }

/** A desk with one customer who waits, and an agent's page on that conversation. */
async function openDesk({ language = 'en', labels = {}, llm = false, channel = 'chat' }: Options = {}) {
  const harness = await createScreenHarness({
    live: true,
    playbooks,
    replyWriter: llm ? openReplyWriter(server.baseUrl).writer : null,
    classify: async () => ({
      ok: true,
      triage: triageOf({ ...LABELS, topics: ['delivery'], ...labels }, inLanguage(language)),
    }),
  })
  const site = await serveSite(harness)
  sites.push(site)
  const { json } = await harness.send('POST', '/v1/messages', {
    body: { channel, text: LATE[language], customer: { external_id: 'c-1' } },
  })
  const id: string = json.conversation.id
  const cookie = await harness.signIn('agent', { name: 'Sara' })
  const visit = async (look: Look = {}) => {
    const opened = await openPage(browser, site, { language, cookie, ...look })
    await opened.page.goto(`/inbox/${id}`)
    await opened.page.waitForSelector('[data-island="inbox"][data-alive]')
    return opened
  }
  return { harness, id, visit, api: `/v1/conversations/${id}` }
}

const textOf = (page: Page) => page.locator('#composer-text').inputValue()
const isReady = (page: Page, checks: string) => page.locator('.checks-line', { hasText: checks }).waitFor()
const repliesOf = async ({ send }: ScreenHarness, api: string) => (await send('GET', api)).json.replies

async function addAtEnd(page: Page, words: string): Promise<void> {
  await page.focus('#composer-text')
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(words)
}

describe('with the playbooks', () => {
  it('a Persian reply from the first key to the last: drafted, edited, questioned, mended, sent', async () => {
    const { harness, visit, api } = await openDesk({ language: 'fa' })
    await harness.send('POST', '/v1/articles', {
      body: {
        lang: 'fa',
        title: 'سفارش من نرسیده است',
        body: 'با کد رهگیری در صفحهٔ سفارش‌ها می‌توان جای مرسوله را دید.',
        answer: 'جای مرسوله را در صفحهٔ سفارش‌ها می‌بینید.',
        topics: ['delivery'],
      },
    })
    const { page, complaints } = await visit()
    await page.keyboard.press('r')
    await isReady(page, '۱۲ از ۱۲')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('composer-text')
    expect(await page.getAttribute('.paper-sheet', 'dir')).toBe('rtl')
    const draft = await textOf(page)
    expect(draft).toContain('سفارش')
    await page.locator('#composer [role=status]', { hasText: 'آماده' }).waitFor({ state: 'attached' })
    await expectAccessible(page)

    // An article's answer goes in where the caret is.
    await page.click('.articles li > .button')
    expect(await textOf(page)).toContain('صفحهٔ سفارش‌ها')
    await page.locator('.checks-line', { hasText: 'تغییر' }).waitFor()
    await page.click('.checks-line .link')
    expect(await textOf(page)).toBe(draft)

    // What fails points into the text; Ctrl+Enter asks once, and nothing is sent.
    await addAtEnd(page, ' شماره: 09121234567')
    await page.click('.checks-failed .check-place:has-text("دادهٔ شخصی")')
    const chosen = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement
      return value.slice(selectionStart, selectionEnd)
    })
    expect(chosen).toBe('09121234567')
    await expectAccessible(page)
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('dialog.composer-question[open]')
    await expectAccessible(page)
    expect(await repliesOf(harness, api)).toEqual([])
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog.composer-question', { state: 'detached' })

    // A reload loses nothing.
    await page.reload()
    await page.waitForSelector('#composer-text')
    await page.waitForFunction(() =>
      (document.getElementById('composer-text') as HTMLTextAreaElement).value.includes('09121234567'),
    )

    // Mended and sent; the thread and the state follow by themselves.
    await page.fill('#composer-text', `${draft}\nسپاس از شکیبایی شما.`)
    await isReady(page, '۱۲ از ۱۲')
    await page.focus('#composer-text')
    await page.keyboard.press('Control+Enter')
    await page.locator('.composer-sent', { hasText: 'تغییر کرد' }).waitFor()
    const [reply] = await repliesOf(harness, api)
    expect(reply).toMatchObject({ outcome: 'edited', text: `${draft}\nسپاس از شکیبایی شما.` })
    await page.locator('.story', { hasText: 'سپاس از شکیبایی شما' }).waitFor()
    await page.locator('.matter-facts [data-status="pending"]').waitFor()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(complaints).toEqual([])
  })

  it('other words, another tone, another channel; a draft is discarded and taken back', async () => {
    const { harness, visit, api } = await openDesk()
    const { page } = await visit()
    // G R is the way to another page and begins no reply.
    await page.keyboard.press('g')
    await page.keyboard.press('r')
    await page.waitForURL('**/at-risk')
    expect((await harness.send('GET', '/v1/insights/replies')).json.total.drafts).toBe(0)
    await page.goBack()
    await page.waitForSelector('[data-island="inbox"][data-alive]')
    await page.keyboard.press('r')
    await isReady(page, '12 of 12')
    const first = await textOf(page)
    await page.click('text=Another draft')
    await page.locator('.switch button[aria-label="Draft 2"][aria-pressed="true"]').waitFor()
    expect(await textOf(page)).not.toBe(first)
    await page.click('.switch button:has-text("Formal")')
    await page.locator('.switch button[aria-label="Draft 3"][aria-pressed="true"]').waitFor()
    await page.selectOption('#composer-channel', 'sms')
    await page.locator('.checks-line', { hasText: 'SMS' }).waitFor()
    await expectAccessible(page)
    await page.setViewportSize(SIZES.narrow)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(SIZES.narrow.width)
    await page.setViewportSize(SIZES.normal)
    await page.click('.switch button[aria-label="Draft 1"]')
    expect(await textOf(page)).toBe(first)

    await page.click('.composer-foot >> text=Discard')
    await page.check('input[value="wrong_tone"]')
    await page.fill('#discard-note', 'too cheerful')
    await expectAccessible(page)
    await page.click('dialog [data-kind="danger"]')
    await page.waitForFunction((gone) => {
      const field = document.getElementById('composer-text') as HTMLTextAreaElement
      return field.value !== gone
    }, first)
    await page.click('text=Bring the discarded text back')
    expect(await textOf(page)).toBe(first)
    const insights = (await harness.send('GET', '/v1/insights/replies')).json
    expect(insights.discard_reasons).toEqual([{ reason: 'wrong_tone', drafts: 1 }])
    await page.click('#matter-title')
    await page.keyboard.press('Shift+Slash')
    await page.locator('#shortcut-list', { hasText: 'Send the reply' }).waitFor()
    await page.keyboard.press('Escape')
    // Escape leads back to what the customer wrote, and the text stays.
    await page.focus('#composer-text')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('matter-title')
    expect(await textOf(page)).toBe(first)
    expect(await repliesOf(harness, api)).toEqual([])
  })

  it('of two who answer at once the second is told, and decides', async () => {
    const { harness, visit, api } = await openDesk()
    const colleague = await harness.signIn('agent', { name: 'Reza', email: 'reza@example.com' })
    const { page: one } = await visit()
    const { page: two } = await visit({ cookie: colleague })
    for (const page of [one, two]) {
      await page.keyboard.press('r')
      await isReady(page, '12 of 12')
    }
    await one.locator('.composer-news', { hasText: 'Reza has asked for a draft' }).waitFor()
    await two.keyboard.press('Control+Enter')
    await two.locator('.composer-sent').waitFor()
    await one.locator('.composer-news', { hasText: 'Reza answered meanwhile' }).waitFor()
    await one.keyboard.press('Control+Enter')
    const dialog = one.locator('dialog.composer-question[open]')
    await dialog.waitFor()
    const [theirs] = await repliesOf(harness, api)
    expect(await dialog.textContent()).toContain(theirs.text.slice(0, 40))
    await expectAccessible(one)
    expect(await repliesOf(harness, api)).toHaveLength(1)
    await one.click('text=Send mine as well')
    await one.locator('.composer-sent').waitFor()
    expect(await repliesOf(harness, api)).toHaveLength(2)
  })

  it('a lost connection and an ended session keep the text, and it is sent once', async () => {
    const { harness, visit, api } = await openDesk()
    const { page, context } = await visit()
    await page.keyboard.press('r')
    await isReady(page, '12 of 12')
    await addAtEnd(page, ' Thank you.')
    await page.locator('.checks-line', { hasText: 'changed' }).waitFor()
    await context.setOffline(true)
    await page.keyboard.press('Control+Enter')
    await page.locator('.composer-news', { hasText: 'Not sent' }).waitFor()
    await context.setOffline(false)

    const cookies = await context.cookies()
    await context.clearCookies()
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('#session-ended[open]')
    expect(await textOf(page)).toContain('Thank you.')
    await page.keyboard.press('Escape')
    await context.addCookies(cookies)
    await page.focus('#composer-text')
    await page.keyboard.press('Control+Enter')
    await page.locator('.composer-sent').waitFor()
    expect(await repliesOf(harness, api)).toHaveLength(1)
  })

  it('Arabic: an insult is answered with its step, and who has to wait is told at night', async () => {
    const { harness, visit, api } = await openDesk({ language: 'ar', labels: { signals: ['abusive'] } })
    const closed = parseBusinessHours({
      hours: `${['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getUTCDay() + 2) % 7]} 09:00-17:00`,
      timeZone: 'UTC',
    })
    if (!closed.ok) throw new Error(closed.problem)
    harness.desk.rules = { ...harness.desk.rules, hours: closed.hours }
    const { page } = await visit({ theme: 'dark' })
    await page.keyboard.press('r')
    await page.locator('.composer-news', { hasText: 'الخطوة ١ من ٣' }).waitFor()
    await page.click('.acknowledgement .button')
    await page.locator('.acknowledgement', { hasText: 'أُبلغ العميل' }).waitFor()
    await expectAccessible(page)
    const { last_sent } = (await harness.send('GET', `${api}/acknowledgements`)).json
    expect(last_sent.text).toMatch(/[\u0600-\u06ff]/)
  })
})

describe('with an LLM', () => {
  it('its words are seen as they come, can be stopped, and give way to the playbook’s', async () => {
    const { harness, visit, api } = await openDesk({ llm: true })
    const plain = await harness.send('POST', `${api}/reply-drafts`, { body: { use_llm: false } })
    const { steps } = plain.json.drafts[0]
    const good = { parts: steps.map((step: object) => ({ ...step, source: 'frame' })) }

    server.script(beginsToSay(good, 260, hangs))
    const { page, complaints } = await visit()
    await page.keyboard.press('r')
    await page.locator('.paper[data-writing]').waitFor()
    await page.waitForFunction(
      () => (document.getElementById('composer-text') as HTMLTextAreaElement).value.length > 20,
    )
    expect(await page.getAttribute('#composer-text', 'aria-busy')).toBe('true')
    // Said once, not word by word.
    expect(await page.textContent('#composer > [role=status]')).toBe('A draft is being written.')
    await expectAccessible(page)
    await page.focus('#composer-text')
    await page.keyboard.press('Escape')
    await page.locator('.paper[data-writing]').waitFor({ state: 'detached' })
    await page.waitForFunction(
      () => (document.getElementById('composer-text') as HTMLTextAreaElement).value === '',
    )

    server.script(says(good))
    await page.click('text=Draft a reply')
    await isReady(page, '12 of 12')
    await page.click('.behind summary:has-text("made of")')
    expect(await page.textContent('.made-from')).toContain('Written by the LLM')

    server.script(fails(500))
    await page.click('text=Another draft')
    await page.locator('.composer-news', { hasText: 'could not be reached' }).waitFor()
    expect(await page.locator('.switch button[aria-label^="Draft"]').count()).toBe(2)
    expect(complaints).toEqual([])
  })
})
