import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { type LeasedJob, MAX_ATTEMPTS } from '../../../src/domain/job.ts'
import type { Risk } from '../../../src/domain/risk/risk.ts'
import { triageOf } from '../../fakes/triage-of.ts'
import { accept, after, intake, lease, NOON, read, SECOND } from './store-under-test.ts'

export function jobCases(store: () => Store): void {
  const take = (now = NOON, owner = 'worker-1', limit = 10) =>
    store().leaseJobs({ now, lease: lease(owner, after(60 * SECOND, now)), limit })
  const takeOne = async (now = NOON, owner = 'worker-1'): Promise<LeasedJob> => {
    const [job] = await take(now, owner, 1)
    if (!job) throw new Error('There was no job')
    return job
  }

  describe('jobs', () => {
    it('belong to one worker at a time', async () => {
      await accept(store())
      const job = await takeOne()
      expect(job).toMatchObject({
        kind: 'triage-message',
        attempts: 1,
        generation: 1,
        lease_owner: 'worker-1',
      })
      expect(await take(NOON, 'worker-2')).toEqual([])
    })

    it('go to another worker when the lease has run out, and the first can no longer record', async () => {
      const id = await accept(store())
      const lost = await takeOne()
      const taken = await takeOne(after(61 * SECOND), 'worker-2')
      expect(taken).toMatchObject({ id: lost.id, attempts: 2 })
      expect(await store().recordTriage({ job: lost, triage: triageOf(), now: after(62 * SECOND) })).toBe(
        false,
      )
      expect((await read(store(), id)).message.triage).toBeNull()
      expect(await store().recordTriage({ job: taken, triage: triageOf(), now: after(62 * SECOND) })).toBe(
        true,
      )
    })

    it('are held by the sender at once when it brings a lease', async () => {
      const [outcome] = await store().acceptMessages([intake()], {
        now: NOON,
        lane: 'interactive',
        lease: lease('me'),
      })
      expect(outcome).toMatchObject({ kind: 'accepted', job: { lease_owner: 'me', attempts: 1 } })
      expect(await take()).toEqual([])
    })

    it('serve the interactive lane first', async () => {
      await store().acceptMessages([intake({ text: 'قدیمی' })], { now: NOON, lane: 'bulk', lease: null })
      const live = await accept(store(), { text: 'زنده' }, after(SECOND))
      const [first, second] = await take(after(2 * SECOND))
      expect(first).toMatchObject({ subject_id: live, lane: 'interactive' })
      expect(second).toMatchObject({ lane: 'bulk' })
    })

    it('leave the clocks of an import until its messages are triaged', async () => {
      await store().acceptMessages([intake({ sent_at: '2026-01-05T08:00:00Z' })], {
        now: NOON,
        lane: 'bulk',
        lease: null,
      })
      const kinds = (await take()).map(({ kind }) => kind)
      expect(kinds).toEqual(['triage-message', 'check-sla'])
    })

    it('wait for their next attempt, and are given up with the code of their error', async () => {
      const id = await accept(store())
      await store().failJob(await takeOne(), {
        now: NOON,
        code: 'model_unavailable',
        retry_at: after(SECOND),
      })
      expect(await take()).toEqual([])
      expect(await store().nextJobAt()).toBe(after(SECOND))
      const again = await takeOne(after(SECOND))
      expect(again.attempts).toBe(2)
      await store().failJob(again, { now: after(SECOND), code: 'model_unavailable', retry_at: null })
      expect(await store().listDeadJobs(10)).toMatchObject([
        { kind: 'triage-message', subject_id: id, attempts: 2, last_error: 'model_unavailable' },
      ])
      expect((await read(store(), id)).message.triage_state).toBe('failed')
      expect(await take(after(3_600 * SECOND))).toEqual([])
    })

    it('come back to life when an operator asks', async () => {
      const id = await accept(store())
      await store().failJob(await takeOne(), { now: NOON, code: 'boom', retry_at: null })
      expect(await store().reviveJobs(after(SECOND))).toBe(1)
      expect((await read(store(), id)).message.triage_state).toBe('pending')
      expect(await takeOne(after(SECOND))).toMatchObject({ attempts: 1 })
    })

    it('do not count an attempt that was only put off', async () => {
      await accept(store())
      await store().postponeJob(await takeOne(), { run_at: after(5 * SECOND) })
      expect(await takeOne(after(5 * SECOND))).toMatchObject({ attempts: 1 })
    })

    it('are given up when they take their worker down every time', async () => {
      await accept(store())
      let now = NOON
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
        expect(await take(now)).toHaveLength(1)
        now = after(61 * SECOND, now)
      }
      expect(await take(now)).toEqual([])
      expect(await store().listDeadJobs(10)).toMatchObject([{ last_error: 'worker_lost' }])
    })

    it('asked for while in work are done once more', async () => {
      const first = await accept(store())
      const second = await accept(store(), { text: 'و یک چیز دیگر' })
      const [one, other] = await take()
      if (!one || !other) throw new Error('There were not two jobs')
      await store().recordTriage({ job: one, triage: triageOf(), now: NOON })
      const { customer } = await read(store(), first)
      const risk = await takeOne()
      expect(risk).toMatchObject({ kind: 'assess-risk', subject_id: customer.id })
      await store().recordTriage({ job: other, triage: triageOf(), now: NOON })
      await store().completeJob({ ...risk, lease_owner: 'somebody else' })
      const subject = await store().readRiskSubject(customer.id)
      expect(subject?.history.events.map(({ id }) => id).sort()).toEqual([first, second].sort())
      const recorded = await store().recordRisk({
        job: risk,
        risk: NO_RISK,
        decision: { action: 'none' },
        seenFlags: [],
        lookAgainAt: null,
        now: NOON,
      })
      expect(recorded).toBe('recorded')
      expect(await takeOne()).toMatchObject({ kind: 'assess-risk', generation: 2, attempts: 1 })
    })
  })
}

const NO_RISK: Risk = {
  score: 0,
  level: 'low',
  expected_loss: null,
  currency: null,
  trend: { direction: 'steady', change: 0, since: NOON },
  contributions: [],
  next_best_action: 'none',
  as_of: NOON,
}
