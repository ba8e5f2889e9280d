import { describe, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { COMPLAINT } from '../http/complaint.ts'
import { createScreenHarness } from './screen-harness.ts'

/** A desk with one customer who says they leave, and a supervisor who looks at it. */
async function desk({
  role = 'supervisor' as const,
  name = 'مریم احمدی',
}: {
  role?: 'agent' | 'supervisor'
  name?: string
} = {}) {
  const harness = await createScreenHarness()
  const { json } = await harness.send('POST', '/v1/messages', {
    as: 'service',
    body: { ...COMPLAINT, customer: { ...COMPLAINT.customer, name } },
  })
  const { items } = (await harness.send('GET', '/v1/flags')).json
  return {
    ...harness,
    flag: items[0],
    message_id: json.message.id as string,
    conversation_id: json.conversation.id as string,
    cookie: await harness.signIn(role, { name: 'سارا' }),
  }
}

/** What is seen, without what travels in attributes for the script. */
const seen = (text: string) => text.replace(/ data-(props|view|move)="[^"]*"/g, '')
const words = (text: string) =>
  seen(text)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replace(/\s+/g, ' ')

describe('accounts at risk', () => {
  it.each([
    ['en', '$964 at stake: says they are leaving, third delivery complaint.'],
    ['fa', 'به احتمال زیاد می‌رود (۰٫۸۰)، '],
    ['ar', 'مغادرته مرجّحة (٠٫٨٠)، '],
  ] as const)('are one sentence each in %s', async (language, sentence) => {
    const { get, cookie, flag } = await desk()
    expect(flag).toMatchObject({ score: 0.803, expected_loss: 963.6 })
    const { status, text } = await get('/at-risk', { cookie, language })
    expect(status).toBe(200)
    expect(words(text)).toContain(sentence)
    expect(text).toContain(`href="/at-risk/flag/${flag.id}"`)
    expect(text).toMatch(/<blockquote class="quote" dir="auto">/)
  })

  it.each(['', '?view=board', '?view=table', '?view=moved', '?view=team'])(
    'are shown by %s in every language',
    async (query) => {
      const { get, cookie } = await desk()
      for (const language of UI_LANGUAGES) {
        const { status, text } = await get(`/at-risk${query}`, { cookie, language })
        expect(status).toBe(200)
        if (query !== '?view=team') expect(words(text)).toContain('مریم احمدی')
        expect(text).not.toMatch(/ style=|<style|<script(?! type="module" src)/)
      }
    },
  )

  it.each([
    ['?owner=none', true],
    ['?owner=per_1', false],
    ['?level=critical', true],
    ['?level=low', false],
    ['?stage=planned', false],
    ['?due=overdue', false],
    ['?due=week', true],
    ['?view=table&due=day&sort=name&reversed=1', true],
    ['?stage=nonsense&level=x&sort=y', true],
  ])('are filtered by the address %s', async (query, isThere) => {
    const { get, cookie, flag } = await desk()
    const { text } = await get(`/at-risk${query}`, { cookie })
    expect(text.includes(`/at-risk/flag/${flag.id}`)).toBe(isThere)
    if (!isThere) expect(text).toContain('Nothing fits these filters')
  })

  it('that ended are left out until asked for', async () => {
    const { get, send, cookie, flag } = await desk()
    const body = { stage: 'dismissed', outcome_reason: 'wrong_reading' }
    expect((await send('PATCH', `/v1/flags/${flag.id}`, { body })).status).toBe(200)
    expect((await get('/at-risk', { cookie })).text).toContain('Nobody is about to leave')
    expect((await get('/at-risk?view=table&stage=all', { cookie })).text).toContain(
      'dismissed: a message was read wrongly',
    )
    expect((await send('GET', '/v1/flags?at_work=true')).json.items).toEqual([])
    expect((await send('GET', '/v1/flags?at_work=false')).json.items).toHaveLength(1)
  })

  it('sort by a column, and back', async () => {
    const { get, cookie } = await desk()
    const { text } = await get('/at-risk?view=table&sort=due', { cookie })
    expect(text).toContain('aria-sort="descending"')
    expect(text).toContain('href="/at-risk?view=table&amp;sort=due&amp;reversed=1"')
  })

  it('say so when there are none', async () => {
    const { get, signIn } = await createScreenHarness()
    const cookie = await signIn('supervisor')
    for (const [view, expected] of [
      ['list', 'Nobody is about to leave'],
      ['board', 'Nobody is about to leave'],
      ['moved', 'Nothing moved'],
      ['team', 'Nobody carries anything yet'],
    ])
      expect((await get(`/at-risk?view=${view}`, { cookie })).text).toContain(expected)
  })
})

describe('one account', () => {
  it('is a sum with the words of the customer and where they stand', async () => {
    const { get, send, cookie, flag, message_id, conversation_id } = await desk()
    const { text } = await get(`/at-risk/flag/${flag.id}`, { cookie })
    const { contributions, score } = (await send('GET', `/v1/customers/${flag.customer_id}/risk`)).json
    expect(text.match(/class="sum-line"/g)).toHaveLength(contributions.length)
    expect(words(text)).toContain(`${score.toFixed(2)} is the risk of leaving now`)
    expect(text).toContain(`href="/inbox/${conversation_id}#${message_id}"`)
    expect(words(text)).toContain('Flagged at')
  })

  it('tells what was tried, by whom', async () => {
    const { app, get, cookie, flag } = await desk()
    const moved = await app.request(`/v1/flags/${flag.id}`, {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ stage: 'planned', note: 'فردا زنگ می‌زنم <b>' }),
    })
    expect(moved.status).toBe(200)
    const { text } = await get(`/at-risk/flag/${flag.id}`, { cookie })
    expect(words(text)).toContain('Moved to: planned · سارا')
    expect(text).toContain('فردا زنگ می‌زنم &lt;b&gt;')
  })

  it('that is not there is said', async () => {
    const { get, cookie } = await desk()
    expect((await get('/at-risk/flag/flg_0', { cookie })).status).toBe(404)
  })
})

describe('who may', () => {
  it('strangers come to sign in', async () => {
    const { get, flag } = await desk()
    for (const path of ['/at-risk', `/at-risk/flag/${flag.id}`])
      expect((await get(path)).headers.get('location')).toMatch(/^\/sign-in\?next=/)
  })

  it('agents work on cases, but neither give up a customer nor see what moved at the desk', async () => {
    const { get, cookie } = await desk({ role: 'agent' })
    const { text } = await get('/at-risk', { cookie })
    expect(text).toContain('data-stage="recovered"')
    expect(text).not.toContain('data-stage="lost"')
    expect(text).not.toContain('view=moved')
    expect((await get('/at-risk?view=moved', { cookie })).text).toContain('class="flag-rows"')
  })

  it('supervisors may end them in every way', async () => {
    const { get, cookie } = await desk()
    const { text } = await get('/at-risk?view=board', { cookie })
    for (const stage of ['planned', 'saving', 'recovered', 'lost', 'dismissed'])
      expect(text).toContain(`data-stage="${stage}"`)
  })
})

it('shows names as words, whatever they are', async () => {
  const { get, cookie, flag } = await desk({ name: '<img src=x onerror=alert(1)>' })
  for (const path of [
    '/at-risk',
    '/at-risk?view=board',
    '/at-risk?view=table',
    '/at-risk?view=moved',
    `/at-risk/flag/${flag.id}`,
  ]) {
    const { text } = await get(path, { cookie })
    expect(text).not.toContain('<img')
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
  }
})
