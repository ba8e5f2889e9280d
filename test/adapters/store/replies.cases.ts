import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import type { Topic } from '../../../src/domain/labels.ts'
import type { Draft } from '../../../src/domain/reply/draft.ts'
import { draftOf } from '../../fakes/draft-of.ts'
import {
  ADMIN,
  AGENT,
  accept,
  after,
  DAY,
  HOUR,
  lease,
  NOON,
  read,
  SECOND,
  triage,
} from './store-under-test.ts'

const MADE_FROM = {
  triage_id: 'cls_1',
  channel: 'chat',
  public: null,
  register: null,
  use_llm: false,
  seed: 's',
} as const

export function replyCases(store: () => Store): void {
  const take = async (name = 'a', more: Parameters<typeof accept>[1] = {}) => {
    const message_id = await accept(store(), { conversation: name, customer: { external_id: name }, ...more })
    await triage(store(), message_id, { urgency: 'critical' })
    const { conversation, customer } = await read(store(), message_id)
    return { message_id, conversation_id: conversation.id, customer_id: customer.id }
  }
  type Taken = Awaited<ReturnType<typeof take>>

  const draft = async (
    { conversation_id, message_id }: Taken,
    { topic = 'billing', now = NOON, ...more }: Partial<Draft> & { topic?: Topic; now?: string } = {},
  ) => {
    const drafts = [draftOf(more)]
    const record = { conversation_id, message_id, topic, made_from: MADE_FROM, drafts, actor: AGENT, now }
    const [kept] = (await store().recordDrafts(record)) ?? []
    if (!kept) throw new Error('The draft was not kept')
    return kept
  }
  type Reply = Parameters<Store['recordReply']>[0]['reply']
  const send = (
    { conversation_id, message_id }: Taken,
    more: Partial<Reply> = {},
    { now = after(SECOND), once_key = null }: { now?: string; once_key?: string | null } = {},
  ) =>
    store().recordReply({
      conversation_id,
      reply: {
        message_id,
        draft_id: null,
        outcome: null,
        edit_distance: null,
        channel: 'chat',
        text: 'سلام، پیگیری می‌کنم.',
        checks: [],
        promise: null,
        ...more,
      },
      once_key,
      actor: AGENT,
      now,
    })
  const discard = ({ conversation_id }: Taken, draft_id: string, note: string | null = null) =>
    store().discardDraft({
      conversation_id,
      draft_id,
      reason: 'wrong_tone',
      note,
      actor: AGENT,
      now: after(SECOND),
    })
  const events = async () => store().readEvents({ after: 0, limit: 200 })
  const actions = async () => (await store().readAudit({ after: 0, limit: 100 })).map(({ action }) => action)

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
