import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { DIMENSIONS, type Dimension } from '../../../src/domain/insights/trends.ts'
import { triageOf } from '../../fakes/triage-of.ts'
import { answering } from './answering.ts'
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
  SUPERVISOR,
  triage,
} from './store-under-test.ts'

const day = { start: after(-DAY), end: after(DAY), date: '2026-08-02', whole: true }
const BETWEEN = { since: after(-DAY), until: after(2 * DAY) }

export function insightCases(store: () => Store): void {
  const { take, send } = answering(store)
  const change = (conversation_id: string, change: object, now: string) =>
    store().changeConversation({ conversation_id, change, actor: AGENT, now })
  const sla = (more: object = {}) => store().readSla({ ...BETWEEN, now: after(DAY), ...more })
  const work = () => store().readTeamWork({ ...BETWEEN, abuseSince: after(-30 * DAY), now: after(DAY) })

  describe('trends', () => {
    const counts = async (filter: object = {}, dimensions: readonly Dimension[] = DIMENSIONS) => {
      const [found] = await store().readTrendCounts({ periods: [day], dimensions, filter })
      return found
    }

    it('count the labels that hold, and messages that have none yet', async () => {
      const one = await accept(store(), { touchpoint: 'checkout' })
      await triage(store(), one, { topics: ['billing', 'delivery'], signals: ['abusive'], urgency: 'high' })
      await store().correctTriage({
        message_id: one,
        labels: { urgency: 'critical' },
        actor: AGENT,
        now: NOON,
      })
      await accept(store(), { channel: 'email' })
      await accept(store(), { sent_at: after(3 * DAY) }, after(3 * DAY))
      expect(await counts()).toEqual({
        messages: 2,
        labelled: 1,
        dimensions: {
          sentiment: [{ labels: ['neutral'], messages: 1 }],
          urgency: [{ labels: ['critical'], messages: 1 }],
          intent: [{ labels: ['question'], messages: 1 }],
          emotion: [{ labels: ['none'], messages: 1 }],
          topic: [{ labels: ['billing', 'delivery'], messages: 1 }],
          signal: [{ labels: ['abusive'], messages: 1 }],
          touchpoint: [
            { labels: [], messages: 1 },
            { labels: ['checkout'], messages: 1 },
          ],
          channel: [
            { labels: ['chat'], messages: 1 },
            { labels: ['email'], messages: 1 },
          ],
          language: [{ labels: ['fa'], messages: 1 }],
        },
      })
    })

    it.each([
      [{ language: 'fa' }, 1],
      [{ language: 'en' }, 0],
      [{ channel: 'chat' }, 1],
      [{ topic: 'billing' }, 1],
      [{ topic: 'delivery' }, 0],
      [{ touchpoint: 'checkout' }, 1],
      [{ touchpoint: 'app', topic: 'billing' }, 0],
    ])('filtered by %j', async (filter, messages) => {
      const id = await accept(store(), { touchpoint: 'checkout' })
      await triage(store(), id, { topics: ['billing'] })
      await accept(store(), { channel: 'sms' })
      expect((await counts(filter, ['urgency']))?.messages).toBe(messages)
    })
  })

  it('decisions tell who, why, cost and time', async () => {
    const id = await accept(store())
    const job = await store().leaseJob({
      ...{ now: NOON, lease: lease(), kind: 'triage-message', subject_id: id },
    })
    if (!job) throw new Error('There was no job')
    const decided_by = {
      ...triageOf().decided_by,
      source: 'llm' as const,
      asked_llm_because: 'small_margin' as const,
      latency_ms: 812.34,
      cost_usd: 0.002,
    }
    await store().recordTriage({ job, triage: triageOf({}, { decided_by }), now: NOON })
    await triage(store(), await accept(store(), { conversation: 'b' }))
    await accept(store(), { conversation: 'c' })
    const [found] = await store().readDecisions([day])
    expect(found?.counts).toHaveLength(2)
    expect(found?.counts).toContainEqual({
      decided_by: 'llm',
      needs_review: false,
      asked_llm_because: 'small_margin',
      llm_failed_because: null,
      messages: 1,
      cost_usd: 0.002,
    })
    expect(found?.latencies).toContainEqual({ decided_by: 'llm', value: 812.3, count: 1 })
    expect(found?.draft_cost_usd).toBe(0)
  })

  describe('a wait', () => {
    it('ends with the answer, once', async () => {
      const taken = await take()
      await send(taken, {}, { now: after(5 * 60_000) })
      await send(taken, {}, { now: after(HOUR) })
      expect((await sla()).waits).toEqual([
        {
          ended_at: after(5 * 60_000),
          urgency: 'critical',
          in_time: true,
          is_first: true,
          waited_ms: 5 * 60_000,
          counted_ms: 5 * 60_000,
        },
      ])
      expect((await sla({ agent: AGENT.id })).waits).toHaveLength(1)
      expect((await sla({ agent: SUPERVISOR.id })).waits).toEqual([])
      expect((await sla({ urgency: 'low' })).waits).toEqual([])
    })

    it('that ended late, and the next one of the same conversation', async () => {
      const taken = await take()
      await send(taken, {}, { now: after(HOUR) })
      await accept(
        store(),
        { conversation: 'a', customer: { external_id: 'a' }, sent_at: after(2 * HOUR) },
        after(2 * HOUR),
      )
      await change(taken.conversation_id, { status: 'resolved' }, after(3 * HOUR))
      expect((await sla()).waits).toMatchObject([
        { in_time: false, is_first: true },
        { is_first: false, waited_ms: HOUR },
      ])
    })

    it('that was put aside and taken up again has not ended', async () => {
      const { conversation_id } = await take()
      await change(conversation_id, { status: 'pending' }, after(60_000))
      expect((await sla()).waits).toHaveLength(1)
      await change(conversation_id, { status: 'open' }, after(120_000))
      expect((await sla()).waits).toEqual([])
    })

    it('that has not ended is late after its time', async () => {
      await take()
      expect((await sla({ now: after(60_000) })).overdue).toEqual([])
      expect((await sla({ now: after(HOUR) })).overdue).toMatchObject([
        { urgency: 'critical', assignee: null },
      ])
      expect((await sla({ now: after(HOUR), agent: 'sara' })).overdue).toEqual([])
    })

    it('goes with its customer', async () => {
      const taken = await take()
      await send(taken)
      await store().eraseCustomer({ customer_id: taken.customer_id, actor: ADMIN, now: after(HOUR) })
      expect((await sla()).waits).toEqual([])
    })
  })

  it('judged messages are those a person spoke on, with the machine’s own answer', async () => {
    const [one, two] = [await accept(store()), await accept(store(), { sent_at: after(1) }, after(1))]
    await triage(store(), one, { urgency: 'low' })
    await triage(store(), two, { urgency: 'low' })
    const judged = (more: object = {}) => store().readJudged({ ...BETWEEN, limit: 10, ...more })
    expect((await judged()).messages).toEqual([])
    for (const message_id of [one, two])
      await store().correctTriage({ message_id, labels: { urgency: 'high' }, actor: AGENT, now: NOON })
    expect(await judged()).toMatchObject({
      truncated: false,
      messages: [
        { machine: { urgency: { label: 'low' } }, human: { urgency: 'high' } },
        { human: { urgency: 'high' } },
      ],
    })
    expect(await judged({ limit: 1 })).toMatchObject({ truncated: true, messages: [{}] })
    expect((await judged({ language: 'ar' })).messages).toEqual([])
    expect((await judged({ source: 'local', model: 'fixed@1' })).messages).toHaveLength(2)
    expect((await judged({ model: 'other@1' })).messages).toEqual([])
  })

  it('team work tells who has what, who did what, and whom abuse reached', async () => {
    const taken = await take()
    await store().correctTriage({
      ...{ message_id: taken.message_id, labels: { signals: ['abusive'] }, actor: SUPERVISOR, now: NOON },
    })
    await change(taken.conversation_id, { assignee: 'sara', department: 'care' }, after(1_000))
    const before = await work()
    expect(before.open).toEqual([{ agent: 'sara', open: 1, waiting: 1, overdue: 1 }])
    expect(before.abuse).toMatchObject([
      { id: taken.message_id, customer_id: taken.customer_id, department: null, agents: ['sara'] },
    ])
    expect(before.customers).toMatchObject([{ id: taken.customer_id }])
    await send(taken, {}, { now: after(2_000) })
    await change(taken.conversation_id, { status: 'resolved' }, after(3_000))
    const since = await work()
    expect(since.open).toEqual([])
    expect(since.handled).toEqual([
      { agent: AGENT.id, replies: 1, conversations: 1, resolved: 1, ended: 1, in_time: 1 },
    ])
    expect(since.abuse[0]?.agents).toEqual(['sara', AGENT.id])
  })

  it('a customer’s abuse is found with what they were told, and nobody else’s', async () => {
    const taken = await take()
    const other = await take('b')
    const labels = { signals: ['abusive' as const] }
    for (const { message_id } of [taken, other])
      await store().correctTriage({ message_id, labels, actor: AGENT, now: NOON })
    await send(taken, { text: 'بدون توهین' })
    const { conversation } = await read(store(), taken.message_id)
    expect(conversation.signals).toEqual(['abusive'])
    expect(await store().readAbuse(taken.customer_id, after(-DAY))).toEqual({
      messages: [{ id: taken.message_id, turn_id: taken.message_id, sent_at: NOON }],
      replies: [{ sent_at: after(1_000), text: 'بدون توهین', edited: true, step: null }],
    })
    expect(await store().readAbuse(taken.customer_id, after(DAY))).toEqual({ messages: [], replies: [] })
  })
}
