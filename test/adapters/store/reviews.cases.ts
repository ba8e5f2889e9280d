import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import type { Actor } from '../../../src/domain/actor.ts'
import { answering } from './answering.ts'
import { ADMIN, AGENT, accept, after, HOUR, NOON, SECOND } from './store-under-test.ts'

const LEAD: Actor = { kind: 'person', id: 'per_lead', name: 'Lead', role: 'supervisor' }
const SCORES = { empathy: 4, accuracy: 3, tone: 3, resolution: 2 } as const

export function reviewCases(store: () => Store): void {
  const { take, draft, send, actions } = answering(store)

  const answered = async (name: string, more: Parameters<typeof take>[1] = {}, now = after(SECOND)) => {
    const taken = await take(name, more)
    const sent = await send(taken, {}, { now })
    if (sent.kind !== 'sent') throw new Error('Not sent')
    return { ...taken, reply: sent.reply }
  }
  const sample = async (more: Partial<Parameters<Store['sampleReplies']>[0]> = {}) =>
    store().sampleReplies({
      seed: 's',
      size: 10,
      since: NOON,
      until: after(24 * HOUR),
      reviewer: LEAD.id,
      ...more,
    })
  const review = (reply_id: string, actor = LEAD, now = after(HOUR)) =>
    store().recordReview({
      review: { reply_id, scores: SCORES, note: 'کوتاه‌تر', strengths: null },
      actor,
      now,
    })

  describe('a sample of replies', () => {
    it('has each answered conversation once, by its latest reply', async () => {
      const a = await answered('a')
      const later = await send(a, { text: 'باز هم سلام' }, { now: after(10 * SECOND) })
      await answered('b')
      await take('waits')
      const drawn = await sample()
      expect(drawn.candidates).toBe(2)
      const ofA = drawn.items.find(({ conversation_id }) => conversation_id === a.conversation_id)
      expect(ofA).toMatchObject({
        reply_id: later.kind === 'sent' && later.reply.id,
        agent: AGENT.id,
        urgency: 'critical',
        outcome: null,
      })
    })

    it('leaves out where somebody waits again, what was reviewed, and one’s own', async () => {
      const waits = await answered('a')
      await accept(store(), {
        conversation: 'a',
        customer: { external_id: 'a' },
        external_id: 'again',
        sent_at: after(HOUR),
      })
      const reviewed = await answered('b')
      await review(reviewed.reply.id)
      const left = await answered('c')
      const { items } = await sample()
      expect(items.map(({ conversation_id }) => conversation_id)).toEqual([left.conversation_id])
      expect(waits.conversation_id).not.toBe(left.conversation_id)
      expect(await sample({ reviewer: AGENT.id })).toEqual({ candidates: 0, items: [] })
    })

    it.each([
      ['another agent', { agent: 'per_else' }, 0],
      ['this agent', { agent: AGENT.id }, 1],
      ['another language', { language: 'ar' as const }, 0],
      ['its topic', { topic: 'information' as const }, 1],
      ['a topic it does not have', { topic: 'privacy' as const }, 0],
      ['an earlier time', { since: after(-2 * HOUR), until: NOON }, 0],
    ])('of %s', async (_, filter, count) => {
      await answered('a')
      expect((await sample(filter)).candidates).toBe(count)
    })

    it('is drawn by its seed', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await answered(name)
      const first = await sample({ size: 3 })
      expect(first).toMatchObject({ candidates: 6 })
      expect(first.items).toHaveLength(3)
      expect(await sample({ size: 3 })).toEqual(first)
      const others = await Promise.all(['t', 'u', 'v'].map((seed) => sample({ size: 3, seed })))
      expect(others.some(({ items }) => JSON.stringify(items) !== JSON.stringify(first.items))).toBe(true)
    })
  })

  describe('a review', () => {
    it('stands by its reply, is in the lists, and in the audit log', async () => {
      const { reply, conversation_id } = await answered('a')
      const recorded = await review(reply.id)
      expect(recorded).toMatchObject({
        kind: 'recorded',
        review: { reply_id: reply.id, conversation_id, agent: AGENT.id, reviewer: LEAD.id, scores: SCORES },
      })
      if (recorded.kind !== 'recorded') return
      expect(await store().readReviewedReply(reply.id)).toEqual({
        reply,
        draft: null,
        review: recorded.review,
      })
      expect(await store().listReviews({ limit: 10 })).toEqual({
        items: [recorded.review],
        next_cursor: null,
      })
      expect(await actions()).toContain('reply-reviewed')
    })

    it('is with the draft the reply came from', async () => {
      const taken = await take('a')
      const made = await draft(taken)
      const sent = await send(taken, { draft_id: made.id, outcome: 'edited', edit_distance: 0.2 })
      if (sent.kind !== 'sent') throw new Error('Not sent')
      expect((await store().readReviewedReply(sent.reply.id))?.draft).toMatchObject({ id: made.id })
    })

    it('is one a reply, and not of one’s own', async () => {
      const { reply } = await answered('a')
      expect(await review(reply.id, AGENT)).toEqual({ kind: 'own' })
      expect(await review('rpl_none')).toEqual({ kind: 'not_found' })
      expect(await store().readReviewedReply('rpl_none')).toBeNull()
      await review(reply.id)
      expect(await review(reply.id)).toEqual({ kind: 'reviewed_already' })
    })

    it('is listed page by page, newest first, of one agent and time', async () => {
      for (const [at, name] of ['a', 'b', 'c'].entries())
        await review((await answered(name)).reply.id, LEAD, after((at + 1) * HOUR))
      const first = await store().listReviews({ limit: 2 })
      expect(first.items.map(({ created_at }) => created_at)).toEqual([after(3 * HOUR), after(2 * HOUR)])
      const second = await store().listReviews({ limit: 2, cursor: first.next_cursor ?? '' })
      expect(second.items.map(({ created_at }) => created_at)).toEqual([after(HOUR)])
      expect(second.next_cursor).toBeNull()
      expect((await store().listReviews({ limit: 9, agent: 'per_else' })).items).toEqual([])
      const range = { since: after(2 * HOUR), until: after(3 * HOUR) }
      expect((await store().listReviews({ limit: 9, ...range })).items).toHaveLength(1)
      expect(await store().readReviews({ ...range, agent: AGENT.id })).toHaveLength(1)
      expect(await store().readReviews({ since: NOON, until: after(24 * HOUR) })).toHaveLength(3)
    })

    it('goes with its customer, and is handed out to them', async () => {
      const { reply, customer_id } = await answered('a')
      await review(reply.id)
      const exported = await store().exportCustomer({ customer_id, actor: ADMIN, now: NOON })
      expect(exported?.reviews).toMatchObject([{ reply_id: reply.id, note: 'کوتاه‌تر' }])
      expect(await store().eraseCustomer({ customer_id, actor: ADMIN, now: NOON })).toEqual({
        kind: 'erased',
      })
      expect((await store().listReviews({ limit: 9 })).items).toEqual([])
    })
  })
}
