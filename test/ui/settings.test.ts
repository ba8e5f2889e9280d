import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readWeakSpots, weakSpotsIn } from '../../src/adapters/classifier/weak-spots.ts'
import { loadPlaybooks } from '../../src/adapters/playbooks/load-playbooks.ts'
import { articleIntake } from '../../src/domain/knowledge/article.ts'
import {
  articleAddress,
  emptyForm,
  formOf,
  intakeOf,
  readArticleAddress,
} from '../../src/ui/settings/article-form.ts'
import { matches, situationsIn } from '../../src/ui/settings/playbook-search.ts'
import { readPreviewAddress } from '../../src/ui/settings/preview-address.ts'
import { readCard } from './model-card.ts'
import { createScreenHarness } from './screen-harness.ts'

/** What somebody could write where words belong. */
const HOSTILE = `"><img src=x onerror="alert(1)"><script>alert(1)</script>`

describe('the bars to try', () => {
  const now = { urgency: 0.53, sentiment: 0.57 }
  it.each([
    ['nothing', {}, { ...now, limit: 500 }],
    [
      'both',
      { urgency: '0.8', sentiment: '0.1', limit: '100' },
      { urgency: 0.8, sentiment: 0.1, limit: 100 },
    ],
    ['too much', { urgency: '1.1', sentiment: '-1', limit: '1000000' }, { ...now, limit: 500 }],
    ['nonsense', { urgency: 'x', sentiment: '', limit: 'y' }, { ...now, limit: 500 }],
  ])('from %s', (_, given, expected) => {
    expect(readPreviewAddress(given as Record<string, string>, now)).toEqual(expected)
  })
})

describe('what the model’s card gets wrong', () => {
  it('is read from the card that ships with it', async () => {
    const spots = await readWeakSpots()
    expect(spots.length).toBeGreaterThan(3)
    for (const { message, answer, right } of spots) expect(message && answer && right).toMatch(/\w/)
  })

  it.each([
    ['no card', '', []],
    ['no table', '## Known weak spots\nNone.\n', []],
    [
      'a table before another part',
      '# Card\n| a | b | c |\n## Known weak spots (ours)\n| m | s | r |\n|---|---|---|\n| "سلام" | x | y |\n## Next\n| 1 | 2 | 3 |\n',
      [{ message: '"سلام"', answer: 'x', right: 'y' }],
    ],
  ])('of %s', (_, card, expected) => {
    expect(weakSpotsIn(card)).toEqual(expected)
  })
})

describe('searching playbooks', () => {
  it.each([
    ['', ['anything'], true],
    ['كتاب', ['کتاب'], true],
    ['می روم', ['می‌روم به خانه'], true],
    ['double charge', ['the double charge'], true],
    ['charge double', ['the double charge'], true],
    ['missing', ['the double charge'], false],
  ])('%j in %j: %s', (query, texts, found) => {
    expect(matches(query, texts)).toBe(found)
  })

  it('finds in each language what is written there', async () => {
    const loaded = await loadPlaybooks()
    if (!loaded.ok) throw new Error(loaded.problem)
    const found = (language: 'fa' | 'ar' | 'en', query: string) =>
      situationsIn(loaded.library, language, query).map(({ id }) => id)
    expect(found('fa', 'برداشت تکراری')).toContain('billing/double_charge')
    expect(found('ar', 'الخصم المكرر')).toContain('billing/double_charge')
    expect(found('en', 'double charge')).toContain('billing/double_charge')
    expect(found('en', 'برداشت تکراری')).toEqual([])
    expect(found('en', '').length).toBe(loaded.library.situations.length)
  })
})

describe('an article as a form', () => {
  const intake = {
    external_id: 'faq/1',
    lang: 'fa',
    title: 'بازگشت کالا',
    asked_as: ['چطور پس بدهم', 'مرجوعی'],
    body: 'تا ۷ روز.',
    answer: null,
    topics: ['refund_return', 'delivery'],
    public: true,
    url: 'https://example.com/a',
  }
  it('comes back as it was, topics beside the first included', () => {
    const article = {
      ...articleIntake.parse(intake),
      id: 'art_1',
      version: 3,
      created_at: '2026-08-01T00:00:00.000Z',
      updated_at: '2026-08-01T00:00:00.000Z',
    }
    expect(intakeOf(formOf(article), article)).toEqual(intake)
  })

  it('empty is not valid, and says where', () => {
    const parsed = articleIntake.safeParse(intakeOf(emptyForm('fa'), null))
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(['title', 'body'])
  })

  it.each([{}, { q: 'x', lang: 'fa', topic: 'billing', cursor: 'c' }])(
    'list %j keeps its address',
    (given) => {
      const again = Object.fromEntries(
        new URL(articleAddress(readArticleAddress(given)), 'http://x').searchParams,
      )
      expect(again).toEqual(given)
    },
  )
})

describe('settings', () => {
  it('leads each role to the first part it may open, and refuses the others', async () => {
    const { signIn, get } = await createScreenHarness()
    const leads: Record<string, string> = {}
    for (const role of ['agent', 'supervisor', 'admin'] as const) {
      const cookie = await signIn(role)
      leads[role] = (await get('/settings', { cookie })).headers.get('location') ?? ''
      expect((await get('/settings/policy', { cookie })).status).toBe(role === 'agent' ? 403 : 200)
    }
    expect(leads).toEqual({
      agent: '/settings/hours',
      supervisor: '/settings/policy',
      admin: '/settings/people',
    })
  })

  it('shows the thresholds, and the lines that would change them', async () => {
    const card = await readCard()
    const { signIn, get } = await createScreenHarness({
      deps: { modelCard: () => card },
      policy: { urgencyConfidence: 0.77, sentimentConfidence: null },
    })
    const cookie = await signIn('supervisor')
    const { text } = await get('/settings/policy?sentiment=0.91', { cookie })
    expect(text).toContain('DELJOO_URGENCY_CONFIDENCE=0.77')
    expect(text).toContain('DELJOO_SENTIMENT_CONFIDENCE=0.91')
    expect(text).toContain('No message has been decided')
    // The names are those that the service reads.
    const config = readFileSync('src/config.ts', 'utf8')
    for (const name of ['DELJOO_URGENCY_CONFIDENCE', 'DELJOO_SENTIMENT_CONFIDENCE'])
      expect(config).toContain(name)
  })

  it('previews on the messages that were decided, corrected ones included', async () => {
    const card = await readCard()
    const harness = await createScreenHarness({ deps: { modelCard: () => card } })
    const { send, signIn, get } = harness
    const body = { channel: 'chat', text: 'سلام', conversation: 'a', customer: { external_id: 'a' } }
    const { id } = (await send('POST', '/v1/messages', { body })).json.message
    await send('POST', `/v1/messages/${id}/corrections`, { as: 'agent', body: { urgency: 'low' } })
    const cookie = await signIn('supervisor')
    const strict = await get('/settings/policy?urgency=0.99', { cookie })
    expect(strict.text).toContain('1 message decided by the local model.')
    expect(strict.text).toMatch(/Errors among them that were caught.*?0 of 1.*?1 of 1/s)
  })

  it('says what is missing where there is no model and there are no playbooks', async () => {
    const { signIn, get } = await createScreenHarness()
    const cookie = await signIn('supervisor')
    for (const path of ['/settings/policy', '/settings/model'])
      expect((await get(path, { cookie })).text).toContain('No model is loaded')
    expect((await get('/settings/playbooks', { cookie })).text).toContain('No playbooks here')
  })

  it('shows the card with figures per language and its weak spots', async () => {
    const card = await readCard()
    const { signIn, get } = await createScreenHarness({ deps: { modelCard: () => card } })
    const { text } = await get('/settings/model', { cookie: await signIn('agent') })
    expect(text).toContain(`${card.name}@${card.version}`)
    expect(text.match(/<figure/g)).toHaveLength(6)
    expect(text).toContain('Known weak spots')
  })

  it('writes, changes and deletes articles; agents only read them', async () => {
    const { signIn, get, post, store } = await createScreenHarness()
    const [lead, agent] = [await signIn('supervisor'), await signIn('agent')]
    const form = { ...emptyForm('fa'), title: HOSTILE, body: HOSTILE, asked_as: 'یک\r\nدو' }
    expect((await post('/settings/article', { ...form, id: '' }, { cookie: agent })).status).toBe(403)
    expect((await post('/settings/article', { ...form, id: '' }, { cookie: lead })).status).toBe(303)
    const { items } = await store.listArticles({ limit: 5, words: null })
    const [article] = items
    expect(article?.asked_as).toEqual(['یک', 'دو'])
    for (const path of ['/settings/articles', `/settings/article?id=${article?.id}`])
      for (const cookie of [lead, agent]) {
        const { text } = await get(path, { cookie })
        expect(text).toContain('&lt;script&gt;alert(1)')
        expect(text).not.toMatch(/<img|<script>alert/)
      }
    const read = await get(`/settings/article?id=${article?.id}`, { cookie: agent })
    expect(read.text).not.toContain('Delete the article')
    const id = article?.id ?? ''
    const change = { ...form, id, version: '1', title: 'بازگشت کالا' }
    expect((await post('/settings/article', change, { cookie: lead })).status).toBe(303)
    const late = await post('/settings/article', { ...change, title: 'دیر' }, { cookie: lead })
    expect([late.status, late.text.includes('Someone else changed this article')]).toEqual([409, true])
    expect(late.text).toContain('دیر')
    const found = await get('/settings/articles?q=%DA%A9%D8%A7%D9%84%D8%A7', { cookie: agent })
    expect(found.text).toContain('بازگشت کالا')
    expect((await post('/settings/article/delete', { id }, { cookie: agent })).status).toBe(403)
    expect((await post('/settings/article/delete', { id }, { cookie: lead })).status).toBe(303)
    expect((await get('/settings/articles', { cookie: lead })).text).toContain('No article yet')
  })

  it('shows an article that is not valid again, with what was written', async () => {
    const { signIn, post } = await createScreenHarness()
    const form = { ...emptyForm('en'), title: ' ', body: 'What we know', url: 'javascript:alert(1)' }
    const { status, text } = await post('/settings/article', form, { cookie: await signIn('supervisor') })
    expect(status).toBe(422)
    expect(text).toContain('What we know')
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(2)
  })
})
