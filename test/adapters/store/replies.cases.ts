import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { draftOf } from '../../fakes/draft-of.ts'
import { answering, MADE_FROM } from './answering.ts'
import { AGENT, accept, after, DAY, HOUR, lease, NOON, read, SECOND } from './store-under-test.ts'

export function replyCases(store: () => Store): void {
  const { take, draft, send, discard, events, actions } = answering(store)

  describe('a draft', () => {
    it('is kept with what it was made from', async () => {
      const taken = await take()
      const kept = await draft(taken)
      expect(kept).toEqual({
        ...draftOf(),
        id: expect.stringMatching(/^drf_/),
        conversation_id: taken.conversation_id,
        message_id: taken.message_id,
        made_from: MADE_FROM,
        created_at: NOON,
        outcome: null,
        edit_distance: null,
        discard_reason: null,
        discard_note: null,
      })
      expect(await store().readDraft(kept.id)).toEqual(kept)
      expect(await store().readDraft('drf_none')).toBeNull()
      expect(await actions()).toEqual(['reply-drafted'])
    })

    it('needs a conversation', async () => {
      const record = {
        message_id: 'msg_1',
        topic: 'billing',
        made_from: MADE_FROM,
        drafts: [draftOf()],
      } as const
      expect(
        await store().recordDrafts({ ...record, conversation_id: 'cnv_none', actor: AGENT, now: NOON }),
      ).toBeNull()
    })

    it('is discarded with a reason, once, and sends nothing', async () => {
      const taken = await take()
      const { id } = await draft(taken)
      const discarded = await discard(taken, id, 'خیلی رسمی بود')
      expect(discarded).toMatchObject({
        kind: 'discarded',
        draft: { outcome: 'discarded', discard_reason: 'wrong_tone', discard_note: 'خیلی رسمی بود' },
        conversation: { status: 'open', waiting_since: NOON },
      })
      expect(await discard(taken, id, 'خیلی رسمی بود')).toEqual(discarded)
      expect(await actions()).toEqual(['reply-drafted', 'draft-discarded'])
      expect((await store().readConversation(taken.conversation_id))?.replies).toEqual([])
      expect(JSON.stringify(await events())).not.toContain('رسمی')
      const other = await take('b')
      expect(await discard(other, id)).toEqual({ kind: 'not_found' })
    })

    it('that was sent cannot be discarded; one that was discarded can be sent after all', async () => {
      const taken = await take()
      const [sent, discarded] = [await draft(taken), await draft(taken)]
      await send(taken, { draft_id: sent.id, outcome: 'accepted', edit_distance: 0 })
      expect(await discard(taken, sent.id)).toEqual({ kind: 'sent_already' })
      await discard(taken, discarded.id)
      await send(taken, { draft_id: discarded.id, outcome: 'edited', edit_distance: 0.25 })
      expect(await store().readDraft(discarded.id)).toMatchObject({
        outcome: 'edited',
        edit_distance: 0.25,
        discard_reason: null,
      })
    })
  })

  describe('a reply', () => {
    it('stops the clock, waits for the customer, settles its draft, and tells', async () => {
      const taken = await take()
      const { id } = await draft(taken)
      const promise = { words: 'تا فردا', due_at: after(DAY) }
      const sent = await send(taken, {
        draft_id: id,
        outcome: 'edited',
        edit_distance: 0.2,
        text: 'متن محرمانه',
        promise,
      })
      expect(sent).toMatchObject({
        kind: 'sent',
        reply: { author: AGENT.id, sent_at: after(SECOND), promise },
        conversation: { status: 'pending', waiting_since: null, due_at: null },
      })
      if (sent.kind !== 'sent') throw new Error('The reply was not sent')
      expect(await store().readDraft(id)).toMatchObject({ outcome: 'edited', edit_distance: 0.2 })
      const thread = await store().readConversation(taken.conversation_id)
      expect(thread?.replies).toEqual([sent.reply])
      expect(thread?.moves).toMatchObject([{ actor: AGENT.id, field: 'status', from: 'open', to: 'pending' }])
      expect(await actions()).toEqual(['reply-drafted', 'reply-sent'])
      const told = (await events()).filter(({ type }) => type === 'reply-sent')
      expect(told).toMatchObject([
        {
          customer_id: taken.customer_id,
          conversation_id: taken.conversation_id,
          data: { reply_id: sent.reply.id, draft_id: id, outcome: 'edited', edit_distance: 0.2 },
        },
      ])
      expect(
        JSON.stringify([await events(), await store().readAudit({ after: 0, limit: 100 })]),
      ).not.toContain('محرمانه')
      // The clock has nothing to find any more.
      const [check] = (
        await store().leaseJobs({ now: after(DAY), lease: lease('clock', after(2 * DAY)), limit: 20 })
      ).filter(({ kind }) => kind === 'check-sla')
      if (!check) throw new Error('There was no job')
      expect(await store().recordSlaCheck({ job: check, now: after(DAY) })).toEqual({ missed: false })
    })

    it('ends a promised time that had passed', async () => {
      const taken = await take()
      const jobs = await store().leaseJobs({
        now: after(HOUR),
        lease: lease('clock', after(2 * HOUR)),
        limit: 20,
      })
      const check = jobs.find(({ kind }) => kind === 'check-sla')
      if (!check) throw new Error('There was no job')
      expect(await store().recordSlaCheck({ job: check, now: after(HOUR) })).toEqual({ missed: true })
      await send(taken, {}, { now: after(2 * HOUR) })
      expect((await store().readConversation(taken.conversation_id))?.sla_misses).toMatchObject([
        { answered_at: after(2 * HOUR) },
      ])
    })

    it('ends the turn: what is written right after it is a new one', async () => {
      const taken = await take()
      await send(taken, {}, { now: after(30 * SECOND) })
      const next = await accept(
        store(),
        { conversation: 'a', customer: { external_id: 'a' }, sent_at: after(60 * SECOND) },
        after(60 * SECOND),
      )
      const { message, conversation } = await read(store(), next)
      expect(message.turn_id).toBe(next)
      expect(conversation).toMatchObject({ status: 'open', waiting_since: after(60 * SECOND) })
    })

    it('leaves a resolved conversation resolved', async () => {
      const taken = await take()
      const { conversation_id } = taken
      await store().changeConversation({
        conversation_id,
        change: { status: 'resolved' },
        actor: AGENT,
        now: NOON,
      })
      expect(await send(taken)).toMatchObject({ conversation: { status: 'resolved' } })
    })

    it('is kept once for one key, whatever became of the answer', async () => {
      const taken = await take()
      const first = await send(taken, {}, { once_key: 'key_1 k' })
      const again = await send(taken, {}, { once_key: 'key_1 k', now: after(HOUR) })
      expect(again).toEqual({ ...first, kind: 'seen_before' })
      expect(await send(taken, { text: 'چیز دیگر' }, { once_key: 'key_1 k' })).toEqual({ kind: 'conflict' })
      expect(await send(taken, {}, { once_key: 'key_1 l', now: after(HOUR) })).toMatchObject({ kind: 'sent' })
      expect((await store().readConversation(taken.conversation_id))?.replies).toHaveLength(2)
      // A day later the key may come again for something else.
      await store().purgeIdempotent(after(DAY))
      expect(await send(taken, { text: 'چیز دیگر' }, { once_key: 'key_1 k' })).toMatchObject({ kind: 'sent' })
    })

    it('needs a conversation', async () => {
      const taken = { ...(await take()), conversation_id: 'cnv_none' }
      expect(await send(taken)).toEqual({ kind: 'not_found' })
    })

    it('is part of what risk is read from, and asks for a look', async () => {
      const taken = await take()
      await send(taken)
      const subject = await store().readRiskSubject(taken.customer_id)
      expect(subject?.history.events.filter(({ kind }) => kind === 'reply')).toEqual([
        {
          kind: 'reply',
          id: expect.stringMatching(/^rpl_/),
          conversation_id: taken.conversation_id,
          at: after(SECOND),
        },
      ])
      expect((await store().countJobs()).open['assess-risk']).toBe(1)
    })
  })
}
