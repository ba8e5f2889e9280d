import { describe, expect, it } from 'vitest'
import type { ClassifyText } from '../../src/actions/classify-text.ts'
import { COMPLAINT, withComplaint } from './complaint.ts'
import { createHarness, expectProblem, SECRET_WORDS } from './harness.ts'

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
