import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible, type Look, openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { answerSomebody } from './quality-desk.ts'
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

/** Two answers of an agent wait for a review. */
async function open(look: Look = {}) {
  const harness = await createScreenHarness({ live: true })
  const agent = await harness.signIn('agent', { name: 'سارا رضایی', email: 'sara@example.com' })
  const cookie = await harness.signIn('supervisor')
  await answerSomebody(harness, agent, 'a')
  await answerSomebody(harness, agent, 'b')
  const site = await serveSite(harness)
  sites.push(site)
  return openPage(browser, site, { cookie, ...look })
}

describe('quality in a browser', () => {
  it('goes from the sample to a kept review and the next one, by keyboard alone', async () => {
    const { page, complaints } = await open()
    await page.goto('/quality')
    await page.locator('table .button').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/quality\/review/)
    for (const criterion of ['empathy', 'accuracy', 'tone', 'resolution']) {
      await page.locator(`#field-${criterion}-1`).focus()
      await page.keyboard.press('ArrowDown')
      expect(await page.locator(`#field-${criterion}-2`).isChecked()).toBe(true)
    }
    await page.fill('#field-note', 'بگویید تا کی.')
    await page.getByRole('button', { name: 'Keep the review' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('The review is kept.').waitFor()
    await page.getByText('1 conversation to review').waitFor()
    await page.goto('/quality/coaching')
    await page.getByText('Practise: name the customer’s trouble').waitFor()
    expect(complaints).toEqual([])
  })

  it.each([
    { language: 'fa', theme: 'dark', size: 'narrow' },
    { language: 'ar', theme: 'light', size: 'wide' },
    { language: 'en', theme: 'dark', size: 'normal' },
  ] as const)('is accessible in $language, $theme, $size', async (look) => {
    const { page, complaints } = await open(look)
    await page.goto('/quality')
    await expectAccessible(page)
    await page.locator('table .button').first().click()
    await page.waitForURL(/\/quality\/review/)
    await expectAccessible(page)
    for (const criterion of ['empathy', 'accuracy', 'tone', 'resolution'])
      await page.locator(`#field-${criterion}-4`).check()
    await page.locator('.review-side form button').click()
    await page.waitForURL(/\/quality\?/)
    for (const path of ['/quality/coaching', '/quality/reviews']) {
      await page.goto(path)
      await expectAccessible(page)
    }
    expect(complaints).toEqual([])
  })
})
