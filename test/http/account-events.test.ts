import { describe, expect, it } from 'vitest'
import { runJob } from '../../src/actions/run-jobs.ts'
import { explainContribution } from '../../src/domain/risk/explain.ts'
import type { RiskContribution } from '../../src/domain/risk/risk.ts'
import { createHarness, expectProblem, type Harness, SECRET_WORDS } from './harness.ts'

const fact = (more: object = {}) => ({
  external_id: 'b-1',
  change: 'auto_renewal_off',
  customer: { external_id: 'quiet', lifetime_value: 4_000, currency: 'USD' },
  occurred_at: '2026-08-01T10:00:00+03:30',
  ...more,
})
const tell = ({ send }: Harness, ...items: object[]) =>
  send('POST', '/v1/account-events', { as: 'service', body: { items } })

/** Does what is due, as the job loop of the service would. */
async function runDueJobs({ desk, store }: Harness): Promise<void> {
  const now = desk.clock().toISOString()
  const lease = { owner: 'loop', until: new Date(desk.clock().getTime() + 60_000).toISOString() }
  for (const job of await store.leaseJobs({ now, lease, limit: 20 }))
    await runJob(desk, job, (_, error) => {
      throw error
    })
}

describe('POST /v1/account-events', () => {
  it('shows the customer who leaves without a word, with reasons in three languages', async () => {
    const harness = await createHarness()
    const { send } = harness
    const answer = await tell(
      harness,
      fact(),
      fact({ external_id: 'b-2', change: 'seats_reduced', before: 25, after: 8 }),
    )
    expect(answer.status, answer.text).toBe(200)
    const { customer_id } = answer.json.items[0].event
    await runDueJobs(harness)

    const board = await send('GET', '/v1/flags?stage=open')
    expect(board.json.items).toMatchObject([
      { customer: { external_id: 'quiet' }, level: 'high', next_best_action: 'account_review_call' },
    ])
    const { json: risk } = await send('GET', `/v1/customers/${customer_id}/risk`)
    expect(risk).toMatchObject({ level: 'high', expected_loss: risk.score * 4_000 })
    const inWords = (language: 'en' | 'fa' | 'ar') =>
      risk.contributions.map((each: RiskContribution) => explainContribution(each, language))
    expect(inWords('en')).toEqual(['Automatic renewal switched off', 'Seats cut from 25 to 8'])
    expect(inWords('fa')).toEqual(['خاموش کردن تمدید خودکار', 'کم شدن کاربران از ۲۵ به ۸'])
    expect(inWords('ar')).toEqual(['إيقاف التجديد التلقائي', 'خفض عدد المستخدمين من ٢٥ إلى ٨'])

    const { json: customer } = await send('GET', `/v1/customers/${customer_id}`)
    expect(customer.account_events.map(({ change }: { change: string }) => change).sort()).toEqual([
      'auto_renewal_off',
      'seats_reduced',
    ])
    const exported = await send('GET', `/v1/customers/${customer_id}/export`)
    expect(exported.json.account_events).toHaveLength(2)

    await tell(
      harness,
      fact({ external_id: 'b-3', change: 'contract_renewed', occurred_at: '2026-08-02T05:00:00Z' }),
    )
    await tell(
      harness,
      fact({
        external_id: 'b-4',
        change: 'seats_added',
        before: 8,
        after: 30,
        occurred_at: '2026-08-02T05:00:00Z',
      }),
    )
    await runDueJobs(harness)
    const healed = await send('GET', `/v1/customers/${customer_id}/risk`)
    expect(healed.json.score).toBeLessThan(0.2)
  })

  it('answers the first one when told again, and refuses another fact under its name', async () => {
    const harness = await createHarness()
    const first = await tell(harness, fact())
    const again = await tell(
      harness,
      fact(),
      fact({ change: 'data_exported' }),
      fact({ external_id: 'b-2', customer: undefined, customer_id: 'cus_0' }),
    )
    expect(again.json.items).toEqual([
      { ...first.json.items[0], outcome: 'seen_before' },
      { outcome: 'conflict', external_id: 'b-1', event: null },
      { outcome: 'not_found', external_id: 'b-2', event: null },
    ])
  })

  it.each<[object, string[]]>([
    [{ change: 'seats_lost' }, ['items.0.change']],
    [{ external_id: undefined }, ['items.0.external_id']],
    [{ occurred_at: 'today' }, ['items.0.occurred_at']],
    [{ customer: undefined }, ['items.0.customer']],
    [{ customer_id: 'cus_0' }, ['items.0.customer']],
    [{ before: 25 }, ['items.0.before']],
    [{ change: 'seats_reduced', before: 8, after: 25 }, ['items.0.after']],
    [{ change: 'seats_added', before: 8, after: 8 }, ['items.0.after']],
    [{ change: 'usage_dropped', before: -1 }, ['items.0.before']],
    [{ change: 'contract_ending' }, ['items.0.ends_on']],
    [{ change: 'contract_ending', ends_on: '31.12.2026' }, ['items.0.ends_on']],
    [{ ends_on: '2026-12-31' }, ['items.0.ends_on']],
    [{ remark: SECRET_WORDS }, ['items.0.remark']],
  ])('refuses %j', async (more, paths) => {
    expectProblem(await tell(await createHarness(), fact(more)), 400, 'invalid-input', paths)
  })

  it.each([[[]], [Array.from({ length: 257 }, (_, index) => fact({ external_id: `b-${index}` }))]])(
    'refuses none and too many: %#',
    async (items) => {
      expectProblem(await tell(await createHarness(), ...items), 400, 'invalid-input', ['items'])
    },
  )
})
