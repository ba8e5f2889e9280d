import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { LEAVING, THANKS, triageOf } from '../../fakes/triage-of.ts'
import { AGENT, accept, after, HOUR, lease, NOON, read, SECOND, triage } from './store-under-test.ts'

export function triageCases(store: () => Store): void {
  const eventTypes = async () => (await store().readEvents({ after: 0, limit: 100 })).map(({ type }) => type)
  const correct = (message_id: string, labels: Parameters<Store['correctTriage']>[0]['labels']) =>
    store().correctTriage({ message_id, labels, actor: AGENT, now: after(SECOND) })

  describe('the machine’s answer', () => {
    it('is written with roll-up, event and risk job, and ends its own job', async () => {
      const id = await accept(store())
      expect(await triage(store(), id, LEAVING)).toBe(true)
      const { message, conversation } = await read(store(), id)
      expect(message).toMatchObject({ triage_state: 'done', machine_triage: null })
      expect(message.triage).toEqual(triageOf(LEAVING))
      expect(conversation).toMatchObject({
        urgency: 'high',
        sentiment: 'negative',
        topics: ['billing'],
        signals: ['churn_explicit', 'repeat_contact'],
        language: 'fa',
        top_message_id: id,
      })
      expect((await store().countJobs()).open).toMatchObject({
        'triage-message': 0,
        'assess-risk': 1,
        'check-sla': 1,
      })
      expect(await eventTypes()).toEqual(['message-received', 'message-triaged'])
    })

    it('counts once, however often it comes', async () => {
      const id = await accept(store())
      const job = await store().leaseJob({
        now: NOON,
        lease: lease(),
        kind: 'triage-message',
        subject_id: id,
      })
      if (!job) throw new Error('There was no job')
      const record = { job, triage: triageOf(LEAVING), now: NOON }
      expect(await store().recordTriage(record)).toBe(true)
      expect(await store().recordTriage({ ...record, triage: triageOf() })).toBe(false)
      expect((await read(store(), id)).conversation.urgency).toBe('high')
      expect(await eventTypes()).toEqual(['message-received', 'message-triaged'])
    })

    it('lets the most urgent message that waits speak for the conversation', async () => {
      const urgent = await accept(store())
      const later = await accept(store(), { text: 'ممنون', sent_at: after(HOUR) })
      await triage(store(), later, { urgency: 'low' })
      await triage(store(), urgent, { urgency: 'critical' })
      expect((await read(store(), later)).conversation).toMatchObject({
        urgency: 'critical',
        top_message_id: urgent,
      })
    })
  })

  describe('a person’s labels', () => {
    it('win over the machine’s, which is kept beside them', async () => {
      const id = await accept(store())
      await triage(store(), id)
      const corrected = await correct(id, { urgency: 'critical', signals: ['safety'] })
      expect(corrected?.triage).toMatchObject({
        urgency: { label: 'critical', confidence: 1 },
        sentiment: { label: 'neutral' },
        needs_review: false,
        decided_by: { source: 'human', model: AGENT.id },
      })
      expect(corrected?.machine_triage).toEqual(triageOf())
      expect((await read(store(), id)).conversation).toMatchObject({
        urgency: 'critical',
        signals: ['safety'],
      })
      expect(await eventTypes()).toContain('triage-corrected')
      expect(await store().readAudit({ after: 0, limit: 10 })).toMatchObject([
        {
          actor_id: AGENT.id,
          action: 'triage-corrected',
          subject_id: id,
          detail: { heads: 'urgency,signals' },
        },
      ])
    })

    it('add up, the last one of a head holding', async () => {
      const id = await accept(store())
      await triage(store(), id)
      await correct(id, { urgency: 'critical', emotion: 'anxiety' })
      const corrected = await correct(id, { urgency: 'high' })
      expect(corrected?.triage).toMatchObject({ urgency: { label: 'high' }, emotion: { label: 'anxiety' } })
      expect(corrected?.machine_triage).toEqual(triageOf())
    })

    it('hold over a machine answer that comes late, which fills only what they left out', async () => {
      const id = await accept(store())
      const early = await correct(id, { urgency: 'critical' })
      expect(early?.triage).toMatchObject({
        urgency: { label: 'critical', confidence: 1 },
        sentiment: { confidence: 0 },
      })
      expect(await triage(store(), id, LEAVING)).toBe(true)
      const { message } = await read(store(), id)
      expect(message.triage).toMatchObject({
        urgency: { label: 'critical' },
        sentiment: { label: 'negative' },
        decided_by: { source: 'human' },
      })
      expect(message.machine_triage).toEqual(triageOf(LEAVING))
      expect(message.triage_state).toBe('done')
    })

    it('settle a message that the machine gave up', async () => {
      const id = await accept(store())
      const [job] = await store().leaseJobs({ now: NOON, lease: lease(), limit: 1 })
      if (!job) throw new Error('There was no job')
      await store().failJob(job, { now: NOON, code: 'model_unavailable', retry_at: null })
      expect(await correct(id, { urgency: 'high' })).toMatchObject({ triage_state: 'done' })
    })

    it('need a message', async () => {
      expect(await correct('msg_none', { urgency: 'high' })).toBeNull()
    })
  })

  describe('a mere thank-you', () => {
    const resolveThenSay = async (labels: Parameters<typeof triageOf>[0]) => {
      const first = await accept(store())
      await triage(store(), first)
      const { conversation } = await read(store(), first)
      await store().changeConversation({
        conversation_id: conversation.id,
        change: { status: 'resolved' },
        actor: AGENT,
        now: after(HOUR),
      })
      const later = after(2 * HOUR)
      const second = await accept(store(), { text: 'دستتون درد نکنه', sent_at: later }, later)
      expect((await read(store(), second)).conversation.status).toBe('open')
      await triage(store(), second, labels, after(2 * HOUR + SECOND))
      return (await read(store(), second)).conversation
    }

    it('leaves a resolved conversation resolved', async () => {
      expect(await resolveThenSay(THANKS)).toMatchObject({
        status: 'resolved',
        waiting_since: null,
        priority: 0,
      })
    })

    it('does not, once it says more', async () => {
      expect(await resolveThenSay({ ...THANKS, intent: 'question', urgency: 'normal' })).toMatchObject({
        status: 'open',
      })
    })
  })
}
