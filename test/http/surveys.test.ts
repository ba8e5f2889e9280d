import { describe, expect, it } from 'vitest'
import { withComplaint } from './complaint.ts'
import { expectProblem, NOW, SECRET_WORDS } from './harness.ts'

const OF_COMPLAINT = { conversation: 'order-8812', customer: { external_id: 'c-1' } }

describe('POST /v1/surveys', () => {
  it('joins conversation and risk', async () => {
    const { send, conversation, customer, rawLog } = await withComplaint()
    const body = {
      kind: 'csat',
      score: 1,
      conversation_id: conversation.id,
      comment: SECRET_WORDS,
      answered_at: '2026-08-02T09:10:30+03:30',
      external_id: 's-1',
    }
    const answer = await send('POST', '/v1/surveys', { as: 'service', body })
    expect(answer.status).toBe(201)
    expect(answer.json).toMatchObject({
      id: expect.stringMatching(/^srv_/),
      kind: 'csat',
      score: 1,
      customer_id: customer.id,
      conversation_id: conversation.id,
      answered_at: '2026-08-02T05:40:30.000Z',
      received_at: NOW.toISOString(),
    })
    const risk = await send('GET', `/v1/customers/${customer.id}/risk`)
    expect(risk.json.contributions).toContainEqual(
      expect.objectContaining({ reason: 'low_survey', facts: expect.objectContaining({ survey_score: 1 }) }),
    )
    expect((await send('GET', `/v1/conversations/${conversation.id}`)).json.surveys).toMatchObject([
      { comment: SECRET_WORDS },
    ])
    expect((await send('GET', '/v1/audit?limit=1000')).text + rawLog()).not.toContain(SECRET_WORDS)

    const again = await send('POST', '/v1/surveys', { body })
    expect([again.status, again.json]).toEqual([200, answer.json])
    expectProblem(await send('POST', '/v1/surveys', { body: { ...body, score: 5 } }), 409, 'conflict', [
      'external_id',
    ])
  })

  it.each([
    [{ kind: 'nps', score: 0, ...OF_COMPLAINT }],
    [{ kind: 'nps', score: 10, customer: { external_id: 'c-1' } }],
    [{ kind: 'ces', score: 7, customer: { phone: '09123456789' } }],
    [{ kind: 'csat', score: 5, customer: { email: 'new@example.com' } }],
  ])('takes %j', async (body) => {
    const { send } = await withComplaint()
    const answer = await send('POST', '/v1/surveys', {
      as: 'service',
      body,
      headers: { 'idempotency-key': 'k' },
    })
    expect(answer.status, answer.text).toBe(201)
    const again = await send('POST', '/v1/surveys', {
      as: 'service',
      body,
      headers: { 'idempotency-key': 'k' },
    })
    expect([again.status, again.json]).toEqual([200, answer.json])
  })

  it.each<[object, string[]]>([
    [{}, ['kind', 'score']],
    [{ kind: 'stars', score: 5, ...OF_COMPLAINT }, ['kind']],
    [{ kind: 'csat', score: 0, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'csat', score: 6, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'nps', score: 11, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'nps', score: -1, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'ces', score: 0, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'ces', score: 8, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'csat', score: 3.5, ...OF_COMPLAINT }, ['score']],
    [{ kind: 'csat', score: 3 }, ['customer']],
    [{ kind: 'csat', score: 3, conversation: 'order-8812' }, ['customer']],
    [{ kind: 'csat', score: 3, conversation_id: 'cnv_0', ...OF_COMPLAINT }, ['conversation']],
    [{ kind: 'csat', score: 3, customer: {} }, ['customer']],
    [{ kind: 'csat', score: 3, ...OF_COMPLAINT, comment: ' ' }, ['comment']],
    [{ kind: 'csat', score: 3, ...OF_COMPLAINT, answered_at: 'today' }, ['answered_at']],
    [{ kind: 'csat', score: 3, ...OF_COMPLAINT, stars: SECRET_WORDS }, ['stars']],
  ])('refuses %j', async (body, paths) => {
    const { send } = await withComplaint()
    expectProblem(await send('POST', '/v1/surveys', { body }), 400, 'invalid-input', paths)
  })

  it('refuses a conversation that is not there, or another customer’s', async () => {
    const { send, conversation } = await withComplaint()
    const survey = { kind: 'csat', score: 3 }
    expectProblem(
      await send('POST', '/v1/surveys', { body: { ...survey, conversation_id: 'cnv_0' } }),
      404,
      'not-found',
    )
    expectProblem(
      await send('POST', '/v1/surveys', { body: { ...survey, ...OF_COMPLAINT, conversation: 'order-1' } }),
      404,
      'not-found',
    )
    expectProblem(
      await send('POST', '/v1/surveys', {
        body: { ...survey, conversation_id: conversation.id, customer: { external_id: 'c-2' } },
      }),
      400,
      'invalid-input',
      ['customer'],
    )
  })
})
