import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { answering } from './answering.ts'
import { ADMIN, AGENT, accept, after, DAY, HOUR, NOON, read, triage } from './store-under-test.ts'

export function eventCases(store: () => Store): void {
  const all = (from = 0) => store().readLiveEvents({ after: from, limit: 100 })

  describe('the feed', () => {
    it('goes on from where a reader left off', async () => {
      await accept(store())
      await accept(store(), { text: 'دوم' })
      const [first, ...rest] = await store().readEvents({ after: 0, limit: 10 })
      expect(await store().readEvents({ after: first?.seq ?? 0, limit: 10 })).toEqual(rest)
      expect(await store().readEvents({ after: 0, limit: 1 })).toEqual([first])
      expect(JSON.stringify([first, rest, await all()])).not.toContain('دوم')
    })

    it('carries the row of the conversation as it stands, without the customer’s words', async () => {
      const id = await accept(store(), {
        text: 'شمارهٔ کارتم ۱۲۳۴',
        customer: { external_id: 'c-1', name: 'مینا راد' },
      })
      await triage(store(), id, { urgency: 'critical', sentiment: 'negative' })
      const { conversation } = await read(store(), id)
      const change = { assignee: 'نرگس' }
      await store().changeConversation({ conversation_id: conversation.id, change, actor: AGENT, now: NOON })
      const events = await all()
      expect(events.map(({ type }) => type)).toEqual([
        'message-received',
        'message-triaged',
        'conversation-changed',
      ])
      const now = (await read(store(), id)).conversation
      for (const event of events) {
        expect(event.conversations).toHaveLength(1)
        expect(now).toMatchObject(event.conversations[0] as object)
        expect(event.customer).toEqual({ id: now.customer_id, risk_score: null, risk_level: null })
      }
      expect(events[0]?.conversations[0]).toMatchObject({
        urgency: 'critical',
        sentiment: 'negative',
        assignee: 'نرگس',
        status: 'open',
      })
      expect(JSON.stringify(events)).not.toMatch(/کارتم|مینا/)
    })

    it('of a customer carries all conversations that are not closed', async () => {
      const id = await accept(store(), { conversation: 'a' })
      await accept(store(), { conversation: 'b' })
      const closed = (await read(store(), await accept(store(), { conversation: 'c' }))).conversation.id
      const change = { status: 'closed' } as const
      await store().changeConversation({ conversation_id: closed, change, actor: AGENT, now: NOON })
      const { customer_id } = (await read(store(), id)).conversation
      const survey = { kind: 'csat', score: 2, customer: { external_id: 'c-1' } } as const
      await store().recordSurvey({ intake: survey, once_key: null, actor: ADMIN, now: NOON })
      const event = (await all()).at(-1)
      expect(event).toMatchObject({
        type: 'survey-answered',
        conversation_id: null,
        customer: { id: customer_id },
      })
      expect(event?.conversations.map(({ customer_id }) => customer_id)).toEqual([customer_id, customer_id])
    })

    it('tells of drafts and of what became of them', async () => {
      const { take, draft, discard } = answering(store)
      const taken = await take()
      const { id } = await draft(taken)
      await discard(taken, id, 'متن یادداشت')
      const [drafted, discarded] = (await all()).slice(-2)
      expect(drafted).toMatchObject({
        type: 'reply-drafted',
        message_id: taken.message_id,
        data: { drafts: 1 },
      })
      expect(discarded).toMatchObject({ type: 'draft-discarded', data: { draft_id: id } })
    })

    it('begins at 0 and ends at the newest', async () => {
      expect(await store().readEventBounds()).toEqual({ forgotten: 0, last: 0 })
      await accept(store())
      const [event] = await all()
      expect(await store().readEventBounds()).toEqual({ forgotten: 0, last: event?.seq })
    })
  })

  describe('forgetting events', () => {
    it('takes the old ones, in portions, and knows how far', async () => {
      for (const hours of [0, 1, 2, 30])
        await accept(store(), { external_id: `m-${hours}` }, after(hours * HOUR))
      const seqs = (await all()).map(({ seq }) => seq)
      const purge = (limit: number) => store().purgeEvents({ before: after(DAY), limit })
      expect(await purge(2)).toBe(2)
      expect(await store().readEventBounds()).toEqual({ forgotten: seqs[1], last: seqs[3] })
      expect(await purge(2)).toBe(1)
      expect(await purge(2)).toBe(0)
      expect((await all()).map(({ seq }) => seq)).toEqual([seqs[3]])
      expect(await store().readEventBounds()).toEqual({ forgotten: seqs[2], last: seqs[3] })
    })

    it('keeps the newest, so that numbers are never used again', async () => {
      await accept(store())
      expect(await store().purgeEvents({ before: after(DAY), limit: 10 })).toBe(0)
      expect(await all()).toHaveLength(1)
    })

    it('keeps those of a customer under legal hold', async () => {
      const id = await accept(store(), { customer: { external_id: 'held' } })
      await accept(store(), { customer: { external_id: 'free' } })
      await accept(store(), { customer: { external_id: 'free' } })
      const { customer_id } = (await read(store(), id)).conversation
      await store().setLegalHold({ customer_id, hold: true, actor: ADMIN, now: NOON })
      expect(await store().purgeEvents({ before: after(DAY), limit: 10 })).toBe(2)
      expect((await all())[0]?.customer_id).toBe(customer_id)
    })

    it('an erased customer leaves one line', async () => {
      const { customer_id } = (await read(store(), await accept(store()))).conversation
      await store().eraseCustomer({ customer_id, actor: ADMIN, now: NOON })
      expect(await all()).toMatchObject([
        { type: 'customer-erased', customer_id, conversations: [], customer: null, flag: null },
      ])
    })
  })
}
