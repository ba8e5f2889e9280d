import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { COMPLAINT } from '../http/complaint.ts'
import { expectAccessible, openBrowser, openPage, type Site, serveSite } from './browser.ts'
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

async function desk() {
  const card = await readCard()
  const harness = await createScreenHarness({ live: true, deps: { modelCard: () => card } })
  const site = await serveSite(harness)
  sites.push(site)
  return { ...harness, site, cookie: await harness.signIn('supervisor', { name: 'سارا' }) }
}

it.each(UI_LANGUAGES)('draws charts within their sheets in %s, with data and with none', async (language) => {
  const { site, send, cookie } = await desk()
  const dark = await openPage(browser, site, { cookie, language, theme: 'dark', size: 'narrow' })
  await dark.page.goto('/insights')
  expect(await dark.page.locator('svg.chart-plot').count()).toBe(0)
  await expectAccessible(dark.page)

  const body = { ...COMPLAINT, sent_at: new Date().toISOString(), touchpoint: 'till' }
  await send('POST', '/v1/messages', { as: 'service', body })
  const light = await openPage(browser, site, { cookie, language, size: 'wide' })
  for (const { page } of [dark, light]) {
    await page.goto('/insights')
    expect(await page.locator('svg.chart-plot').count()).toBeGreaterThanOrEqual(5)
    // Every word of a chart is in the chart's own box, also where it stands right to left.
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll('svg.chart-plot')].flatMap((plot) => {
        const box = plot.getBoundingClientRect()
        return [...plot.querySelectorAll('text')].flatMap((text) => {
          const words = text.getBoundingClientRect()
          const isIn = words.left >= box.left - 1 && words.right <= box.right + 1
          return isIn ? [] : [`${text.textContent} in ${plot.querySelector('title')?.textContent}`]
        })
      }),
    )
    expect(outside).toEqual([])
    // The first moment stands left of the last one, whatever the language.
    const days = await page
      .locator('#urgent-question')
      .evaluate((question) =>
        [...(question.closest('figure')?.querySelectorAll('.chart-tick') ?? [])]
          .slice(-2)
          .map((tick) => tick.getBoundingClientRect().left),
      )
    expect(days[0]).toBeLessThan(days[1] as number)
    await page.locator('details.more summary').first().click()
    await expectAccessible(page)
  }
  expect([...dark.complaints, ...light.complaints]).toEqual([])
})

it('filters by keyboard, keeps the choice in the address, and hands over the same numbers as CSV', async () => {
  const { site, send, cookie } = await desk()
  await send('POST', '/v1/messages', {
    as: 'service',
    body: { ...COMPLAINT, sent_at: new Date().toISOString() },
  })
  const { page } = await openPage(browser, site, { cookie })
  await page.goto('/insights')
  await page.focus('#filter-language')
  await page.keyboard.type('Persian')
  await page.focus('.filters button')
  await page.keyboard.press('Enter')
  await page.waitForURL(/language=fa/)
  expect(await page.inputValue('#filter-language')).toBe('fa')
  const figure = page.locator('figure', { has: page.locator('#topics-question') })
  await figure.locator('summary').click()
  const shown = await figure.locator('tbody data').allTextContents()
  const [download] = await Promise.all([page.waitForEvent('download'), figure.locator('a[download]').click()])
  const stream = await download.createReadStream()
  let csv = ''
  for await (const piece of stream) csv += piece
  expect(csv).toMatch(/topic,delivery,1,1\r\n/)
  expect(shown.slice(0, 2)).toEqual(['1', '100%'])
})
