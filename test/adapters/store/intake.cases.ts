import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import type { CustomerIntake } from '../../../src/domain/customer.ts'
import {
  ADMIN,
  AGENT,
  accept,
  after,
  DAY,
  HOUR,
  intake,
  NOON,
  read,
  SECOND,
  triage,
} from './store-under-test.ts'

export function intakeCases(store: () => Store): void {
  const customerOf = async (id: string) => (await read(store(), id)).customer
  const conversationOf = async (id: string) => (await read(store(), id)).conversation

  describe('taking messages in', () => {
    it('stores message, customer, conversation, job and event at once', async () => {
      const id = await accept(store(), { external_id: 'm-1', conversation: 'order-8812' })
      const { message, conversation, customer, flag } = await read(store(), id)
      expect(message).toMatchObject({
        external_id: 'm-1',
        sent_at: NOON,
        received_at: NOON,
        triage: null,
        triage_state: 'pending',
        author_role: 'customer',
        turn_id: id,
      })
      expect(conversation).toMatchObject({
        key: 'order-8812',
        status: 'open',
        waiting_since: NOON,
        message_count: 1,
      })
      expect(customer).toMatchObject({ external_id: 'c-1', risk: null })
      expect(flag).toBeNull()
      expect((await store().countJobs()).open['triage-message']).toBe(1)
      const events = await store().readEvents({ after: 0, limit: 10 })
      expect(events.map(({ type }) => type)).toEqual(['message-received'])
    })

    it('answers a repeated external_id with the first message and writes nothing', async () => {
      const id = await accept(store(), { external_id: 'm-1' })
      const again = await store().acceptMessages(
        [intake({ external_id: 'm-1', customer: { external_id: 'c-1', name: 'نرگس' } })],
        { now: after(SECOND), lane: 'interactive', lease: null },
      )
      expect(again).toEqual([{ kind: 'seen_before', message_id: id }])
      expect((await customerOf(id)).name).toBeNull()
      expect(await store().readEvents({ after: 0, limit: 10 })).toHaveLength(1)
    })

    it.each([
      ['text', { text: 'چیز دیگری' }],
      ['channel', { channel: 'email' as const }],
    ])('refuses an external_id that comes with another %s', async (_, more) => {
      await accept(store(), { external_id: 'm-1' })
      const outcome = await store().acceptMessages([intake({ external_id: 'm-1', ...more })], {
        now: NOON,
        lane: 'interactive',
        lease: null,
      })
      expect(outcome).toEqual([{ kind: 'conflict' }])
    })

    it('answers a repeated request with the first message, and another caller with a new one', async () => {
      const send = async (once_key: string, more = {}) => {
        const context = { now: NOON, lane: 'interactive', lease: null, once_key } as const
        const [outcome] = await store().acceptMessages([intake(more)], context)
        return outcome?.kind
      }
      expect(await send('key_1 k')).toBe('accepted')
      expect(await send('key_1 k')).toBe('seen_before')
      expect(await send('key_2 k')).toBe('accepted')
      expect(await send('key_1 k', { text: 'دیگر' })).toBe('conflict')
      await store().purgeIdempotent(after(DAY))
      expect(await send('key_1 k', { text: 'دیگر' })).toBe('accepted')
    })

    it('takes a batch in order, repeats within it included', async () => {
      const outcomes = await store().acceptMessages(
        [intake({ external_id: 'a' }), intake({ external_id: 'b' }), intake({ external_id: 'a' })],
        { now: NOON, lane: 'bulk', lease: null },
      )
      expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'seen_before'])
    })

    it('keeps a batch wholly out when one of it cannot be stored', async () => {
      const broken = { ...intake({ external_id: 'b' }), text: null as unknown as string }
      const batch = [intake({ external_id: 'a' }), broken]
      await expect(store().acceptMessages(batch, { now: NOON, lane: 'bulk', lease: null })).rejects.toThrow()
      expect(await store().readEvents({ after: 0, limit: 10 })).toEqual([])
      expect((await store().countJobs()).open['triage-message']).toBe(0)
    })

    it('turns a time with an offset into UTC', async () => {
      const id = await accept(store(), { sent_at: '2026-08-02T09:14:00+03:30' })
      expect((await read(store(), id)).message.sent_at).toBe(NOON)
    })
  })

  describe('one customer across channels', () => {
    it.each<[string, CustomerIntake, CustomerIntake]>([
      ['the same external_id', { external_id: 'c-1' }, { external_id: 'c-1' }],
      ['an e-mail in other case', { email: 'Sara@Example.com' }, { email: ' sara@example.COM' }],
      ['a phone in Persian digits', { phone: '+98 912 345 6789' }, { phone: '۰۹۱۲۳۴۵۶۷۸۹' }],
      ['a phone in Arabic digits', { phone: '0098 912 3456789' }, { phone: '٠٩١٢٣٤٥٦٧٨٩' }],
      ['a handle with and without @', { handle: '@Sara_R' }, { handle: 'sara_r' }],
      ['one of several', { external_id: 'c-1', email: 'a@b.c' }, { email: 'a@b.c', phone: '0912 000 0000' }],
    ])('%s', async (_, first, second) => {
      const one = await customerOf(await accept(store(), { customer: first }))
      const other = await customerOf(await accept(store(), { channel: 'sms', customer: second }))
      expect(other.id).toBe(one.id)
    })

    it.each<[string, CustomerIntake, CustomerIntake]>([
      ['other external_ids', { external_id: 'c-1', email: 'a@b.c' }, { external_id: 'c-2', email: 'a@b.c' }],
      ['nothing in common', { email: 'a@b.c' }, { phone: '09120000000' }],
      ['the same word as handle and as external_id', { handle: 'sara' }, { external_id: 'sara' }],
    ])('keeps two people apart who have %s', async (_, first, second) => {
      const one = await accept(store(), { customer: first })
      const other = await accept(store(), { customer: second })
      expect((await customerOf(other)).id).not.toBe((await customerOf(one)).id)
    })

    it('leaves a shared e-mail with its first owner', async () => {
      const first = await accept(store(), { customer: { external_id: 'c-1', email: 'a@b.c' } })
      const second = await accept(store(), { customer: { external_id: 'c-2', email: 'a@b.c' } })
      expect((await customerOf(first)).emails).toEqual(['a@b.c'])
      expect((await customerOf(second)).emails).toEqual([])
    })

    it('joins two customers when one message names both; the older survives with everything', async () => {
      const byMail = await accept(store(), { customer: { email: 'a@b.c', name: 'سارا' }, conversation: 'k' })
      const later = after(SECOND)
      const byPhone = await accept(
        store(),
        {
          channel: 'sms',
          customer: { phone: '0912 000 0000', plan: 'gold' },
          conversation: 'k',
          sent_at: later,
        },
        later,
      )
      const absorbed = await customerOf(byPhone)
      const both = await accept(
        store(),
        { customer: { email: 'a@b.c', phone: '09120000000' } },
        after(2 * SECOND),
      )
      const survivor = await customerOf(both)

      expect(survivor.id).toBe((await customerOf(byMail)).id)
      expect((await customerOf(byPhone)).id).toBe(survivor.id)
      expect(survivor).toMatchObject({
        emails: ['a@b.c'],
        phones: ['989120000000'],
        name: 'سارا',
        plan: 'gold',
      })
      // The two conversations of the same key are one now.
      const kept = await conversationOf(byPhone)
      expect(kept.id).toBe((await conversationOf(byMail)).id)
      expect((await store().readConversation(kept.id))?.messages.map(({ id }) => id)).toEqual(
        expect.arrayContaining([byMail, byPhone]),
      )
      // The old id still leads there.
      expect((await store().readCustomer(absorbed.id))?.id).toBe(survivor.id)
      const audit = await store().readAudit({ after: 0, limit: 10 })
      expect(audit).toMatchObject([
        { action: 'customers-joined', subject_id: survivor.id, detail: { absorbed_id: absorbed.id } },
      ])
    })

    it('lets newer values win, older ones fill gaps, and forgets nothing', async () => {
      await accept(store(), {
        customer: { external_id: 'c-1', plan: 'silver', lifetime_value: 100, currency: 'USD' },
      })
      await accept(store(), { sent_at: after(HOUR), customer: { external_id: 'c-1', plan: 'gold' } })
      const id = await accept(store(), {
        sent_at: after(-DAY),
        customer: { external_id: 'c-1', plan: 'bronze', segment: 'b2b' },
      })
      expect(await customerOf(id)).toMatchObject({
        plan: 'gold',
        segment: 'b2b',
        lifetime_value: 100,
        currency: 'USD',
      })
    })
  })

  describe('conversations', () => {
    const sameConversation = async (first: string, second: string) =>
      (await conversationOf(first)).id === (await conversationOf(second)).id

    it.each([
      [
        'the same key on another channel',
        { conversation: 'k' },
        { conversation: 'k', channel: 'email' },
        true,
      ],
      ['another key', { conversation: 'k' }, { conversation: 'l' }, false],
      ['no key, same channel, six days', {}, { sent_at: after(6 * DAY) }, true],
      ['no key, same channel, eight days', {}, { sent_at: after(8 * DAY) }, false],
      ['no key, another channel', {}, { channel: 'sms' }, false],
      ['no key after one with a key', { conversation: 'k' }, {}, true],
      [
        'the same key of another customer',
        { conversation: 'k' },
        { conversation: 'k', customer: { external_id: 'c-2' } },
        false,
      ],
    ] as const)('%s', async (_, first, second, same) => {
      const one = await accept(store(), first)
      const other = await accept(store(), second)
      expect(await sameConversation(one, other)).toBe(same)
    })

    it('reopens a resolved one and tells who did it', async () => {
      const first = await accept(store())
      const { id } = await conversationOf(first)
      await triage(store(), first, { urgency: 'critical' })
      await store().changeConversation({
        conversation_id: id,
        change: { status: 'resolved' },
        actor: AGENT,
        now: after(HOUR),
      })
      expect(await conversationOf(first)).toMatchObject({
        status: 'resolved',
        waiting_since: null,
        priority: 0,
      })
      const second = await accept(store(), { sent_at: after(2 * HOUR) }, after(2 * HOUR))
      expect(await sameConversation(first, second)).toBe(true)
      // A new piece of work is not judged by the labels of the old one.
      expect(await conversationOf(second)).toMatchObject({
        status: 'open',
        waiting_since: after(2 * HOUR),
        urgency: null,
      })
      const thread = await store().readConversation(id)
      expect(thread?.moves.map(({ actor, to }) => [actor, to])).toEqual([
        [AGENT.id, 'resolved'],
        ['customer', 'open'],
      ])
    })

    it('counts a burst as one turn', async () => {
      const first = await accept(store(), { text: 'سلام' })
      const second = await accept(store(), { text: 'خوبید؟', sent_at: after(30 * SECOND) })
      const third = await accept(store(), { text: 'سفارشم نرسیده', sent_at: after(140 * SECOND) })
      const later = await accept(store(), { text: 'هستید؟', sent_at: after(HOUR) })
      const turns = await Promise.all(
        [first, second, third, later].map(async (id) => (await read(store(), id)).message.turn_id),
      )
      expect(turns).toEqual([first, first, first, later])
    })

    it('does not go on with a turn that was answered', async () => {
      const first = await accept(store())
      const { id } = await conversationOf(first)
      await store().changeConversation({
        conversation_id: id,
        change: { status: 'pending' },
        actor: ADMIN,
        now: after(10 * SECOND),
      })
      await store().changeConversation({
        conversation_id: id,
        change: { status: 'resolved' },
        actor: ADMIN,
        now: after(11 * SECOND),
      })
      const second = await accept(store(), { sent_at: after(30 * SECOND) }, after(30 * SECOND))
      expect((await read(store(), second)).message.turn_id).toBe(second)
    })
  })
}
