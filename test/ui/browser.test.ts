import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createKey } from '../../src/actions/keys.ts'
import { invitePerson } from '../../src/actions/one-time-links.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { expectAccessible, type Look, openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { createScreenHarness, PASSWORD, type ScreenHarness } from './screen-harness.ts'

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

async function openSite(): Promise<{ harness: ScreenHarness; site: Site }> {
  const harness = await createScreenHarness({ live: true })
  const site = await serveSite(harness)
  sites.push(site)
  return { harness, site }
}

const looks = UI_LANGUAGES.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['narrow', 'wide'] as const).map((size): Required<Omit<Look, 'cookie'>> => ({ language, theme, size })),
  ),
)

describe('in a browser', () => {
  it.each(looks)('every page is accessible in $language, $theme, $size', async (look) => {
    const { harness, site } = await openSite()
    const cookie = await harness.signIn('admin', { name: 'نرگس احمدی', email: 'narges@example.com' })
    await harness.signIn('agent', {
      name: 'Sara Connor-Featherstonehaugh',
      email: 'a.very.long.address@customers.example.com',
    })
    await createKey(harness.desk, SYSTEM, { name: 'فروشگاه اینترنتی', role: 'service' })
    const { token } = await invitePerson(harness.desk, SYSTEM, 'agent')

    const before = await openPage(browser, site, look)
    for (const path of ['/sign-in', `/join/${token}`, '/join/unknown', '/nowhere']) {
      await before.page.goto(path)
      await expectAccessible(before.page)
    }
    const { page, complaints } = await openPage(browser, site, { ...look, cookie })
    const pages = [
      '/inbox',
      '/at-risk',
      '/insights',
      '/quality',
      '/playground',
      '/settings/people',
      '/settings/keys',
    ]
    for (const path of pages) {
      await page.goto(path)
      await expectAccessible(page)
    }
    await page.click('[commandfor="new-key"]')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.click('.rail-reader summary')
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  it('a whole first day: link, demo company, invitation, a colleague who joins in their language', async () => {
    const { harness, site } = await openSite()
    const { token } = await invitePerson(harness.desk, SYSTEM, 'admin')
    const { page, complaints } = await openPage(browser, site, { language: 'fa' })
    await page.goto(`/join/${token}`)
    await page.fill('[name=name]', 'نرگس احمدی')
    await page.fill('[name=email]', 'narges@example.com')
    await page.fill('[name=password]', PASSWORD)
    await page.fill('[name=password_again]', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/inbox')
    await page.getByRole('button', { name: 'پر کردن با شرکت نمایشی' }).click()
    await page.getByText('شرکت نمایشی آماده است').waitFor()

    await page.goto('/settings/people')
    await page.getByRole('button', { name: 'دعوت', exact: true }).click()
    await page.getByRole('button', { name: 'ساختن پیوند' }).click()
    const link = await page.getByLabel('پیوند یک‌بارمصرف').inputValue()

    const colleague = await openPage(browser, site, { language: 'ar' })
    await colleague.page.goto(link)
    expect(await colleague.page.textContent('h1')).toBe('حسابك')
    await colleague.page.fill('[name=name]', 'ليلى')
    await colleague.page.fill('[name=email]', 'layla@example.com')
    await colleague.page.fill('[name=password]', PASSWORD)
    await colleague.page.fill('[name=password_again]', PASSWORD)
    await colleague.page.keyboard.press('Enter')
    await colleague.page.waitForURL('**/inbox')
    await page.reload()
    await page.getByRole('cell', { name: 'layla@example.com' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('works by keyboard, also on a Persian layout', async () => {
    const { harness, site } = await openSite()
    const { page, complaints } = await openPage(browser, site, {
      language: 'fa',
      cookie: await harness.signIn('supervisor'),
    })
    await page.goto('/inbox')
    await ready(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')

    await pressOnPersianLayout(page, ['KeyG', 'ل'], ['KeyR', 'ق'])
    await page.waitForURL('**/at-risk')
    await ready(page)

    await page.keyboard.press('Control+KeyK')
    const field = page.locator('#palette').getByRole('combobox')
    await field.waitFor()
    await page.keyboard.insertText('گزارش')
    expect(await page.locator('#palette-list').getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/insights')
    await ready(page)

    await page.keyboard.press('Shift+Slash')
    const sheet = page.getByRole('dialog', { name: 'میان‌برهای صفحه‌کلید' })
    await sheet.getByText('رفتن به صندوق ورودی').waitFor()
    // While a dialog is open, letters are no commands.
    await pressOnPersianLayout(page, ['KeyG', 'ل'], ['KeyI', 'ه'])
    await page.keyboard.press('Escape')
    expect(await sheet.isVisible()).toBe(false)
    expect(new URL(page.url()).pathname).toBe('/insights')
    expect(complaints).toEqual([])
  })

  it('leaves single letters alone for those who want it so', async () => {
    const { harness, site } = await openSite()
    const { page } = await openPage(browser, site, { cookie: await harness.signIn('agent') })
    await page.goto('/inbox')
    await page.click('.rail-reader summary')
    await page.selectOption('[name=keys]', 'off')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForURL('**/inbox')
    await ready(page)
    await pressOnPersianLayout(page, ['KeyG', 'g'], ['KeyR', 'r'])
    await page.keyboard.press('Control+KeyK')
    await page.locator('#palette').getByRole('combobox').waitFor()
    expect(new URL(page.url()).pathname).toBe('/inbox')
  })

  it('changes language, look and calendar where the reader is', async () => {
    const { harness, site } = await openSite()
    const { page } = await openPage(browser, site, { cookie: await harness.signIn('admin') })
    await page.goto('/settings/people')
    await page.click('.rail-reader summary')
    await page.selectOption('[name=language]', 'ar')
    await page.selectOption('[name=theme]', 'dark')
    await page.selectOption('[name=calendar]', 'islamic-umalqura')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForFunction(() => document.documentElement.lang === 'ar')
    expect(new URL(page.url()).pathname).toBe('/settings/people')
    expect(await page.getAttribute('html', 'dir')).toBe('rtl')
    const ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    expect(ground).toBe('rgb(21, 25, 24)')
  })

  it('says that the session has ended, and keeps the page', async () => {
    const { harness, site } = await openSite()
    const cookie = await harness.signIn('agent')
    const { page } = await openPage(browser, site, { cookie })
    await page.goto('/inbox')
    await ready(page)
    await harness.post('/sign-out', {}, { cookie })
    const status = await page.evaluate(async () => (await fetch('/v1/conversations')).status)
    expect(status).toBe(401)
  })
})

/** Until the page's script has registered its commands. */
const ready = (page: Page) => page.waitForFunction(() => document.body.dataset.ready !== undefined)

/** Key presses as such a layout sends them: the place is the same, the letter another. */
async function pressOnPersianLayout(page: Page, ...presses: [code: string, key: string][]): Promise<void> {
  for (const [code, key] of presses)
    await page.evaluate(
      ([code, key]) => {
        const target = document.activeElement ?? document.body
        for (const type of ['keydown', 'keyup'])
          target.dispatchEvent(new KeyboardEvent(type, { code, key, bubbles: true, cancelable: true }))
      },
      [code, key] as const,
    )
}
