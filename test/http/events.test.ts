import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ROLES } from '../../src/domain/actor.ts'
import type { LiveEvent } from '../../src/domain/events.ts'
import { KEEP_ALIVE_MS, RECHECK_MS, STALLED_MS } from '../../src/http/event-stream.ts'
import { type EventClient, readFrames } from './event-client.ts'
import { createHarness, expectProblem, type Harness, SECRET_WORDS } from './harness.ts'

/** A clock that only moves when told; the store's own work goes on. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
const clients: EventClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.cut()
  vi.useRealTimers()
})

type Ask = { as?: keyof Harness['keys']; query?: string; lastEventId?: string; key?: string }

function ask({ app, keys }: Harness, { as = 'agent', query = '', lastEventId, key }: Ask = {}) {
  return app.request(`/v1/events${query}`, {
    headers: {
      authorization: `Bearer ${key ?? keys[as]}`,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  })
}

async function follow(harness: Harness, options: Ask = {}) {
  const response = await ask(harness, options)
  expect(response.status).toBe(200)
  const client = readFrames(response.body as ReadableStream<Uint8Array>)
  clients.push(client)
  return client
}

let messages = 0
const complain = async ({ send }: Harness, more: Record<string, unknown> = {}) => {
  const body = {
    channel: 'chat',
    external_id: `m-${messages++}`,
    text: SECRET_WORDS,
    customer: { handle: 'a' },
    ...more,
  }
  const { json } = await send('POST', '/v1/messages', { body })
  return json as { message: { id: string }; conversation: { id: string } }
}
const note = ({ send }: Harness, id: string) =>
  send('POST', `/v1/conversations/${id}/notes`, { body: { text: SECRET_WORDS } })
const move = ({ send }: Harness, id: string, body: object) =>
  send('PATCH', `/v1/conversations/${id}`, { body })
/** Lets what waits for the next read of the log happen. */
const tick = () => vi.advanceTimersByTimeAsync(50)

describe('a stream of events', () => {
  it('greets, then tells of everything in order with its row as it stands', async () => {
    const harness = await createHarness()
    const response = await ask(harness)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const client = readFrames(response.body as ReadableStream<Uint8Array>)
    clients.push(client)
    const retry = (await client.next())?.retry ?? 0
    expect(retry).toBeGreaterThanOrEqual(1_000)
    expect(await client.next()).toMatchObject({ type: 'ready', id: 0, data: { after: 0 } })

    const { conversation } = await complain(harness)
    await move(harness, conversation.id, { assignee: 'نرگس', status: 'pending' })
    await tick()
    // Later than the application, whose library must see zod first.
    const { liveEventSchema } = await import('../../src/http/schemas/event.ts')
    const types: string[] = []
    let last: LiveEvent | undefined
    for (let before = 0; types.at(-1) !== 'conversation-changed'; ) {
      const frame = await client.next()
      const event = liveEventSchema.strict().parse(frame?.data) as LiveEvent
      expect([frame?.type, frame?.id]).toEqual([event.type, event.seq])
      expect(event.seq).toBeGreaterThan(before)
      before = event.seq
      types.push(event.type)
      last = event
    }
    expect(types).toEqual(
      expect.arrayContaining(['message-received', 'message-triaged', 'customer-risk-changed']),
    )
    expect(last?.conversations[0]).toMatchObject({
      id: conversation.id,
      assignee: 'نرگس',
      status: 'pending',
      urgency: 'high',
      sentiment: 'negative',
    })
    expect(last?.customer?.risk_level).toMatch(/\w/)
    expect(JSON.stringify(last)).not.toContain(SECRET_WORDS)
  })

  it('resumes after `Last-Event-ID`, which holds over `after`, without a gap or a repeat', async () => {
    const harness = await createHarness()
    const { conversation } = await complain(harness)
    const first = await follow(harness)
    await first.nextEvent()
    for (let time = 0; time < 3; time++) await note(harness, conversation.id)
    await tick()
    const seen = [(await first.nextEvent())?.id, (await first.nextEvent())?.id] as number[]
    await first.cut()
    await note(harness, conversation.id)
    const again = await follow(harness, { query: '?after=1', lastEventId: String(seen[1]) })
    await note(harness, conversation.id)
    await tick()
    for (let time = 0; time < 3; time++) seen.push((await again.nextEvent())?.id as number)
    const begin = seen[0] as number
    expect(seen).toEqual([0, 1, 2, 3, 4].map((step) => begin + step))
  })

  it('replays from `after`, here the very beginning', async () => {
    const harness = await createHarness()
    await complain(harness)
    const client = await follow(harness, { query: '?after=0' })
    expect(await client.nextEvent()).toMatchObject({ id: 1, type: 'message-received' })
  })

  it.each([
    ['?types=note-added', ['note-added', 'note-added']],
    ['?types=note-added, conversation-changed', ['note-added', 'conversation-changed', 'note-added']],
  ])('with %s has only these', async (query, expected) => {
    const harness = await createHarness()
    const { conversation } = await complain(harness)
    const client = await follow(harness, { query })
    await client.nextEvent()
    await note(harness, conversation.id)
    await move(harness, conversation.id, { assignee: 'sara' })
    await note(harness, conversation.id)
    await tick()
    for (const type of expected) expect((await client.nextEvent())?.type).toBe(type)
  })

  it('of one conversation has its events, those of its customer, and no other', async () => {
    const harness = await createHarness()
    const mine = await complain(harness)
    const other = await complain(harness, { customer: { handle: 'b' } })
    const client = await follow(harness, { query: `?conversation_id=${mine.conversation.id}` })
    await client.nextEvent()
    await note(harness, other.conversation.id)
    await harness.send('POST', '/v1/surveys', { body: { kind: 'csat', score: 1, customer: { handle: 'a' } } })
    await note(harness, mine.conversation.id)
    await tick()
    expect((await client.nextEvent())?.type).toBe('survey-answered')
    expect(await client.nextEvent()).toMatchObject({
      type: 'note-added',
      data: { conversation_id: mine.conversation.id },
    })
  })

  it('is kept open by comments, which move the place of a reader past what was not for them', async () => {
    const harness = await createHarness()
    const { conversation } = await complain(harness)
    const client = await follow(harness, { query: '?types=flag-opened' })
    await client.nextEvent()
    const first = client.next()
    await vi.advanceTimersByTimeAsync(KEEP_ALIVE_MS)
    expect(await first).toMatchObject({ comment: 'keep-alive', id: null, data: null })
    await note(harness, conversation.id)
    const second = client.next()
    await vi.advanceTimersByTimeAsync(KEEP_ALIVE_MS + 1_000)
    const { last } = await harness.store.readEventBounds()
    expect(await second).toMatchObject({ comment: 'keep-alive', id: last, data: null })
  })

  it('tells a caller whose place is past the log to load anew, and goes on from there', async () => {
    const harness = await createHarness()
    const { conversation } = await complain(harness)
    const { last } = await harness.store.readEventBounds()
    const client = await follow(harness, { lastEventId: '999999' })
    expect(await client.nextEvent()).toEqual(
      expect.objectContaining({ type: 'reset', id: last, data: { after: last, reason: 'unknown' } }),
    )
    await note(harness, conversation.id)
    await tick()
    expect(await client.nextEvent()).toMatchObject({ type: 'note-added', id: last + 1 })
  })

  it('tells a caller whose place is older than the log to load anew', async () => {
    const harness = await createHarness()
    await complain(harness)
    const before = '2030-01-01T00:00:00.000Z'
    expect(await harness.store.purgeEvents({ before, limit: 100 })).toBeGreaterThan(0)
    const client = await follow(harness, { query: '?after=0' })
    expect(await client.nextEvent()).toMatchObject({ type: 'reset', data: { reason: 'expired' } })
  })
})

describe('a stream ends', () => {
  it('when the service stops, and no new one begins', async () => {
    const harness = await createHarness()
    const client = await follow(harness)
    await client.nextEvent()
    const next = client.next()
    await harness.events.close()
    expect(await next).toBeNull()
    const refused = await harness.send('GET', '/v1/events')
    expectProblem(refused, 503, 'unavailable')
    expect(refused.headers.get('retry-after')).toBe('2')
    expect(harness.logLines().at(-2)).toMatchObject({ route: '/v1/events', status: 200, ended_by: 'stop' })
  })

  it('when its caller reads nothing for too long; its place is free again', async () => {
    const hangUp = vi.fn()
    const harness = await createHarness({ settings: { eventStreamsPerKey: 1 }, deps: { hangUp } })
    const client = await follow(harness)
    await client.nextEvent()
    const { conversation } = await complain(harness)
    await tick()
    await client.next()
    expectProblem(await harness.send('GET', '/v1/events', { as: 'agent' }), 429, 'too-many-requests')
    for (let time = 0; time < 100; time++) await note(harness, conversation.id)
    await vi.advanceTimersByTimeAsync(STALLED_MS)
    expect(hangUp).toHaveBeenCalledOnce()
    expect(harness.events.readers()).toBe(0)
    await (await follow(harness)).nextEvent()
  })

  it('when its key is revoked', async () => {
    const harness = await createHarness()
    const { json } = await harness.send('POST', '/v1/keys', { body: { name: 'x', role: 'agent' } })
    const client = await follow(harness, { key: json.secret })
    await client.nextEvent()
    const { conversation } = await complain(harness)
    const next = client.nextEvent()
    await harness.send('DELETE', `/v1/keys/${json.id}`)
    await tick()
    await next
    await vi.advanceTimersByTimeAsync(RECHECK_MS)
    await note(harness, conversation.id)
    await tick()
    let frame = await client.next()
    while (frame !== null && (frame.data as { type?: string })?.type !== 'note-added')
      frame = await client.next()
    expect(frame).toBeNull()
  })

  it('when its caller leaves', async () => {
    const harness = await createHarness()
    const client = await follow(harness)
    await client.nextEvent()
    expect(harness.events.readers()).toBe(1)
    await client.cut()
    expect(harness.events.readers()).toBe(0)
    expect(harness.logLines().at(-1)).toMatchObject({ ended_by: 'caller', events: 0 })
  })
})

describe('who may follow', () => {
  it.each(ROLES)('%s', async (as) => {
    const harness = await createHarness()
    if (as === 'service')
      return expectProblem(await harness.send('GET', '/v1/events', { as }), 403, 'forbidden')
    await (await follow(harness, { as })).nextEvent()
  })

  it('nobody without a key', async () => {
    const { send } = await createHarness()
    expectProblem(await send('GET', '/v1/events', { as: null }), 401, 'unauthorised')
  })

  it('so many of one key, and so many of all', async () => {
    const harness = await createHarness({ settings: { eventStreams: 3, eventStreamsPerKey: 2 } })
    await follow(harness)
    const second = await follow(harness)
    const third = await harness.send('GET', '/v1/events', { as: 'agent' })
    expectProblem(third, 429, 'too-many-requests')
    expect(third.headers.get('retry-after')).toBe('5')
    await follow(harness, { as: 'supervisor' })
    const fourth = await harness.send('GET', '/v1/events', { as: 'supervisor' })
    expectProblem(fourth, 503, 'overloaded')
    expect(fourth.headers.get('retry-after')).toBe('5')
    await second.cut()
    await follow(harness)
  })

  it.each<[string, Record<string, string>, string[]]>([
    ['?types=nonsense', {}, ['query.types.0']],
    ['?after=-1', {}, ['query.after']],
    ['?after=x', {}, ['query.after']],
    ['?page=1', {}, ['query.page']],
    ['', { 'last-event-id': 'x' }, ['header.last-event-id']],
  ])('nobody who asks %s %j', async (query, headers, paths) => {
    const { send } = await createHarness()
    expectProblem(await send('GET', `/v1/events${query}`, { headers }), 400, 'invalid-input', paths)
  })

  it('a key that is revoked while nobody looks is refused at the next check', async () => {
    const harness = await createHarness()
    const { json } = await harness.send('POST', '/v1/keys', { body: { name: 'x', role: 'agent' } })
    const client = await follow(harness, { key: json.secret })
    await client.nextEvent()
    await harness.send('DELETE', `/v1/keys/${json.id}`)
    const next = client.next()
    await vi.advanceTimersByTimeAsync(KEEP_ALIVE_MS)
    await next
    expect(await client.next()).toBeNull()
    expect(harness.logLines().at(-1)).toMatchObject({ ended_by: 'forbidden' })
  })
})
