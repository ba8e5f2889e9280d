import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextSeed, readSampleAddress, sampleAddress } from '../../src/ui/quality/sample-query.ts'
import { wordDiff } from '../../src/ui/quality/word-diff.ts'
import { answerSomebody, SCORES } from './quality-desk.ts'
import { createScreenHarness } from './screen-harness.ts'

/** What somebody could write where words belong. */
const HOSTILE = `"><img src=x onerror="alert(1)"><script>alert(1)</script>`

describe('what changed in a draft', () => {
  const said = (before: string, after: string) =>
    wordDiff(before, after).map(({ kind, text }) => [kind, text.trim()])
  it.each([
    ['the same', 'سلام دوست من', 'سلام دوست من', [['same', 'سلام دوست من']]],
    [
      'a word more',
      'سلام من',
      'سلام دوست من',
      [
        ['same', 'سلام'],
        ['new', 'دوست'],
        ['same', 'من'],
      ],
    ],
    [
      'a word less',
      'a b c',
      'a c',
      [
        ['same', 'a'],
        ['gone', 'b'],
        ['same', 'c'],
      ],
    ],
    [
      'another word',
      'a b c',
      'a x c',
      [
        ['same', 'a'],
        ['gone', 'b'],
        ['new', 'x'],
        ['same', 'c'],
      ],
    ],
    ['nothing before', '', 'a', [['new', 'a']]],
    ['nothing after', 'a', '', [['gone', 'a']]],
    ['other space only', 'a  b', 'a\nb', [['same', 'a\nb']]],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected)
  })

  it('gives back both texts, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('سلام', 'a', 'b', 'c'), { maxLength: 12 })
      .map((all) => all.join(' '))
    const squeezed = (text: string) => text.split(/\s+/).filter(Boolean).join(' ')
    fc.assert(
      fc.property(words, words, (before, after) => {
        const changes = wordDiff(before, after)
        const joined = (left: string) =>
          squeezed(
            changes
              .filter(({ kind }) => kind !== left)
              .map(({ text }) => `${text} `)
              .join(''),
          )
        expect(joined('gone')).toBe(squeezed(after))
        expect(joined('new')).toBe(squeezed(before))
      }),
    )
  })
})

describe('the address of a sample', () => {
  it.each([
    ['nothing', {}, { seed: '2026-08-02', days: 30, size: 10 }],
    [
      'everything',
      { seed: 'x', agent: 'per_1', language: 'ar', topic: 'billing', days: '7', size: '20' },
      { seed: 'x', agent: 'per_1', language: 'ar', topic: 'billing', days: 7, size: 20 },
    ],
    [
      'nonsense',
      { seed: '', agent: '', language: 'xx', topic: 'moon', days: '8', size: '1000000' },
      { seed: '2026-08-02', days: 30, size: 10 },
    ],
  ])('with %s', (_, given, expected) => {
    const address = readSampleAddress(given as Record<string, string>, '2026-08-02')
    expect(address).toEqual(expected)
    const again = Object.fromEntries(new URL(sampleAddress(address), 'http://x').searchParams)
    expect(readSampleAddress(again, 'another day')).toEqual(expected)
  })

  it.each([
    ['2026-08-02', '2026-08-02 2'],
    ['2026-08-02 2', '2026-08-02 3'],
    ['my own words', 'my own words 2'],
  ])('the sample after %s is %s', (seed, next) => {
    expect(nextSeed(seed)).toBe(next)
  })
})

describe('quality', () => {
  async function desk() {
    const harness = await createScreenHarness()
    const agent = await harness.signIn('agent', { name: 'سارا رضایی', email: 'sara@example.com' })
    const lead = await harness.signIn('supervisor', { name: 'Lead', email: 'lead@example.com' })
    const sent = await answerSomebody(harness, agent)
    return { ...harness, agent, lead, sent }
  }
  const review = { ...SCORES, note: 'زمان را هم بگویید', strengths: '' }

  it('draws a sample, takes a review, and coaches', async () => {
    const { get, post, lead, sent } = await desk()
    const sample = await get('/quality', { cookie: lead })
    expect(sample.text).toContain('1 conversation to review')
    expect(sample.text).toContain('سارا رضایی')
    const path = `/quality/review?reply=${sent.reply_id}&back=%2Fquality%3Fseed%3Dx`
    expect((await get(path, { cookie: lead })).text).toContain('Keep the review')
    const kept = await post(
      '/quality/review',
      { reply: sent.reply_id, back: '/quality?seed=x', ...review },
      { cookie: lead },
    )
    expect([kept.status, kept.headers.get('location')]).toEqual([303, '/quality?seed=x'])
    expect((await get('/quality', { cookie: lead })).text).toContain('Nothing to review here')
    expect((await get('/quality/reviews', { cookie: lead })).text).toContain('سارا رضایی')
    const coaching = await get('/quality/coaching', { cookie: lead })
    expect(coaching.text).toContain('Practise: end with the next step')
    const read = await get(path, { cookie: lead })
    expect(read.text).toContain('زمان را هم بگویید')
    expect(read.text).not.toContain('Keep the review')
  })

  it('shows the half-filled form again with what was written', async () => {
    const { post, lead, sent } = await desk()
    const form = { reply: sent.reply_id, empathy: '3', note: HOSTILE }
    const answer = await post('/quality/review', form, { cookie: lead })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Choose a step for each of the four')
    expect(answer.text).toMatch(/value="3" checked/)
    expect(answer.text).not.toContain('<img')
    expect(answer.text).toContain('&lt;script&gt;alert(1)')
  })

  it('shows agents what was said of them, and nothing of others', async () => {
    const { get, post, signIn, agent, lead, sent } = await desk()
    const path = `/quality/review?reply=${sent.reply_id}`
    expect((await get('/quality', { cookie: agent })).text).toContain('No review yet')
    expect((await get(path, { cookie: agent })).text).toContain('Nobody has reviewed this answer.')
    await post('/quality/review', { reply: sent.reply_id, ...review }, { cookie: lead })
    const own = await get('/quality', { cookie: agent })
    expect(own.text).toContain('Practise: end with the next step')
    expect(own.text).not.toContain('action="/quality"')
    expect((await get(path, { cookie: agent })).text).toContain('زمان را هم بگویید')
    const other = await signIn('agent', { name: 'Omid', email: 'omid@example.com' })
    expect((await get(path, { cookie: other })).status).toBe(404)
    for (const page of ['/quality', '/quality/reviews'])
      expect((await get(page, { cookie: other })).text).toContain('No review yet')
    const refused = await post('/quality/review', { reply: sent.reply_id, ...review }, { cookie: agent })
    expect(refused.status).toBe(403)
  })

  it('leaves nobody to review their own answer', async () => {
    const { get, post, lead, ...harness } = await desk()
    const { reply_id } = await answerSomebody(harness, lead, 'b')
    const page = await get(`/quality/review?reply=${reply_id}`, { cookie: lead })
    expect(page.text).toContain('You sent this answer')
    expect(page.text).not.toContain('Keep the review')
    const forced = await post('/quality/review', { reply: reply_id, ...review }, { cookie: lead })
    expect(forced.status).not.toBe(303)
    expect((await get('/quality/reviews', { cookie: lead })).text).toContain('No review yet')
  })

  it('never leads to another site', async () => {
    const { get, post, lead, sent } = await desk()
    const page = await get(`/quality/review?reply=${sent.reply_id}&back=https://evil.test/`, { cookie: lead })
    expect(page.text).not.toMatch(/(href|action)="[^"]*evil|name="back" value="[^"]*evil/)
    const form = { reply: sent.reply_id, back: '//evil.test/', ...review }
    const kept = await post('/quality/review', form, { cookie: lead })
    expect(kept.headers.get('location')).toBe('/quality')
  })

  it('writes what customers and agents wrote as text', async () => {
    const { get, lead, ...harness } = await desk()
    const agent = await harness.signIn('agent', { name: HOSTILE, email: 'x@example.com' })
    const { reply_id } = await answerSomebody(harness, agent, 'b', HOSTILE)
    for (const path of ['/quality', `/quality/review?reply=${reply_id}`]) {
      const { text } = await get(path, { cookie: lead })
      expect(text).toContain('&lt;script&gt;alert(1)')
      expect(text).not.toMatch(/<img|<script>alert/)
    }
  })
})
