import { describe, expect, it } from 'vitest'
import { assessRisk } from '../../../src/actions/assess-risk.ts'
import type { Store } from '../../../src/actions/store-port.ts'
import type { AccountEventIntake } from '../../../src/domain/account-event.ts'
import { ADMIN, AGENT, after, DAY, HOUR, lease, NOON, SECOND, testRules } from './store-under-test.ts'

export function accountEventCases(store: () => Store): void {
  const tell = (...items: Partial<AccountEventIntake>[]) =>
    store().recordAccountEvents({
      intakes: items.map((item, index) => ({
        external_id: `b-${index}`,
        change: 'auto_renewal_off',
        occurred_at: '2026-08-01T12:00:00+03:30',
        ...(item.customer_id ? {} : { customer: { external_id: 'quiet' } }),
        ...item,
      })),
      actor: AGENT,
      now: NOON,
    })
  const tellOne = async (item: Partial<AccountEventIntake> = {}) => {
    const [first] = await tell(item)
    if (!first?.event) throw new Error('The event was not kept')
    return first.event
  }
  const assess = async (
    customer_id: string,
    now: string,
    kind: 'assess-risk' | 'review-risk' = 'assess-risk',
  ) => {
    const job = await store().leaseJob({
      now,
      lease: lease('assessor', after(60 * SECOND, now)),
      kind,
      subject_id: customer_id,
    })
    if (job)
      await assessRisk(
        { store: store(), clock: () => new Date(now), rules: testRules(), wakeJobs: () => {} },
        job,
      )
    return job !== null
  }

  describe('an account event', () => {
    it('makes the customer nobody knew, is read by risk, and is told without names', async () => {
      const event = await tellOne({ change: 'seats_reduced', before: 25, after: 8 })
      expect(event).toEqual({
        id: expect.stringMatching(/^acc_/),
        external_id: 'b-0',
        customer_id: expect.stringMatching(/^cus_/),
        change: 'seats_reduced',
        before: 25,
        after: 8,
        ends_on: null,
        occurred_at: '2026-08-01T08:30:00.000Z',
        received_at: NOON,
      })
      const { customer_id } = event
      expect(await store().listAccountEvents(customer_id, 10)).toEqual([event])
      expect((await store().readRiskSubject(customer_id))?.history.events).toMatchObject([
        { kind: 'account_change', at: event.occurred_at, received_at: NOON, before: 25, after: 8 },
      ])
      expect((await store().readEvents({ after: 0, limit: 10 })).at(-1)).toMatchObject({
        type: 'account-changed',
        customer_id,
        data: { account_event_id: event.id, change: 'seats_reduced' },
      })
      expect((await store().readAudit({ after: 0, limit: 10 })).at(-1)).toMatchObject({
        action: 'account-event-recorded',
        subject_id: event.id,
      })
      expect((await store().countJobs()).open['assess-risk']).toBe(1)
    })

    it('has an outcome of its own among many, and is stored once', async () => {
      const first = await tellOne()
      const outcomes = await tell(
        {},
        { external_id: 'b-0', change: 'data_exported' },
        { customer_id: 'cus_none' },
        { customer_id: first.customer_id, change: 'payment_failed' },
        { external_id: 'b-3', change: 'payment_failed' },
      )
      expect(outcomes.map(({ outcome }) => outcome)).toEqual([
        'seen_before',
        'conflict',
        'not_found',
        'recorded',
        'seen_before',
      ])
      expect(outcomes[0]?.event).toEqual(first)
      expect(await store().listAccountEvents(first.customer_id, 10)).toHaveLength(2)
    })

    it('counts at once where its sender’s clock runs ahead', async () => {
      expect((await tellOne({ occurred_at: after(DAY) })).occurred_at).toBe(NOON)
    })

    it('goes with its customer: joined, exported, erased', async () => {
      const { customer_id: one } = await tellOne({ customer: { phone: '09123456789' } })
      const [second] = await tell({
        external_id: 'b-9',
        customer: { external_id: 'c-9', phone: '09123456789' },
      })
      expect(second?.event?.customer_id).toBe(one)
      const [apart] = await tell({ external_id: 'b-8', customer: { email: 'apart@example.com' } })
      const absorbed = apart?.event?.customer_id ?? ''
      const both = { external_id: 'c-9', email: 'apart@example.com' }
      const [joined] = await tell({ external_id: 'b-7', customer: both })
      const kept = joined?.event?.customer_id ?? ''
      expect(kept).toBe(one)
      expect(
        (await store().listAccountEvents(kept, 10)).map(({ external_id }) => external_id).sort(),
      ).toEqual(['b-0', 'b-7', 'b-8', 'b-9'])
      // The id of the absorbed one still leads to the customer.
      const [later] = await tell({ external_id: 'b-6', customer_id: absorbed })
      expect(later?.event?.customer_id).toBe(kept)
      const exported = await store().exportCustomer({ customer_id: kept, actor: ADMIN, now: NOON })
      expect(exported?.account_events).toHaveLength(5)
      await store().eraseCustomer({ customer_id: kept, actor: ADMIN, now: NOON })
      expect(await store().listAccountEvents(kept, 10)).toEqual([])
      expect((await tell({ external_id: 'b-0' }))[0]?.outcome).toBe('recorded')
    })

    it('puts a silent customer on the board, and takes them off when it is taken back', async () => {
      const { customer_id } = await tellOne()
      await tell({ external_id: 'b-1', change: 'seats_reduced', before: 25, after: 8 })
      await assess(customer_id, NOON)
      const flag = await store().readOpenFlag(customer_id)
      expect(flag).toMatchObject({ stage: 'open', level: 'high', next_best_action: 'account_review_call' })
      expect(flag?.reasons.map(({ reason }) => reason)).toEqual(['auto_renewal_off', 'seats_reduced'])

      const back = (external_id: string, more: Partial<AccountEventIntake>) =>
        tell({ external_id, occurred_at: after(-HOUR), ...more })
      await back('b-2', { change: 'auto_renewal_on' })
      await back('b-3', { change: 'seats_added', before: 8, after: 25 })
      await assess(customer_id, NOON)
      expect((await store().readCustomer(customer_id))?.risk?.score).toBeLessThan(0.3)
      let now = NOON
      do now = after(DAY, now)
      while (await assess(customer_id, now, 'review-risk'))
      expect((await store().readFlag(flag?.id ?? ''))?.stage).toBe('recovered')
    })

    it('is looked at again when the end of a contract comes near, though nothing happens', async () => {
      const { customer_id } = await tellOne({ change: 'contract_ending', ends_on: '2026-12-31' })
      await assess(customer_id, NOON)
      expect((await store().readCustomer(customer_id))?.risk?.score).toBe(0)
      expect(await store().nextJobAt()).toBe('2026-11-16T00:00:00.000Z')
      expect(await assess(customer_id, '2026-11-16T00:00:00.000Z', 'review-risk')).toBe(true)
      expect((await store().readCustomer(customer_id))?.risk?.score).toBeCloseTo(0.08, 3)
    })
  })
}
