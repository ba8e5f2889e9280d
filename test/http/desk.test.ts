import { describe, expect, it } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import { createHarness, expectProblem, NOW, SECRET_WORDS } from './harness.ts'

const COMPLAINT = {
  channel: 'chat',
  external_id: 'm-1',
  text: 'سه روزه سفارشم نرسیده و هر بار می‌گید فردا. دفعه سومه! اگه امروز نرسه لغوش می‌کنم.',
  sent_at: '2026-08-02T09:10:00+03:30',
  conversation: 'order-8812',
  customer: {
    external_id: 'c-1',
    name: 'مریم احمدی',
    phone: '۰۹۱۲۳۴۵۶۷۸۹',
    lifetime_value: 1200,
    currency: 'USD',
  },
}

describe('POST /v1/messages', () => {
  it('stores, labels and assesses; the same external_id again is the same message', async () => {
    const { send, logLines, rawLog } = await createHarness()
    const first = await send('POST', '/v1/messages', { as: 'service', body: COMPLAINT })
    expect(first.status).toBe(201)
    expect(first.json).toMatchObject({
      message: {
        id: expect.stringMatching(/^msg_/),
        text: COMPLAINT.text,
        sent_at: '2026-08-02T05:40:00.000Z',
        triage_state: 'done',
        triage: { urgency: { label: 'high' } },
      },
      conversation: { status: 'open', key: 'order-8812', urgency: 'high', sla: { state: 'running' } },
      customer: { external_id: 'c-1', phones: ['989123456789'], risk: { score: expect.any(Number) } },
    })
    expect(first.headers.get('location')).toBe(`/v1/messages/${first.json.message.id}`)
    const again = await send('POST', '/v1/messages', { as: 'service', body: COMPLAINT })
    expect([again.status, again.json.message.id]).toEqual([200, first.json.message.id])
    expect(logLines()[0]).toMatchObject({
      route: '/v1/messages',
      status: 201,
      message_id: first.json.message.id,
      customer_id: first.json.customer.id,
      decided_by: 'local',
    })
    expect(rawLog()).not.toContain('سفارشم')
    expect(rawLog()).not.toContain('مریم')
    const read = await send('GET', first.headers.get('location') as string, { as: 'service' })
    expect(read.json).toEqual(first.json)
  })

  it('the same external_id with another text is a conflict', async () => {
    const { send } = await createHarness()
    await send('POST', '/v1/messages', { body: COMPLAINT })
    const other = await send('POST', '/v1/messages', { body: { ...COMPLAINT, text: SECRET_WORDS } })
    expectProblem(other, 409, 'conflict', ['external_id'])
  })

  it('an Idempotency-Key answers the same request the same, and another one not', async () => {
    const { send } = await createHarness()
    const { external_id: _, ...body } = COMPLAINT
    const headers = { 'idempotency-key': 'a3f1-22' }
    const first = await send('POST', '/v1/messages', { body, headers })
    const again = await send('POST', '/v1/messages', { body, headers })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.json).toEqual(first.json)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    const other = await send('POST', '/v1/messages', { body: { ...body, text: 'سلام' }, headers })
    expectProblem(other, 422, 'idempotency-mismatch')
    const elsewhere = await send('POST', '/v1/messages?async=true', { body, headers })
    expectProblem(elsewhere, 422, 'idempotency-mismatch')
  })

  it.each(['', 'with space', 'é', 'x'.repeat(256)])('refuses the Idempotency-Key %j', async (key) => {
    const { send } = await createHarness()
    const answer = await send('POST', '/v1/messages', {
      body: COMPLAINT,
      headers: { 'idempotency-key': key },
    })
    expectProblem(answer, 400, 'invalid-input', ['header.idempotency-key'])
  })

  it('?async=true answers 202 before anything is labelled', async () => {
    const { send } = await createHarness()
    const { status, json } = await send('POST', '/v1/messages?async=true', { body: COMPLAINT })
    expect(status).toBe(202)
    expect(json.message).toMatchObject({ triage_state: 'pending', triage: null })
    expectProblem(await send('POST', '/v1/messages?async=yes', { body: COMPLAINT }), 400, 'invalid-input', [
      'query.async',
    ])
  })

  it.each(['overloaded', 'unavailable'] as const)(
    'a model that is %s loses nothing: 202',
    async (failure) => {
      const classify: ClassifyText = async () => ({ ok: false, failure, retryAfterSeconds: 1 })
      const { send, store } = await createHarness({ classify })
      const { status, json } = await send('POST', '/v1/messages', { body: COMPLAINT })
      expect([status, json.message.text]).toEqual([202, COMPLAINT.text])
      expect((await store.countJobs()).open['triage-message']).toBe(1)
    },
  )

  it.each<[string, object, string[]]>([
    ['no customer', { customer: undefined }, ['customer']],
    ['a customer without a name to know them by', { customer: { name: 'مریم' } }, ['customer']],
    ['an unknown field of the customer', { customer: { handle: 'a', vip: true } }, ['customer.vip']],
    ['a time without offset', { sent_at: '2026-08-02T09:10:00' }, ['sent_at']],
    ['an unknown channel', { channel: 'pigeon' }, ['channel']],
    ['the character U+0000', { text: 'سلام\u0000' }, ['text']],
    ['8,001 characters', { text: 'س'.repeat(8_001) }, ['text']],
    ['a wrong currency', { customer: { handle: 'a', currency: 'toman' } }, ['customer.currency']],
  ])('refuses %s and stores nothing', async (_, change, paths) => {
    const { send } = await createHarness()
    expectProblem(
      await send('POST', '/v1/messages', { body: { ...COMPLAINT, ...change } }),
      400,
      'invalid-input',
      paths,
    )
    expect((await send('GET', '/v1/conversations')).json.items).toEqual([])
  })
})

/** A harness with one complaint taken in. */
async function withComplaint() {
  const harness = await createHarness()
  const { json } = await harness.send('POST', '/v1/messages', { as: 'service', body: COMPLAINT })
  return {
    ...harness,
    received: json,
    message: json.message,
    conversation: json.conversation,
    customer: json.customer,
  }
}

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

describe('POST /v1/messages/{id}/corrections', () => {
  it('a person’s labels hold, and the queue follows', async () => {
    const { send, message } = await withComplaint()
    const body = { urgency: 'critical', signals: ['safety'] }
    const { status, json } = await send('POST', `/v1/messages/${message.id}/corrections`, {
      as: 'agent',
      body,
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      message: {
        triage: {
          urgency: { label: 'critical' },
          signals: [{ label: 'safety' }],
          decided_by: { source: 'human' },
        },
        machine_triage: { urgency: { label: 'high' } },
      },
      conversation: { urgency: 'critical' },
    })
    expectProblem(await send('POST', '/v1/messages/msg_0/corrections', { body }), 404, 'not-found')
  })

  it.each<[object, string[]]>([
    [{}, ['']],
    [{ urgency: 'very' }, ['urgency']],
    [{ topics: [] }, ['topics']],
    [{ mood: 'bad' }, ['mood', '']],
  ])('%j is refused', async (body, paths) => {
    const { send, message } = await withComplaint()
    expectProblem(
      await send('POST', `/v1/messages/${message.id}/corrections`, { body }),
      400,
      'invalid-input',
      paths,
    )
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
