import { describe, expect, it } from 'vitest'
import { COMPLAINT, withComplaint } from './complaint.ts'
import { expectProblem, NOW } from './harness.ts'

describe('/v1/conversations', () => {
  it('the queue shows the most pressing first, in pages, and filters it', async () => {
    const { send, conversation } = await withComplaint()
    const queue = await send('GET', '/v1/conversations?status=open&sort=priority&flagged=true')
    expect(queue.status).toBe(200)
    expect(queue.json.items[0]).toMatchObject({
      id: conversation.id,
      customer: { external_id: 'c-1' },
      top_message: { text: COMPLAINT.text },
      sla: { state: 'running' },
    })
    expect((await send('GET', '/v1/conversations?status=closed')).json).toEqual({
      items: [],
      next_cursor: null,
    })

    for (const number of [1, 2, 3])
      await send('POST', '/v1/messages', {
        body: { ...COMPLAINT, external_id: `n-${number}`, conversation: `o-${number}` },
      })
    const ids: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await send(
        'GET',
        `/v1/conversations?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
      expect(page.json.items.length).toBeLessThanOrEqual(3)
      ids.push(...page.json.items.map((item: { id: string }) => item.id))
      cursor = page.json.next_cursor
    }
    expect(new Set(ids).size).toBe(4)
    expectProblem(await send('GET', '/v1/conversations?cursor=abc'), 400, 'invalid-input')
  })

  it('moves, takes notes, and shows the thread to whoever takes over', async () => {
    const { send, conversation, message } = await withComplaint()
    const path = `/v1/conversations/${conversation.id}`
    const moved = await send('PATCH', path, { as: 'agent', body: { assignee: 'sara', status: 'pending' } })
    expect(moved.json).toMatchObject({ assignee: 'sara', status: 'pending' })
    const note = await send('POST', `${path}/notes`, { as: 'agent', body: { text: 'با انبار صحبت شد' } })
    expect([note.status, note.json.text]).toEqual([201, 'با انبار صحبت شد'])
    const thread = await send('GET', path, { as: 'agent' })
    expect(thread.json).toMatchObject({
      id: conversation.id,
      messages: [{ id: message.id }],
      notes: [{ text: 'با انبار صحبت شد' }],
      customer: { name: 'مریم احمدی' },
      hand_over: { assignees: ['sara'], last_note: { text: 'با انبار صحبت شد' } },
    })
    expectProblem(await send('GET', '/v1/conversations/cnv_0'), 404, 'not-found')
    expectProblem(
      await send('POST', '/v1/conversations/cnv_0/notes', { body: { text: 'x' } }),
      404,
      'not-found',
    )
  })

  it.each<[object, string[]]>([
    [{}, ['']],
    [{ status: 'gone' }, ['status']],
    [{ owner: 'sara' }, ['owner', '']],
    [{ assignee: '' }, ['assignee']],
  ])('PATCH %j is refused', async (body, paths) => {
    const { send, conversation } = await withComplaint()
    expectProblem(
      await send('PATCH', `/v1/conversations/${conversation.id}`, { body }),
      400,
      'invalid-input',
      paths,
    )
  })

  it('refuses a step the states do not allow', async () => {
    const { send, conversation } = await withComplaint()
    const path = `/v1/conversations/${conversation.id}`
    expect((await send('PATCH', path, { body: { status: 'closed' } })).status).toBe(200)
    expectProblem(await send('PATCH', path, { body: { status: 'pending' } }), 409, 'not-allowed-now', [
      'status',
    ])
  })
})

describe('/v1/customers', () => {
  it('in the round, at risk now but not last year, exported, held, erased', async () => {
    const { send, customer, message, rawLog } = await withComplaint()
    const path = `/v1/customers/${customer.id}`
    expect((await send('GET', path, { as: 'agent' })).json).toMatchObject({
      id: customer.id,
      name: 'مریم احمدی',
      timeline: [{ id: message.id }],
      channels: [{ channel: 'chat', messages: 1 }],
      sentiment_by_touchpoint: [{ sentiments: { negative: 1 } }],
    })
    const risk = await send('GET', `${path}/risk`, { as: 'service' })
    expect(risk.json).toMatchObject({ score: expect.any(Number), as_of: NOW.toISOString() })
    expect(risk.json.contributions.length).toBeGreaterThan(0)
    const before = await send('GET', `${path}/risk?as_of=2025-08-02T00:00:00Z`)
    expect(before.json).toMatchObject({ score: 0, contributions: [] })

    const exported = await send('GET', `${path}/export`, { as: 'supervisor' })
    expect(exported.headers.get('content-disposition')).toBe(`attachment; filename="${customer.id}.json"`)
    expect(exported.json).toMatchObject({
      customer: { id: customer.id },
      messages: [{ text: COMPLAINT.text }],
    })

    expect((await send('PUT', `${path}/legal-hold`, { body: { hold: true } })).status).toBe(204)
    expectProblem(await send('DELETE', path), 409, 'conflict')
    await send('PUT', `${path}/legal-hold`, { body: { hold: false } })
    const erased = await send('DELETE', path)
    expect([erased.status, erased.text]).toEqual([204, ''])
    for (const gone of [path, `${path}/risk`, `${path}/export`, `/v1/messages/${message.id}`])
      expectProblem(await send('GET', gone), 404, 'not-found')

    const audit = await send('GET', '/v1/audit?limit=1000')
    expect(audit.json.items.at(-1)).toMatchObject({ subject_id: customer.id })
    expect(audit.text + rawLog()).not.toContain('مریم')
  })
})

describe('/v1/flags', () => {
  it('a customer who may leave is on the board; a supervisor moves the flag', async () => {
    const { send, customer } = await withComplaint()
    const board = await send('GET', '/v1/flags?stage=open')
    expect(board.json.items).toMatchObject([
      { customer_id: customer.id, stage: 'open', customer: { name: 'مریم احمدی' } },
    ])
    const path = `/v1/flags/${board.json.items[0].id}`
    const note = 'فردا ساعت ۱۰ تماس می‌گیریم'
    const moved = await send('PATCH', path, {
      as: 'supervisor',
      body: { stage: 'planned', owner: 'sara', note },
    })
    expect(moved.status).toBe(200)
    expect((await send('GET', path)).json).toMatchObject({
      stage: 'planned',
      owner: 'sara',
      history: expect.arrayContaining([expect.objectContaining({ to_stage: 'planned', note })]),
    })
    expectProblem(await send('PATCH', path, { body: { stage: 'maybe' } }), 400, 'invalid-input', ['stage'])
    expectProblem(await send('PATCH', path, { body: {} }), 400, 'invalid-input', [''])
    await send('PATCH', path, { body: { stage: 'dismissed', note: 'اشتباه بود' } })
    expectProblem(await send('PATCH', path, { body: { stage: 'saving' } }), 409, 'not-allowed-now', ['stage'])
    expectProblem(await send('GET', '/v1/flags/flg_0'), 404, 'not-found')
  })
})

describe('/v1/audit', () => {
  it('pages through who did what', async () => {
    const { send, conversation } = await withComplaint()
    await send('PATCH', `/v1/conversations/${conversation.id}`, { as: 'agent', body: { assignee: 'sara' } })
    const all = (await send('GET', '/v1/audit')).json
    const pages: unknown[] = []
    let cursor: string | null = '0'
    while (cursor !== null) {
      const page = (await send('GET', `/v1/audit?limit=2&cursor=${cursor}`)).json as typeof all
      pages.push(...page.items)
      cursor = page.next_cursor
    }
    expect(pages).toEqual(all.items)
    expect(all.items.at(-1)).toMatchObject({ actor_kind: 'key', subject_id: conversation.id })
  })
})
