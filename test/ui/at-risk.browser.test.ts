import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { COMPLAINT } from '../http/complaint.ts'
import { expectAccessible, openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { createScreenHarness } from './screen-harness.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
}, 120_000)
afterAll(() => browser?.close())

const sites: Site[] = []
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  for (const site of sites.splice(0)) await site.close()
})

/** The island is there; it shows nothing before it is asked. */
const alive = (page: Page) =>
  page.waitForSelector('[data-island="flag-desk"][data-alive]', { state: 'attached' })

async function desk() {
  const harness = await createScreenHarness({ live: true })
  const site = await serveSite(harness)
  sites.push(site)
  const complain = async (external_id: string, name: string, lifetime_value: number) => {
    const body = {
      ...COMPLAINT,
      external_id,
      conversation: external_id,
      sent_at: new Date().toISOString(),
      customer: { external_id, name, lifetime_value, currency: 'USD' },
    }
    const { json } = await harness.send('POST', '/v1/messages', { as: 'service', body })
    return json.customer.id as string
  }
  const flagOf = async (customer: string) =>
    (await harness.send('GET', `/v1/flags?customer=${customer}`)).json.items[0]
  return { ...harness, site, complain, flagOf, cookie: await harness.signIn('supervisor', { name: 'سارا' }) }
}

describe('the board', () => {
  it('takes a case to recovered with its outcome by keyboard, and others see it at once', async () => {
    const { site, complain, flagOf, send, cookie } = await desk()
    const customer = await complain('c-1', 'شرکت آوند', 40_000)
    await complain('c-2', 'مریم', 400)
    const { id } = await flagOf(customer)
    const mine = await openPage(browser, site, { cookie })
    const theirs = await openPage(browser, site, { cookie, language: 'fa' })
    await Promise.all([mine.page.goto('/at-risk?view=board'), theirs.page.goto('/at-risk?view=board')])
    await Promise.all([mine, theirs].map(({ page }) => alive(page)))

    // Keys by their place, as on every layout.
    await mine.page.keyboard.press('j')
    await mine.page.waitForFunction((flag) => document.activeElement?.id === `open-${flag}`, id)
    await mine.page.keyboard.press('m')
    await mine.page.waitForSelector('#move-flag[open] input:checked')
    for (let step = 0; step < 3; step++) await mine.page.keyboard.press('ArrowDown')
    await mine.page.waitForSelector('#move-stage-recovered:checked')
    await mine.page.keyboard.press('Tab')
    await mine.page.waitForFunction(() => document.activeElement?.id === 'move-outcome')
    await mine.page.keyboard.press('ArrowDown')
    await mine.page.keyboard.press('Tab')
    await mine.page.keyboard.type('مبلغ برگشت و مشتری راضی است.')
    await expectAccessible(mine.page)
    await mine.page.keyboard.press('Control+Enter')

    const card = `[data-column="recovered"] [id="${id}"]`
    await mine.page.waitForSelector(card)
    await theirs.page.waitForSelector(card)
    expect(await mine.page.textContent(card)).toContain('the problem was solved')
    expect(await mine.page.evaluate(() => document.activeElement?.id)).toBe(`open-${id}`)
    const { json } = await send('GET', `/v1/flags/${id}`)
    expect(json).toMatchObject({
      stage: 'recovered',
      outcome_reason: 'problem_solved',
      note: 'مبلغ برگشت و مشتری راضی است.',
    })
    expect(json.history.at(-1).actor).toMatch(/^per_/)
    expect([...mine.complaints, ...theirs.complaints]).toEqual([])
  })

  it('moves by menu, keeps what was written when the move is refused, and gets new cases by itself', async () => {
    const { site, complain, flagOf, send, cookie } = await desk()
    const { id } = await flagOf(await complain('c-1', 'مریم', 400))
    const { page } = await openPage(browser, site, { cookie, language: 'ar' })
    await page.goto('/at-risk?view=board')
    await alive(page)
    await page.click(`[id="${id}"] .menu summary`)
    await page.click(`[id="${id}"] [data-stage="saving"]`)
    await page.fill('#move-note', 'سأتصل')
    // Somebody else was quicker, and ended it.
    await send('PATCH', `/v1/flags/${id}`, { body: { stage: 'lost' } })
    await page.click('#move-flag .button[data-kind="primary"]')
    await page.waitForSelector('.toast[data-kind="problem"]')
    expect(await page.inputValue('#move-note')).toBe('سأتصل')
    await page.keyboard.press('Escape')
    await page.waitForSelector(`[data-column="lost"] [id="${id}"]`)

    const other = await flagOf(await complain('c-2', 'نور', 9_000))
    await page.waitForSelector(`[data-column="open"] [id="${other.id}"]`)
  })
})

it.each(UI_LANGUAGES)('is accessible in %s, narrow and dark, wide and light', async (language) => {
  const { site, complain, flagOf, cookie } = await desk()
  const { id } = await flagOf(await complain('c-1', 'شرکت آوند', 40_000))
  const paths = [
    '/at-risk',
    '/at-risk?view=board',
    '/at-risk?view=table',
    '/at-risk?view=moved',
    '/at-risk?view=team',
    `/at-risk/flag/${id}`,
  ]
  for (const look of [
    { size: 'narrow', theme: 'dark' },
    { size: 'wide', theme: 'light' },
  ] as const) {
    const { page, complaints, context } = await openPage(browser, site, { language, cookie, ...look })
    for (const path of paths) {
      await page.goto(path)
      await alive(page)
      await expectAccessible(page)
    }
    expect(complaints).toEqual([])
    await context.close()
  }
})
