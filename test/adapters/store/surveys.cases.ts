import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { answering } from './answering.ts'
import { ADMIN, AGENT, accept, after, DAY, HOUR, NOON } from './store-under-test.ts'

export function surveyCases(store: () => Store): void {
  const { take, draft, send, discard, events } = answering(store)

  describe('a survey', () => {
    const record = (
      intake: Partial<Parameters<Store['recordSurvey']>[0]['intake']>,
      once_key: string | null = null,
      now = after(HOUR),
    ) =>
      store().recordSurvey({
        intake: { kind: 'csat', score: 2, ...intake },
        once_key,
        actor: AGENT,
        now,
      })

    it('joins the conversation by id, or by the sender’s own name for it', async () => {
      const { conversation_id, customer_id } = await take()
      const byId = await record({
        conversation_id,
        comment: 'دیر جواب دادید',
        answered_at: '2026-08-02T09:30:00+03:30',
      })
      expect(byId).toEqual({
        kind: 'recorded',
        survey: {
          id: expect.stringMatching(/^srv_/),
          external_id: null,
          kind: 'csat',
          score: 2,
          comment: 'دیر جواب دادید',
          customer_id,
          conversation_id,
          answered_at: '2026-08-02T06:00:00.000Z',
          received_at: after(HOUR),
        },
      })
      const byKey = await record({ kind: 'nps', score: 9, conversation: 'a', customer: { external_id: 'a' } })
      expect(byKey).toMatchObject({ survey: { customer_id, conversation_id, answered_at: after(HOUR) } })
      expect((await store().readConversation(conversation_id))?.surveys.map(({ kind }) => kind)).toEqual([
        'csat',
        'nps',
      ])
      expect((await store().countJobs()).open['assess-risk']).toBe(1)
      const told = (await events()).filter(({ type }) => type === 'survey-answered')
      expect(told[0]).toMatchObject({ customer_id, conversation_id, data: { survey: 'csat', score: 2 } })
      expect(JSON.stringify(told)).not.toContain('دیر')
    })

    it('joins the customer alone, and makes one whom nobody knows yet', async () => {
      const { customer_id } = await take()
      expect(await record({ customer: { external_id: 'a' } })).toMatchObject({
        survey: { customer_id, conversation_id: null },
      })
      const outcome = await record({ customer: { email: 'quiet@example.com', name: 'ليلى' } })
      if (outcome.kind !== 'recorded') throw new Error('The survey was not recorded')
      expect(await store().readCustomer(outcome.survey.customer_id)).toMatchObject({
        emails: ['quiet@example.com'],
        name: 'ليلى',
      })
    })

    it('refuses a conversation that is not there, or another customer’s, and leaves no trace', async () => {
      const { conversation_id } = await take()
      const before = await events()
      expect(await record({ conversation_id: 'cnv_none' })).toEqual({ kind: 'not_found' })
      expect(await record({ conversation: 'none', customer: { external_id: 'new' } })).toEqual({
        kind: 'not_found',
      })
      expect(await record({ conversation_id, customer: { external_id: 'new' } })).toEqual({
        kind: 'other_customer',
      })
      expect(await events()).toEqual(before)
      // Not even the customer whom a refused one named.
      const { customer_id } = await take('new')
      expect((await store().readCustomer(customer_id))?.created_at).toBe(NOON)
    })

    it.each([
      ['external_id', { external_id: 's-1' }, null],
      ['key', {}, 'key_1 k'],
    ])('counts once for one %s', async (_, more, once_key) => {
      const { conversation_id } = await take()
      const first = await record({ conversation_id, ...more }, once_key)
      if (first.kind !== 'recorded') throw new Error('The survey was not recorded')
      expect(await record({ conversation_id, ...more }, once_key, after(DAY))).toEqual({
        kind: 'seen_before',
        survey: first.survey,
      })
      expect(await record({ conversation_id, ...more, score: 5 }, once_key)).toEqual({ kind: 'conflict' })
      expect((await store().readConversation(conversation_id))?.surveys).toHaveLength(1)
    })

    it('counts at once where its sender’s clock runs ahead, and is part of what risk is read from', async () => {
      const { conversation_id, customer_id } = await take()
      await record({ conversation_id, answered_at: after(5 * DAY), comment: 'بد بود' })
      const subject = await store().readRiskSubject(customer_id)
      expect(subject?.history.events.filter(({ kind }) => kind === 'survey')).toMatchObject([
        { conversation_id, at: after(HOUR), survey: 'csat', score: 2, comment: 'بد بود' },
      ])
    })
  })

  describe('drafts, replies and surveys of one customer', () => {
    const fill = async (name: string) => {
      const taken = await take(name, { customer: { external_id: name, phone: `+9891200000${name.length}` } })
      const { id } = await draft(taken, { text: `پیش‌نویس ${name}` })
      await send(taken, { draft_id: id, outcome: 'edited', edit_distance: 0.1, text: `پاسخ ${name}` })
      await store().recordSurvey({
        intake: { kind: 'ces', score: 3, conversation_id: taken.conversation_id, comment: `نظر ${name}` },
        once_key: null,
        actor: AGENT,
        now: NOON,
      })
      return { ...taken, draft_id: id }
    }

    it('are exported, and erased', async () => {
      const gone = await fill('gone')
      const kept = await fill('kept-on')
      const { customer_id } = gone
      const exported = await store().exportCustomer({ customer_id, actor: ADMIN, now: NOON })
      expect(exported).toMatchObject({
        reply_drafts: [{ id: gone.draft_id, text: 'پیش‌نویس gone' }],
        replies: [{ text: 'پاسخ gone' }],
        surveys: [{ comment: 'نظر gone' }],
      })
      expect(await store().eraseCustomer({ customer_id, actor: ADMIN, now: NOON })).toEqual({
        kind: 'erased',
      })
      expect(await store().readDraft(gone.draft_id)).toBeNull()
      expect(await store().readReplyInsights({})).toMatchObject({
        total: { drafts: 1 },
        replies: { sent: 1, without_draft: 0 },
      })
      const left = await store().exportCustomer({ customer_id: kept.customer_id, actor: ADMIN, now: NOON })
      expect([left?.replies.length, left?.reply_drafts.length, left?.surveys.length]).toEqual([1, 1, 1])
    })

    it('move with a customer who turns out to be another, and with their conversation', async () => {
      const one = await take('order', { customer: { email: 'm@example.com' } })
      const other = await take('order', { customer: { phone: '+989121111111' } })
      expect(other.conversation_id).not.toBe(one.conversation_id)
      const { id } = await draft(other)
      await send(other, { draft_id: id, outcome: 'accepted', edit_distance: 0 })
      await store().recordSurvey({
        intake: { kind: 'csat', score: 5, conversation_id: other.conversation_id },
        once_key: null,
        actor: AGENT,
        now: NOON,
      })
      await accept(store(), {
        conversation: 'order',
        customer: { email: 'm@example.com', phone: '+989121111111' },
        sent_at: after(HOUR),
      })
      const thread = await store().readConversation(one.conversation_id)
      expect(thread?.replies).toMatchObject([{ draft_id: id, conversation_id: one.conversation_id }])
      expect(thread?.surveys).toMatchObject([{ score: 5, customer_id: one.customer_id }])
      expect(await store().readDraft(id)).toMatchObject({ conversation_id: one.conversation_id })
      const subject = await store().readRiskSubject(one.customer_id)
      expect(subject?.history.events.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['reply', 'survey']),
      )
    })
  })

  describe('reply insights', () => {
    it('are empty at first', async () => {
      expect(await store().readReplyInsights({})).toEqual({
        total: {
          drafts: 0,
          accepted: 0,
          edited: 0,
          discarded: 0,
          acceptance: null,
          mean_edit_distance: null,
        },
        by_topic_and_language: [],
        discard_reasons: [],
        replies: { sent: 0, without_draft: 0 },
      })
    })

    it('count by topic and language, edits and reasons, within the time asked for', async () => {
      const taken = await take()
      const make = (more: Parameters<typeof draft>[1]) => draft(taken, more)
      const accepted = await make({})
      const edited = [await make({}), await make({})]
      const discarded = await make({ topic: 'delivery', language: 'ar' })
      await make({ topic: 'delivery', language: 'ar' })
      await make({ now: after(-30 * DAY) })
      await send(taken, { draft_id: accepted.id, outcome: 'accepted', edit_distance: 0 })
      await send(taken, { draft_id: edited[0]?.id ?? null, outcome: 'edited', edit_distance: 0.1 })
      await send(taken, { draft_id: edited[1]?.id ?? null, outcome: 'edited', edit_distance: 0.4 })
      await discard(taken, discarded.id)
      await send(taken)
      const since = after(-DAY)
      expect(await store().readReplyInsights({ since })).toEqual({
        total: {
          drafts: 5,
          accepted: 1,
          edited: 2,
          discarded: 1,
          acceptance: 0.25,
          mean_edit_distance: 0.25,
        },
        by_topic_and_language: [
          {
            topic: 'billing',
            language: 'fa',
            drafts: 3,
            accepted: 1,
            edited: 2,
            discarded: 0,
            acceptance: 0.333,
            mean_edit_distance: 0.25,
          },
          {
            topic: 'delivery',
            language: 'ar',
            drafts: 2,
            accepted: 0,
            edited: 0,
            discarded: 1,
            acceptance: 0,
            mean_edit_distance: null,
          },
        ],
        discard_reasons: [{ reason: 'wrong_tone', drafts: 1 }],
        replies: { sent: 4, without_draft: 1 },
      })
      expect((await store().readReplyInsights({ until: since })).total.drafts).toBe(1)
    })
  })
}
