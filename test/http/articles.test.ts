import { describe, expect, it } from 'vitest'
import { createHarness, expectProblem } from './harness.ts'

const LATE = {
  lang: 'fa',
  title: 'سفارش دیر رسیده است',
  asked_as: ['بسته‌ام کی می‌رسد؟'],
  body: 'از روز چهارم واحد ارسال با پست پیگیری می‌کند.',
  topics: ['delivery'],
}
const RETURNS = { lang: 'ar', title: 'إرجاع المنتج', body: 'خلال سبعة أيام من الاستلام.' }

async function withArticles() {
  const harness = await createHarness()
  const write = async (body: object) =>
    (await harness.send('POST', '/v1/articles', { as: 'supervisor', body })).json
  return { ...harness, late: await write(LATE), returns: await write(RETURNS) }
}

describe('/v1/articles', () => {
  it('writes, reads, replaces and deletes', async () => {
    const { send, late } = await withArticles()
    expect(late).toEqual({
      external_id: null,
      answer: null,
      public: false,
      url: null,
      ...LATE,
      id: expect.stringMatching(/^art_/),
      version: 1,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    })
    const path = `/v1/articles/${late.id}`
    expect((await send('GET', path, { as: 'agent' })).json).toEqual(late)
    const body = { ...LATE, body: 'متن تازه', version: 1 }
    const replaced = await send('PUT', path, { as: 'supervisor', body })
    expect([replaced.status, replaced.json]).toEqual([200, { ...late, body: 'متن تازه', version: 2 }])
    expectProblem(await send('PUT', path, { body }), 409, 'conflict', ['version'])
    expect((await send('DELETE', path, { as: 'supervisor' })).status).toBe(204)
    expectProblem(await send('GET', path), 404, 'not-found')
    expectProblem(await send('DELETE', path), 404, 'not-found')
    expectProblem(await send('PUT', path, { body: LATE }), 404, 'not-found')
    const { items } = (await send('GET', '/v1/audit?limit=200')).json
    expect(
      items
        .filter(({ subject_id }: { subject_id: string }) => subject_id === late.id)
        .map(({ action, detail }: { action: string; detail: object }) => ({ action, detail })),
    ).toEqual([
      { action: 'article-created', detail: { version: 1 } },
      { action: 'article-replaced', detail: { version: 2 } },
      { action: 'article-deleted', detail: { version: 2 } },
    ])
  })

  it.each([
    ['q=بستهام رسیده', 'late'],
    ['q=%D8%A8%D8%B3%D8%AA%D9%87', 'late'],
    ['q=ارجاع', 'returns'],
    ['q=الارجاع&lang=ar', 'returns'],
    ['topic=delivery', 'late'],
    ['q=سفارش" OR *', 'late'],
  ])('finds %s', async (query, name) => {
    const articles = await withArticles()
    const { status, json } = await articles.send('GET', encodeURI(`/v1/articles?${decodeURI(query)}`), {
      as: 'agent',
    })
    expect(status).toBe(200)
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual([articles[name as 'late'].id])
  })

  it('lists a page at a time', async () => {
    const { send, late, returns } = await withArticles()
    const first = (await send('GET', '/v1/articles?limit=1')).json
    expect(first.items).toHaveLength(1)
    const second = (await send('GET', `/v1/articles?limit=1&cursor=${first.next_cursor}`)).json
    expect(second.next_cursor).toBeNull()
    expect([...first.items, ...second.items].map(({ id }) => id).sort()).toEqual([late.id, returns.id].sort())
    expectProblem(await send('GET', `/v1/articles?q=x&cursor=${first.next_cursor}`), 400, 'invalid-input', [
      'cursor',
    ])
  })

  it('takes a name once', async () => {
    const { send } = await withArticles()
    const body = { ...LATE, external_id: 'late.md' }
    expect((await send('POST', '/v1/articles', { body })).status).toBe(201)
    expectProblem(await send('POST', '/v1/articles', { body }), 409, 'conflict', ['external_id'])
  })

  it.each<[object, string[]]>([
    [{ lang: 'de' }, ['lang']],
    [{ title: ' ' }, ['title']],
    [{ body: '' }, ['body']],
    [{ body: 'x'.repeat(20_001) }, ['body']],
    [{ answer: 'x'.repeat(601) }, ['answer']],
    [{ url: 'javascript:alert(1)' }, ['url']],
    [{ topics: ['weather'] }, ['topics.0']],
    [{ asked_as: 'کی می‌رسد؟' }, ['asked_as']],
    [{ tags: [] }, ['tags']],
    [{ version: 1 }, ['version']],
  ])('refuses %j', async (more, paths) => {
    const { send } = await createHarness()
    expectProblem(
      await send('POST', '/v1/articles', { body: { ...LATE, ...more } }),
      400,
      'invalid-input',
      paths,
    )
  })

  it.each([
    ['q=', ['query.q']],
    ['lang=de', ['query.lang']],
    ['limit=0', ['query.limit']],
    ['cursor=abc', ['cursor']],
    ['page=2', ['query.page']],
  ])('refuses ?%s', async (query, paths) => {
    const { send } = await createHarness()
    expectProblem(await send('GET', `/v1/articles?${query}`), 400, 'invalid-input', paths)
  })
})
