import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { answering } from './answering.ts'
import { ADMIN, AGENT, accept, after, HOUR, NOON, read, SECOND } from './store-under-test.ts'

export function acknowledgementCases(store: () => Store): void {
  const { take, events, actions } = answering(store)
  const PROMISE = { words: 'تا ساعت ۱۱ فردا پاسخ می‌دهیم.', due_at: after(20 * HOUR) }

  const record = (
    taken: { conversation_id: string; message_id: string },
    { turn_id = taken.message_id, text = 'پیامتان رسید.', now = after(SECOND) } = {},
  ) =>
    store().recordAcknowledgement({
      conversation_id: taken.conversation_id,
      acknowledgement: { turn_id, text, channel: 'chat', promise: PROMISE },
      quietMs: 12 * HOUR,
      actor: AGENT,
      now,
    })

  describe('an acknowledgement', () => {
    it('is in the thread; nothing else of the conversation changes', async () => {
      const taken = await take()
      const before = await read(store(), taken.message_id)
      const recorded = await record(taken)
      expect(recorded).toMatchObject({
        kind: 'recorded',
        acknowledgement: { promise: PROMISE, author: AGENT.id },
      })
      if (recorded.kind !== 'recorded') return
      const thread = await store().readConversation(taken.conversation_id)
      expect(thread?.acknowledgements).toEqual([recorded.acknowledgement])
      expect(await read(store(), taken.message_id)).toEqual(before)
      const { id } = recorded.acknowledgement
      expect((await events()).at(-1)).toMatchObject({
        type: 'acknowledgement-sent',
        data: { acknowledgement_id: id, due_at: PROMISE.due_at },
      })
      expect(await actions()).toContain('acknowledgement-sent')
    })

    it('is one a turn, and one in a while', async () => {
      const taken = await take()
      const first = await record(taken)
      expect(await record(taken, { now: after(20 * HOUR) })).toMatchObject({
        kind: 'seen_before',
        acknowledgement: first.kind === 'recorded' && first.acknowledgement,
      })
      expect(await record(taken, { text: 'دیگر', now: after(20 * HOUR) })).toEqual({ kind: 'refused' })
      const next = await accept(store(), {
        conversation: 'a',
        customer: { external_id: 'a' },
        sent_at: after(HOUR),
        external_id: 'm-2',
      })
      const turn_id = (await read(store(), next)).message.turn_id
      expect(turn_id).not.toBe(taken.message_id)
      expect(await record(taken, { turn_id, now: after(2 * HOUR) })).toEqual({ kind: 'refused' })
      expect(await record(taken, { turn_id, now: after(13 * HOUR) })).toMatchObject({ kind: 'recorded' })
    })

    it('needs a conversation, and a turn of it', async () => {
      const taken = await take()
      const other = await take('b')
      expect(await record({ ...taken, conversation_id: 'cnv_none' })).toEqual({ kind: 'not_found' })
      expect(await record(taken, { turn_id: other.message_id })).toEqual({ kind: 'no_such_turn' })
    })

    it('goes with its customer, and is handed out to them', async () => {
      const taken = await take()
      await record(taken)
      const { customer_id } = taken
      const exported = await store().exportCustomer({ customer_id, actor: ADMIN, now: NOON })
      expect(exported?.acknowledgements).toMatchObject([{ text: 'پیامتان رسید.' }])
      expect(await store().eraseCustomer({ customer_id, actor: ADMIN, now: NOON })).toEqual({
        kind: 'erased',
      })
      expect(await store().readConversation(taken.conversation_id)).toBeNull()
    })
  })
}
