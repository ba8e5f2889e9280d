/** Which pages are pictured, and what a reader has done on them. */
import type { Page } from 'playwright-core'
import type { UiLanguage } from '../src/ui/languages.ts'

/** What the addresses need: found once, after the story is told. */
export type Places = Record<UiLanguage, { conversation: string; reply: string }> & { flag: string }

export type Picture = {
  name: string
  address: (places: Places, language: UiLanguage) => string
  /** Signed in unless it says not. */
  stranger?: true
  /** Also what is below the fold, up to `TALLEST`. */
  tall?: true
  /** What a reader does before the picture is taken. */
  act?: (page: Page, language: UiLanguage) => Promise<void>
}

/** Keys of the demo company's conversations that are opened. */
export const OPENED: Record<UiLanguage, string> = { fa: 'fa-1041-b', ar: 'ar-3010', en: 'en-5001' }

const READ: Record<UiLanguage, string> = {
  fa: 'برای بار سوم دارم می‌نویسم، دو بار از کارتم پول کم شده و هنوز برنگشته. اگه تا فردا درست نشه می‌رم سراغ یه شرکت دیگه.',
  ar: 'هذه المرة الثالثة أكتب لكم. خُصم المبلغ مرتين من بطاقتي ولم يرجع حتى الآن. إذا لم تُحل غداً سأنتقل إلى شركة أخرى.',
  en: 'For the third time I am writing: money was taken from my card twice and has not come back. If it is not solved by tomorrow I will go to another company.',
}

const alive = (island: string) => (page: Page) =>
  page.waitForSelector(`[data-island="${island}"][data-alive]`)

export const PICTURES: readonly Picture[] = [
  { name: 'sign-in', address: () => '/sign-in', stranger: true },
  {
    name: 'inbox',
    address: () => '/inbox',
    async act(page) {
      await alive('inbox')(page)
    },
  },
  {
    name: 'conversation',
    address: (places, language) => `/inbox/${places[language].conversation}`,
    async act(page) {
      await alive('inbox')(page)
      await page.keyboard.press('r')
      await page.locator('.checks-line').first().waitFor()
    },
  },
  { name: 'at-risk', address: () => '/at-risk' },
  { name: 'at-risk-board', address: () => '/at-risk?view=board' },
  { name: 'at-risk-table', address: () => '/at-risk?view=table' },
  { name: 'at-risk-moved', address: () => '/at-risk?view=moved' },
  { name: 'at-risk-team', address: () => '/at-risk?view=team' },
  { name: 'at-risk-account', address: ({ flag }) => `/at-risk/flag/${flag}`, tall: true },
  { name: 'insights', address: () => '/insights', tall: true },
  { name: 'quality', address: () => '/quality' },
  {
    name: 'quality-review',
    address: (places, language) => `/quality/review?reply=${places[language].reply}`,
    tall: true,
  },
  { name: 'quality-coaching', address: () => '/quality/coaching', tall: true },
  {
    name: 'playground',
    address: () => '/playground',
    tall: true,
    async act(page, language) {
      await alive('playground')(page)
      await page.fill('#field-text', READ[language])
      await page.press('#field-text', 'Control+Enter')
      await page.locator('.reading').first().waitFor()
    },
  },
  { name: 'settings-people', address: () => '/settings/people' },
  { name: 'settings-keys', address: () => '/settings/keys' },
  { name: 'settings-policy', address: () => '/settings/policy', tall: true },
  { name: 'settings-hours', address: () => '/settings/hours', tall: true },
  { name: 'settings-playbooks', address: () => '/settings/playbooks', tall: true },
  { name: 'settings-articles', address: () => '/settings/articles', tall: true },
  { name: 'settings-model', address: () => '/settings/model', tall: true },
  { name: 'settings-about', address: () => '/settings/about', tall: true },
]

/** Kept in `docs/screens/`, without the ending. */
export const CHOSEN: readonly string[] = [
  'conversation-fa-light-1440',
  'conversation-ar-dark-1440',
  'conversation-en-light-1440',
  'inbox-fa-light-360',
  'conversation-ar-light-360',
  'at-risk-en-light-1440',
  'at-risk-board-fa-dark-1440',
  'at-risk-account-ar-light-1440',
  'insights-fa-light-1440',
  'insights-en-dark-360',
  'quality-review-en-light-1440',
  'playground-fa-light-1440',
  'settings-policy-en-dark-1440',
]
