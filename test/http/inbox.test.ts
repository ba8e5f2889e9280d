import { expect, it } from 'vitest'
import { createHarness, expectProblem } from './harness.ts'

async function open() {
  const harness = await createHarness()
  const body = {
    channel: 'chat',
    text: 'سفارشم نرسیده',
    conversation: 'order-8812',
    customer: { handle: 'a' },
  }
  const { json } = await harness.send('POST', '/v1/messages', { body })
  return { ...harness, id: json.conversation.id as string }
}

it('`me` is whoever asks, in a change, in the queue and in the counts', async () => {
  const { send, id } = await open()
  const taken = await send('PATCH', `/v1/conversations/${id}`, { as: 'agent', body: { assignee: 'me' } })
  expect(taken.json.assignee).toMatch(/^key_/)
  const mine = async (as: 'agent' | 'supervisor') => [
    (await send('GET', '/v1/conversations?assignee=me', { as })).json.items.length,
    (await send('GET', '/v1/conversation-counts?status=open', { as })).json.mine,
  ]
  expect(await mine('agent')).toEqual([1, 1])
  expect(await mine('supervisor')).toEqual([0, 0])
})

it('of two who take a conversation, the second gets a clear conflict', async () => {
  const { send, id } = await open()
  const take = (as: 'agent' | 'supervisor') =>
    send('PATCH', `/v1/conversations/${id}`, { as, body: { assignee: 'me', if_assignee: null } })
  const answers = await Promise.all([take('agent'), take('supervisor')])
  const [won, lost] = answers.toSorted((a, b) => a.status - b.status)
  expect(won?.status).toBe(200)
  if (!lost) throw new Error('There were two')
  expectProblem(lost, 409, 'conflict', ['if_assignee'])
  expect(lost.json.errors[0].message).toContain(won?.json.assignee)
})

it('a condition alone changes nothing', async () => {
  const { send, id } = await open()
  expectProblem(
    await send('PATCH', `/v1/conversations/${id}`, { body: { if_assignee: null } }),
    400,
    'invalid-input',
  )
})

it('views are kept, listed and dropped by their owner', async () => {
  const { send } = await open()
  const body = { name: 'فوری‌ها', filter: { urgency: 'high', assignee: 'me' } }
  const made = await send('POST', '/v1/views', { as: 'agent', body })
  expect(made.status).toBe(201)
  expectProblem(await send('POST', '/v1/views', { as: 'agent', body }), 409, 'conflict', ['name'])
  expect((await send('GET', '/v1/views', { as: 'agent' })).json.items).toEqual([made.json])
  expect((await send('GET', '/v1/views', { as: 'supervisor' })).json.items).toEqual([])
  const drop = (as: 'agent' | 'supervisor') => send('DELETE', `/v1/views/${made.json.id}`, { as })
  expectProblem(await drop('supervisor'), 404, 'not-found')
  expect((await drop('agent')).status).toBe(204)
  expectProblem(await drop('agent'), 404, 'not-found')
  const broken = { name: 'x', filter: { cursor: 'y' } }
  expectProblem(await send('POST', '/v1/views', { as: 'agent', body: broken }), 400, 'invalid-input')
})

it('a search finds the words of messages and tells the places to mark; the service role may not', async () => {
  const { send, id } = await open()
  await send('POST', `/v1/conversations/${id}/notes`, {
    as: 'agent',
    body: { text: 'با پیک تهران هماهنگ شد' },
  })
  const search = async (q: string, more = '') =>
    (await send('GET', `/v1/conversations?q=${encodeURIComponent(q)}${more}`, { as: 'agent' })).json.items
  const [item] = await search('نرسيده')
  expect(item).toMatchObject({
    id,
    match: {
      kind: 'message',
      id: item.top_message.id,
      excerpt: 'سفارشم نرسیده',
      highlights: [{ start: 7, end: 13 }],
    },
  })
  expect(await search('تهران', '&sort=relevance')).toMatchObject([{ id, match: { kind: 'note' } }])
  expect(await search('order-8812')).toMatchObject([{ id, match: null }])
  expect(await search('"* AND (')).toEqual([])
  const counts = await send('GET', `/v1/conversation-counts?q=${encodeURIComponent('نرسیده')}`, {
    as: 'agent',
  })
  expect(counts.json.total).toBe(1)
  expectProblem(await send('GET', '/v1/conversations?q=x', { as: 'service' }), 403, 'forbidden')
})
