import { describe, expect, it } from 'vitest'
import { assessRisk } from '../../../src/actions/assess-risk.ts'
import type { Store } from '../../../src/actions/store-port.ts'
import { conversationQuery } from '../../../src/domain/conversation.ts'
import { flagQuery } from '../../../src/domain/flag.ts'
import { LEAVING } from '../../fakes/triage-of.ts'
import {
  AGENT,
  accept,
  after,
  DAY,
  HOUR,
  lease,
  NOON,
  read,
  SECOND,
  SUPERVISOR,
  testRules,
  triage,
} from './store-under-test.ts'

export function riskCases(store: () => Store): void {
  const leaseRisk = (customer_id: string, now: string, kind: 'assess-risk' | 'review-risk' = 'assess-risk') =>
    store().leaseJob({
      now,
      lease: lease('assessor', after(60 * SECOND, now)),
      kind,
      subject_id: customer_id,
    })
  const assessor = (now: string) => ({
    store: store(),
    clock: () => new Date(now),
    rules: testRules(),
    wakeJobs: () => {},
  })
  const assess = async (customer_id: string, now = NOON, kind?: 'assess-risk' | 'review-risk') => {
    const job = await leaseRisk(customer_id, now, kind)
    if (!job) throw new Error('There was no job')
    return assessRisk(
      { store: store(), clock: () => new Date(now), rules: testRules(), wakeJobs: () => {} },
      job,
    )
  }
  /** A customer who says they leave, triaged and assessed. */
  const leaving = async (name = 'c-1', lifetime_value = 1_000, sent_at = NOON) => {
    const customer = { external_id: name, lifetime_value, currency: 'USD' }
    const id = await accept(store(), { sent_at, conversation: name, customer })
    await triage(store(), id, LEAVING, sent_at)
    const customer_id = (await read(store(), id)).customer.id
    await assess(customer_id, sent_at)
    return read(store(), id)
  }
  const flags = (query: Record<string, unknown> = {}) => store().listFlags(flagQuery.parse(query))
  const history = async (flag_id: string) =>
    (await store().readFlag(flag_id))?.history.map(({ from_stage, to_stage, actor }) => [
      from_stage,
      to_stage,
      actor,
    ])

  describe('an assessment', () => {
    it('writes the risk, opens a flag with its reasons, and tells', async () => {
      const { customer, flag } = await leaving()
      expect(customer.risk).toMatchObject({ level: flag?.level, currency: 'USD' })
      expect(customer.risk?.score).toBeGreaterThan(0.45)
      expect(flag).toMatchObject({ stage: 'open', score: customer.risk?.score, owner: null, closed_at: null })
      expect(flag?.reasons[0]).toMatchObject({ reason: 'churn_explicit' })
      expect(await history(flag?.id ?? '')).toEqual([[null, 'open', 'system']])
      const types = (await store().readEvents({ after: 0, limit: 100 })).map(({ type }) => type)
      expect(types.slice(-2).sort()).toEqual(['customer-risk-changed', 'flag-opened'])
    })

    it('done again changes nothing and tells nothing', async () => {
      const { customer, flag, message } = await leaving()
      const before = await store().readEvents({ after: 0, limit: 100 })
      await store().correctTriage({
        message_id: message.id,
        labels: { emotion: 'frustration' },
        actor: AGENT,
        now: NOON,
      })
      await assess(customer.id)
      const since = (await store().readEvents({ after: before.at(-1)?.seq ?? 0, limit: 100 })).map(
        ({ type }) => type,
      )
      expect(since).toEqual(['triage-corrected'])
      expect((await read(store(), message.id)).flag).toEqual(flag)
      expect((await flags()).items).toHaveLength(1)
    })

    it('is stale once the flag was moved after it was read', async () => {
      const { customer, flag } = await leaving()
      if (!flag || !customer.risk) throw new Error('There is no flag')
      const next = await accept(
        store(),
        { text: 'باز هم', sent_at: after(HOUR), customer: { external_id: 'c-1' } },
        after(HOUR),
      )
      await triage(store(), next, LEAVING, after(HOUR))
      const job = await leaseRisk(customer.id, after(HOUR))
      if (!job) throw new Error('There was no job')
      const subject = await store().readRiskSubject(customer.id)
      await store().moveFlag({ flag_id: flag.id, move: { stage: 'saving' }, actor: AGENT, now: after(HOUR) })
      const written = await store().recordRisk({
        job,
        risk: customer.risk,
        decision: { action: 'update', flag: { ...flag, score: 0.9, updated_at: after(HOUR) } },
        seenFlags: subject?.flags ?? [],
        lookAgainAt: null,
        now: after(HOUR),
      })
      expect(written).toBe('stale')
      expect((await read(store(), next)).flag).toMatchObject({ stage: 'saving', score: flag.score })
      // The job is still there to be done again.
      await store().postponeJob(job, { run_at: after(HOUR) })
      expect(await assess(customer.id, after(HOUR))).toBe('recorded')
    })

    it('belongs to whoever holds the job', async () => {
      const { customer } = await leaving()
      const job = {
        id: 'job_gone',
        kind: 'assess-risk' as const,
        subject_id: customer.id,
        lane: 'bulk' as const,
        lease_owner: 'late',
        lease_until: NOON,
        generation: 1,
        attempts: 1,
      }
      const record = {
        job,
        risk: customer.risk,
        decision: { action: 'none' as const },
        seenFlags: [],
        lookAgainAt: null,
        now: NOON,
      }
      expect(await store().recordRisk(record as Parameters<Store['recordRisk']>[0])).toBe('stale')
    })

    it('moves the customer of more value up the queue', async () => {
      await leaving('poor', 10)
      await leaving('rich', 50_000)
      const page = await store().listConversations(conversationQuery.parse({ status: 'open' }), NOON)
      expect(page.items.map(({ conversation }) => conversation.key)).toEqual(['rich', 'poor'])
      expect(page.items[0]?.flag).toMatchObject({ stage: 'open' })
    })

    it('comes back by itself, so that a flag closes when time has healed', async () => {
      const { customer, flag } = await leaving()
      let now = NOON
      do now = after(DAY, now)
      while (await reviewIfDue(customer.id, now))
      const closed = await store().readFlag(flag?.id ?? '')
      expect(closed).toMatchObject({ stage: 'recovered', due_at: null })
      expect(await history(flag?.id ?? '')).toEqual([
        [null, 'open', 'system'],
        ['open', 'recovered', 'system'],
      ])
    })

    /** False once the service sees no reason to look again. */
    const reviewIfDue = async (customer_id: string, now: string) => {
      const job = await leaseRisk(customer_id, now, 'review-risk')
      if (job) await assessRisk(assessor(now), job)
      return job !== null
    }
  })

  describe('the board', () => {
    it('puts the most value at risk first, page by page', async () => {
      await leaving('small', 100)
      await leaving('big', 90_000)
      await leaving('middle', 5_000)
      const first = await flags({ stage: 'open', limit: 2 })
      expect(first.items.map(({ customer }) => customer.external_id)).toEqual(['big', 'middle'])
      const second = await flags({ stage: 'open', limit: 2, cursor: first.next_cursor })
      expect(second.items.map(({ customer }) => customer.external_id)).toEqual(['small'])
      expect(second.next_cursor).toBeNull()
    })

    it('filters by stage, owner and customer', async () => {
      const one = await leaving('one')
      await leaving('other')
      const move = { stage: 'planned', owner: 'سارا', note: 'تماس فردا' } as const
      await store().moveFlag({ flag_id: one.flag?.id ?? '', move, actor: AGENT, now: after(SECOND) })
      const found = async (query: Record<string, unknown>) =>
        (await flags(query)).items.map(({ customer }) => customer.external_id)
      expect(await found({ stage: 'planned' })).toEqual(['one'])
      expect(await found({ owner: 'سارا' })).toEqual(['one'])
      expect(await found({ owner: 'none' })).toEqual(['other'])
      expect(await found({ customer: one.customer.id })).toEqual(['one'])
    })

    it('keeps who moved a flag and why, and never reopens a dismissed one without something new', async () => {
      const { flag, customer, message } = await leaving()
      const flag_id = flag?.id ?? ''
      const dismiss = { stage: 'dismissed', note: 'اشتباه برداشت شده بود' } as const
      expect(await store().moveFlag({ flag_id, move: dismiss, actor: SUPERVISOR, now: after(HOUR) })).toEqual(
        { kind: 'changed' },
      )
      const read_again = await store().readFlag(flag_id)
      expect(read_again?.history.at(-1)).toMatchObject({
        from_stage: 'open',
        to_stage: 'dismissed',
        actor: SUPERVISOR.id,
        note: 'اشتباه برداشت شده بود',
      })
      await store().correctTriage({
        message_id: message.id,
        labels: { emotion: 'anger' },
        actor: AGENT,
        now: after(2 * HOUR),
      })
      await assess(customer.id, after(2 * HOUR))
      expect(await store().readOpenFlag(customer.id)).toBeNull()

      const again = await accept(
        store(),
        { text: 'دارم می‌رم', sent_at: after(DAY), customer: { external_id: 'c-1' } },
        after(DAY),
      )
      await triage(store(), again, LEAVING, after(DAY))
      await assess(customer.id, after(DAY))
      expect(await store().readOpenFlag(customer.id)).toMatchObject({ stage: 'open' })
      expect(
        await store().moveFlag({ flag_id, move: { stage: 'open' }, actor: SUPERVISOR, now: after(DAY) }),
      ).toEqual({
        kind: 'another_at_work',
      })
    })

    it('refuses what the stages refuse', async () => {
      const { flag } = await leaving()
      const flag_id = flag?.id ?? ''
      const move = (stage: 'recovered' | 'saving' | 'dismissed', actor = SUPERVISOR) =>
        store().moveFlag({ flag_id, move: { stage }, actor, now: after(SECOND) })
      expect(await move('dismissed', AGENT)).toMatchObject({
        kind: 'refused',
        refusal: { code: 'needs_supervisor' },
      })
      await move('recovered')
      expect(await move('saving')).toMatchObject({ kind: 'refused', refusal: { code: 'not_allowed' } })
      expect(
        await store().moveFlag({ flag_id: 'flg_none', move: { stage: 'saving' }, actor: AGENT, now: NOON }),
      ).toEqual({
        kind: 'not_found',
      })
    })
  })
}
