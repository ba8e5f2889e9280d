import { describe, expect, it } from 'vitest'
import { withComplaint } from './complaint.ts'
import { expectProblem } from './harness.ts'

describe('GET /v1/customers/{id}/risk/changes', () => {
  it('tells the change in one line', async () => {
    const { send, customer } = await withComplaint()
    const path = `/v1/customers/${customer.id}/risk/changes`
    const { status, json } = await send('GET', `${path}?since=2026-07-30T00:00:00Z&lang=ar`, {
      as: 'service',
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      customer_id: customer.id,
      before: { score: 0, level: 'low' },
      change: json.after.score,
      sentence: expect.stringContaining('منذ الخميس: إعلان نية المغادرة'),
    })
    expect((await send('GET', path)).json.sentence).toMatch(/since 26 July: says they are leaving/)
  })

  it.each([
    ['lang=de', ['query.lang']],
    ['since=yesterday', ['query.since']],
    ['since=2030-01-01T00:00:00Z', ['since']],
    ['until=2026-01-01T00:00:00Z', ['query.until']],
  ])('refuses %s', async (query, paths) => {
    const { send, customer } = await withComplaint()
    const answer = await send('GET', `/v1/customers/${customer.id}/risk/changes?${query}`)
    expectProblem(answer, 400, 'invalid-input', paths)
  })

  it('knows nobody by another id', async () => {
    const { send } = await withComplaint()
    expectProblem(await send('GET', '/v1/customers/cus_0/risk/changes'), 404, 'not-found')
  })
})

describe('GET /v1/insights/risk-changes', () => {
  it('names whose risk moved', async () => {
    const { send, customer } = await withComplaint()
    const { status, json } = await send('GET', '/v1/insights/risk-changes?lang=fa&direction=rising')
    expect(status).toBe(200)
    expect(json).toMatchObject({
      items: [
        {
          customer: { id: customer.id, external_id: 'c-1' },
          sentence: expect.stringContaining('از ۴ مرداد: اعلام تصمیم به رفتن'),
        },
      ],
      next_cursor: null,
    })
    expect(json.items[0].value_change).toBeCloseTo(json.items[0].change * 1_200, 6)
    expect((await send('GET', '/v1/insights/risk-changes?direction=falling')).json.items).toEqual([])
  })

  it.each([
    ['limit=0', ['query.limit']],
    ['limit=101', ['query.limit']],
    ['direction=up', ['query.direction']],
    ['cursor=nope', ['cursor']],
    ['since=2030-01-01T00:00:00Z', ['since']],
  ])('refuses %s', async (query, paths) => {
    const { send } = await withComplaint()
    expectProblem(await send('GET', `/v1/insights/risk-changes?${query}`), 400, 'invalid-input', paths)
  })
})
