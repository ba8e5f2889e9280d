import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadPlaybooks } from '../../src/adapters/playbooks/load-playbooks.ts'
import { expectAccessible, type Look, openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { readCard } from './model-card.ts'
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

/** A desk with its model's card, its playbooks and one decided message. */
async function open(look: Look = {}) {
  const [card, playbooks] = await Promise.all([readCard(), loadPlaybooks()])
  if (!playbooks.ok) throw new Error(playbooks.problem)
  const harness = await createScreenHarness({
    live: true,
    playbooks: playbooks.library,
    deps: { modelCard: () => card },
  })
  const body = { channel: 'chat', text: 'سلام', conversation: 'a', customer: { external_id: 'a' } }
  await harness.send('POST', '/v1/messages', { body })
  const site = await serveSite(harness)
  sites.push(site)
  return openPage(browser, site, { cookie: await harness.signIn('admin'), ...look })
}

const PARTS = ['policy', 'hours', 'playbooks', 'articles', 'model', 'about']

describe('settings in a browser', () => {
  it('shows what other thresholds would change, finds a playbook, and writes an article', async () => {
    const { page, complaints } = await open()
    await page.goto('/settings/policy')
    await page.fill('#field-urgency', '0.99')
    await page.press('#field-urgency', 'Enter')
    await page.getByText('DELJOO_URGENCY_CONFIDENCE=0.99').waitFor()

    await page.getByRole('link', { name: 'Playbooks and tone' }).click()
    await page.fill('#field-q', 'double charge')
    await page.press('#field-q', 'Enter')
    await page.waitForURL(/q=double/)
    await page.locator('.playbook summary', { hasText: 'billing/double_charge' }).click()
    await page.getByText('Reverse the second').waitFor()

    await page.getByRole('link', { name: 'Knowledge' }).click()
    await page.getByRole('link', { name: 'Write an article' }).first().click()
    await page.fill('#field-title', 'بازگشت کالا')
    await page.fill('#field-body', 'تا هفت روز پس از تحویل.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved: بازگشت کالا').waitFor()
    await page.getByRole('link', { name: 'بازگشت کالا' }).click()
    await page.getByRole('button', { name: 'Delete the article' }).click()
    await page.locator('dialog[open]').getByRole('button', { name: 'Delete the article' }).click()
    await page.getByText('No article yet').waitFor()
    expect(complaints).toEqual([])
  })

  it.each([
    { language: 'fa', theme: 'dark', size: 'narrow' },
    { language: 'ar', theme: 'light', size: 'wide' },
    { language: 'en', theme: 'dark', size: 'normal' },
  ] as const)('is accessible in $language, $theme, $size', async (look) => {
    const { page, complaints } = await open(look)
    for (const part of [...PARTS.map((name) => `/settings/${name}`), '/settings/article']) {
      await page.goto(part)
      const opened = page.locator('.playbook summary').first()
      if (await opened.count()) await opened.click()
      await expectAccessible(page)
    }
    expect(complaints).toEqual([])
  })
})
