import { describe, expect, it } from 'vitest'
import { tehran } from '../domain/reply/desk.ts'
import { shippedPlaybooks } from '../fakes/playbooks.ts'
import { COMPLAINT } from './complaint.ts'
import { createHarness, expectProblem, SECRET_WORDS } from './harness.ts'

const playbooks = await shippedPlaybooks()
/** Sunday, ten past ten in the evening in Tehran: the desk opens at nine. */
const NIGHT = Date.parse('2026-08-02T22:10:00+03:30')
const HOUR = 3_600_000

async function atNight(options: { playbooks?: typeof playbooks | null } = {}) {
  let nowMs = NIGHT
  const harness = await createHarness({ playbooks, hours: tehran, clock: () => new Date(nowMs), ...options })
  const { send } = harness
  const intake = (more: object = {}) =>
    send('POST', '/v1/messages', {
      as: 'service',
      body: { ...COMPLAINT, sent_at: new Date(nowMs).toISOString(), ...more },
    })
  const first = await intake()
  const path = `/v1/conversations/${first.json.conversation.id}/acknowledgements`
  const offered = first.json.conversation.acknowledgement
  const echo = () => {
    const { turn_id, text, channel, promise } = offered
    return { turn_id, text, channel, promise }
  }
  return {
    ...harness,
    intake,
    path,
    first,
    offered,
    echo,
    conversation: `/v1/conversations/${first.json.conversation.id}`,
    record: (body: object, as: 'service' | 'agent' = 'service') => send('POST', path, { as, body }),
    advance: (ms: number) => {
      nowMs += ms
    },
  }
}

describe('conversation.acknowledgement of the intake', () => {
  it('says at night that we have it, what it is about, and when the answer comes', async () => {
    const { first, offered, rawLog } = await atNight()
    expect(first.status).toBe(201)
    expect(offered).toMatchObject({
      reason: 'closed',
      language: 'fa',
      channel: 'chat',
      subject: null,
      turn_id: first.json.message.turn_id,
      promise: { words: expect.stringContaining('تا ساعت ۱۱ فردا'), due_at: '2026-08-03T07:30:00.000Z' },
    })
    expect(offered.text).toContain('مریم')
    expect(Date.parse(offered.promise.due_at)).toBeLessThanOrEqual(
      Date.parse(first.json.conversation.sla.due_at),
    )
    expect(rawLog()).not.toContain(offered.text)
  })

  it('is null by day, and where there are no playbooks', async () => {
    const { intake, advance } = await atNight()
    advance(11 * HOUR)
    const day = await intake({ external_id: 'm-2', conversation: 'order-9' })
    expect(day.json.conversation.acknowledgement).toBeNull()
    const { offered } = await atNight({ playbooks: null })
    expect(offered).toBeNull()
  })

  it('is the same when the message comes again or is read again', async () => {
    const { intake, send, first, offered } = await atNight()
    expect((await intake()).json.conversation.acknowledgement).toEqual(offered)
    const read = await send('GET', `/v1/messages/${first.json.message.id}`, { as: 'service' })
    expect(read.json.conversation.acknowledgement).toEqual(offered)
  })
})

describe('/v1/conversations/{id}/acknowledgements', () => {
  it('is recorded once, stops no clock, and stands in the hand-over until somebody answers', async () => {
    const { record, echo, send, path, conversation, offered, first } = await atNight()
    expect((await send('GET', path, { as: 'service' })).json).toEqual({
      acknowledgement: offered,
      last_sent: null,
    })
    const sent = await record(echo())
    expect(sent.status).toBe(201)
    expect(sent.json).toMatchObject({ id: expect.stringMatching(/^ack_/), text: offered.text })
    const again = await record(echo())
    expect([again.status, again.json]).toEqual([200, sent.json])
    expect((await send('GET', path)).json).toEqual({ acknowledgement: null, last_sent: sent.json })

    const thread = (await send('GET', conversation)).json
    expect(thread.acknowledgements).toEqual([sent.json])
    expect(thread.sla).toMatchObject({ state: 'running', due_at: first.json.conversation.sla.due_at })
    expect(thread.status).toBe('open')
    expect(thread.hand_over).toMatchObject({
      promised: null,
      acknowledged: { acknowledgement_id: sent.json.id, ...offered.promise },
    })
    await send('POST', `${conversation}/replies`, { as: 'agent', body: { text: 'سلام، پیگیری می‌کنم.' } })
    expect((await send('GET', conversation)).json.hand_over.acknowledged).toBeNull()
  })

  it('is not offered again for the turn, nor within hours in the conversation', async () => {
    const { record, echo, intake, advance } = await atNight()
    await record(echo())
    advance(HOUR)
    const next = await intake({ external_id: 'm-2', text: 'هنوز خبری نشد؟' })
    expect(next.json.message.turn_id).not.toBe(echo().turn_id)
    expect(next.json.conversation.acknowledgement).toBeNull()
    const forced = await record({ ...echo(), turn_id: next.json.message.turn_id })
    expectProblem(forced, 409, 'not-allowed-now')
    expectProblem(await record({ ...echo(), text: 'دیگر' }), 409, 'not-allowed-now')
    advance(24 * HOUR)
    const later = await intake({ external_id: 'm-3', text: 'سلام؟ کسی هست؟', conversation: 'order-10' })
    expect(later.json.conversation.acknowledgement).not.toBeNull()
  })

  it.each<[string, object, string[]]>([
    ['no text', { text: '' }, ['text']],
    ['U+0000', { text: 'a\0b' }, ['text']],
    ['another channel', { channel: 'pigeon' }, ['channel']],
    ['a time without offset', { promise: { words: 'x', due_at: '2026-08-03T07:30' } }, ['promise.due_at']],
    ['a field nobody knows', { author: 'sara', text: SECRET_WORDS }, ['author']],
    ['a turn of nobody', { turn_id: 'msg_none', text: SECRET_WORDS }, ['turn_id']],
  ])('refuses %s', async (_, more, paths) => {
    const { record, echo } = await atNight()
    expectProblem(await record({ ...echo(), ...more }), 400, 'invalid-input', paths)
  })

  it('needs a key, a conversation and playbooks', async () => {
    const { send, echo, path } = await atNight()
    expectProblem(await send('GET', path, { as: null }), 401, 'unauthorised')
    const nowhere = '/v1/conversations/cnv_0/acknowledgements'
    expectProblem(await send('GET', nowhere), 404, 'not-found')
    expectProblem(await send('POST', nowhere, { body: echo() }), 404, 'not-found')
    const bare = await atNight({ playbooks: null })
    expectProblem(await bare.record(echo()), 503, 'unavailable')
  })
})
