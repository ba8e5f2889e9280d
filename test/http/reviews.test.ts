import { describe, expect, it } from 'vitest'
import { TEXTS } from '../../src/http/schemas/examples.ts'
import { createHarness, expectProblem, type Harness } from './harness.ts'

const SCORES = { empathy: 3, accuracy: 3, tone: 3, resolution: 2 }

/** A message, and an answer to it by the agent's key. */
async function answer({ send }: Harness, name: string) {
  const body = { channel: 'chat', text: TEXTS.fa, conversation: name, customer: { external_id: name } }
  const taken = await send('POST', '/v1/messages', { body })
  const { id } = taken.json.conversation
  const replied = await send('POST', `/v1/conversations/${id}/replies`, {
    as: 'agent',
    body: { text: 'سلام، تا ساعت ۱۶ خبر می‌دهم.' },
  })
  return { conversation_id: id as string, reply: replied.json.reply as { id: string; author: string } }
}

describe('/v1/reviews', () => {
  it('goes from a sample to a review to coaching, which the agent sees', async () => {
    const harness = await createHarness()
    const { send } = harness
    const { reply } = await answer(harness, 'a')
    const path = `/v1/reviews/sample?seed=x&until=2026-08-03T00:00:00Z&agent=${reply.author}&language=fa`
    const sample = await send('GET', path, { as: 'supervisor' })
    expect(sample.json).toMatchObject({ seed: 'x', candidates: 1, items: [{ reply_id: reply.id }] })
    const body = { reply_id: reply.id, scores: SCORES, note: 'زودتر بگویید چه می‌کنید.' }
    const made = await send('POST', '/v1/reviews', { as: 'supervisor', body })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ agent: reply.author, strengths: null, note: body.note })
    expect((await send('GET', path, { as: 'supervisor' })).json.candidates).toBe(0)

    const own = await send('GET', '/v1/reviews', { as: 'agent' })
    expect(own.json).toEqual({ items: [made.json], next_cursor: null })
    const coaching = await send('GET', '/v1/reviews/coaching?until=2026-08-03T00:00:00Z', { as: 'agent' })
    expect(coaching.json.agents).toMatchObject([{ agent: reply.author, practise: 'resolution' }])
    expectProblem(await send('POST', '/v1/reviews', { as: 'supervisor', body }), 409, 'conflict')
    const { json } = await send('GET', '/v1/audit', { as: 'admin' })
    expect(json.items.some(({ action }: { action: string }) => action === 'reply-reviewed')).toBe(true)
  })

  it('shows an agent nothing of others', async () => {
    const harness = await createHarness()
    const { reply } = await answer(harness, 'a')
    await harness.send('POST', '/v1/reviews', {
      as: 'supervisor',
      body: { reply_id: reply.id, scores: SCORES },
    })
    const { json } = await harness.send('GET', '/v1/reviews', { as: 'supervisor' })
    expect(json.items).toHaveLength(1)
    expectProblem(await harness.send('GET', '/v1/reviews?agent=per_other', { as: 'agent' }), 403, 'forbidden')
    const mine = await harness.send('GET', `/v1/reviews?agent=${reply.author}`, { as: 'agent' })
    expect(mine.json.items).toHaveLength(1)
  })

  it('lets nobody review what they sent', async () => {
    const { send } = await createHarness()
    const body = { channel: 'chat', text: TEXTS.fa, conversation: 'a', customer: { external_id: 'a' } }
    const { id } = (await send('POST', '/v1/messages', { body })).json.conversation
    const text = 'سلام، پیگیری می‌کنم.'
    const replied = await send('POST', `/v1/conversations/${id}/replies`, {
      as: 'supervisor',
      body: { text },
    })
    const review = { reply_id: replied.json.reply.id, scores: SCORES }
    expectProblem(await send('POST', '/v1/reviews', { as: 'supervisor', body: review }), 409, 'conflict')
    expect((await send('POST', '/v1/reviews', { as: 'admin', body: review })).status).toBe(201)
  })

  it.each([
    ['POST', '/v1/reviews', 'agent'],
    ['GET', '/v1/reviews/sample?seed=x', 'agent'],
    ['GET', '/v1/reviews/sample?seed=x', 'service'],
    ['GET', '/v1/reviews', 'service'],
    ['GET', '/v1/reviews/coaching', 'service'],
  ] as const)('%s %s is refused to the role %s', async (method, path, as) => {
    const { send } = await createHarness()
    const body = method === 'POST' ? { reply_id: 'x', scores: SCORES } : undefined
    expectProblem(await send(method, path, { as, body }), 403, 'forbidden')
  })

  it.each([
    ['GET', '/v1/reviews/sample', undefined, ['query.seed']],
    ['GET', '/v1/reviews/sample?seed=x&size=51', undefined, ['query.size']],
    [
      'GET',
      '/v1/reviews/coaching?since=2026-08-02T00:00:00Z&until=2026-08-01T00:00:00Z',
      undefined,
      ['query.since'],
    ],
    ['GET', '/v1/reviews?cursor=none', undefined, ['cursor']],
    ['POST', '/v1/reviews', { reply_id: 'x', scores: { ...SCORES, tone: 5 } }, ['scores.tone']],
  ])('%s %s refuses what is not valid', async (method, path, body, paths) => {
    const { send } = await createHarness()
    expectProblem(await send(method, path, { body }), 400, 'invalid-input', paths)
  })

  it('knows no review of a reply that is not there', async () => {
    const { send } = await createHarness()
    const body = { reply_id: 'rpl_none', scores: SCORES }
    expectProblem(await send('POST', '/v1/reviews', { body }), 404, 'not-found')
  })
})
