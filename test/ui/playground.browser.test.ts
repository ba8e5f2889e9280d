import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { expectAccessible, type Look, openBrowser, openPage, type Site, serveSite } from './browser.ts'
import { readCard } from './model-card.ts'
import { createScreenHarness } from './screen-harness.ts'

const HOSTILE = `"><img src=x onerror="alert(1)"><script>alert(1)</script>`

/** Urgent by the local model, critical by the LLM; a text with "unreadable" cannot be read. */
const classify: ClassifyText = async ({ text, fallback }) => {
  if (text.includes('unreadable')) return { ok: false, failure: 'unavailable', retryAfterSeconds: 5 }
  const triage = triageOf({
    sentiment: 'negative',
    urgency: fallback === 'always' ? 'critical' : 'high',
    topics: ['delivery'],
    signals: ['repeat_contact'],
  })
  const reasons = [
    { head: 'urgency' as const, label: 'high', start: 0, end: 4, text: text.slice(0, 4), weight: 0.6 },
  ]
  const decided_by = {
    ...triage.decided_by,
    ...(fallback === 'always' ? { source: 'llm' as const, asked_llm_because: 'requested' as const } : {}),
  }
  return { ok: true, triage: { ...triage, reasons, decided_by } }
}

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

async function open(look: Look = {}) {
  const card = await readCard()
  const harness = await createScreenHarness({
    live: true,
    classify,
    llmModel: 'gpt-5-mini',
    deps: { modelCard: () => card },
  })
  const site = await serveSite(harness)
  sites.push(site)
  const opened = await openPage(browser, site, { cookie: await harness.signIn('agent'), ...look })
  await opened.page.goto('/playground')
  await opened.page.waitForSelector('[data-island="playground"][data-alive]')
  return opened
}

describe('the playground in a browser', () => {
  it('reads what is pasted by keyboard, shows it as text, and explains a phrase when it is stepped to', async () => {
    const { page, complaints } = await open()
    await page.fill('#field-text', HOSTILE)
    await page.press('#field-text', 'Control+Enter')
    await page.waitForSelector('.reading')
    expect(await page.locator('.marked blockquote').textContent()).toContain('<script>alert(1)</script>')
    expect(await page.locator('.marked img').count()).toBe(0)
    const phrase = page.locator('.why').first()
    expect(await phrase.locator('.why-tip').isVisible()).toBe(false)
    await phrase.focus()
    expect(await phrase.locator('.why-tip').textContent()).toContain('urgency: high, 60% of the evidence')
    await page.locator('details.more summary').click()
    expect(await page.locator('#curl').textContent()).toContain('/v1/classify')
    expect(complaints).toEqual([])
  })

  it('compares the local model with the LLM and says where they differ', async () => {
    const { page } = await open()
    await page.fill('#field-text', 'سفارشم نرسیده')
    await page.selectOption('#field-mode', 'compare')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('They differ on 1 question.').waitFor()
    expect(await page.locator('.reading').count()).toBe(2)
  })

  it('says what is wrong and keeps what was written', async () => {
    const { page, context } = await open()
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('Write or paste a message first.').waitFor()
    await page.fill('#field-text', 'unreadable')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByText('The message could not be read').waitFor()
    expect(await page.inputValue('#field-text')).toBe('unreadable')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('The service cannot be reached.').waitFor()
    expect(await page.inputValue('#field-text')).toBe('unreadable')
  })

  it.each([
    { language: 'fa', theme: 'dark', size: 'narrow' },
    { language: 'ar', theme: 'light', size: 'wide' },
    { language: 'en', theme: 'dark', size: 'normal' },
  ] as const)('is accessible in $language, $theme, $size', async (look) => {
    const { page, complaints } = await open(look)
    await page.locator('.samples button').first().click()
    await page.waitForSelector('.reading')
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })
})
