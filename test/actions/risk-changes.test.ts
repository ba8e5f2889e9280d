import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { correctTriage } from '../../src/actions/correct-triage.ts'
import { readRisk } from '../../src/actions/read-risk.ts'
import { listRiskChanges, readRiskChange } from '../../src/actions/read-risk-changes.ts'
import { receiveMessage } from '../../src/actions/receive-message.ts'
import { recordAccountEvents } from '../../src/actions/record-account-events.ts'
import { accountEventBatch } from '../../src/domain/account-event.ts'
import type { Language } from '../../src/domain/labels.ts'
import { type RiskChangesQuery, riskChangesQuery } from '../../src/domain/risk-change.ts'
import type { LabelCorrection } from '../../src/domain/triage/triage.ts'
import { AGENT, after, DAY, HOUR, intake, SUPERVISOR } from '../adapters/store/store-under-test.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const COMPLAINT: LabelCorrection = { sentiment: 'negative', intent: 'complaint', topics: ['billing'] }
const QUESTION: LabelCorrection = {
  sentiment: 'neutral',
  intent: 'question',
  topics: ['billing'],
  signals: [],
}

let test: TestDesk
/** What the model says of the next message. */
let labels: LabelCorrection
beforeEach(() => {
  labels = COMPLAINT
  test = openTestDesk(async () => ({ ok: true, triage: triageOf(labels) }))
})
afterEach(() => test.close())

const now = () => test.desk.clock().toISOString()
/** A message of a customer, just sent, triaged and assessed. */
const write = async (name: string, more: LabelCorrection = COMPLAINT, lifetime_value = 1_000) => {
  labels = more
  const { message, customer } = await receiveMessage(
    test.desk,
    AGENT,
    intake({
      text: 'فاکتور این ماه دوبار برداشت شده',
      sent_at: now(),
      conversation: name,
      customer: { external_id: name, lifetime_value, currency: 'USD' },
    }),
  )
  return { message_id: message.id, customer_id: customer.id }
}
const tell = (name: string, external_id: string, change: string) =>
  recordAccountEvents(
    test.desk,
    AGENT,
    accountEventBatch.parse({
      items: [{ external_id, change, customer: { external_id: name }, occurred_at: now() }],
    }),
  )
const changeOf = (customer_id: string, since: string, lang: Language = 'en') =>
  readRiskChange(test.desk, AGENT, customer_id, { since, lang })
const feed = (query: Partial<RiskChangesQuery>) =>
  listRiskChanges(test.desk, SUPERVISOR, riskChangesQuery.parse(query))

describe('risk as of a moment', () => {
  it('is read with the labels of that moment: a correction made later leaves the past as it was', async () => {
    const { customer_id, message_id } = await write('a')
    test.advance(HOUR)
    const before = now()
    const known = await readRisk(test.desk, AGENT, customer_id, before)
    test.advance(HOUR)
    await correctTriage(test.desk, AGENT, message_id, QUESTION)
    await test.runDueJobs()
    const then = await readRisk(test.desk, AGENT, customer_id, before)
    expect(then).toEqual(known)
    expect(then.score).toBeGreaterThan(0.1)
    expect((await readRisk(test.desk, AGENT, customer_id)).score).toBe(0)
    // A second correction hides nothing of the first one.
    const between = now()
    test.advance(HOUR)
    await correctTriage(test.desk, AGENT, message_id, COMPLAINT)
    expect((await readRisk(test.desk, AGENT, customer_id, between)).score).toBe(0)
    expect((await readRisk(test.desk, AGENT, customer_id)).score).toBeGreaterThan(0.1)
  })

  it('counts what reached us later from when it was sent, with its first labels', async () => {
    labels = COMPLAINT
    const sent_at = after(-10 * DAY)
    const { customer } = await receiveMessage(test.desk, AGENT, intake({ sent_at }))
    expect((await readRisk(test.desk, AGENT, customer.id, after(-11 * DAY))).score).toBe(0)
    expect((await readRisk(test.desk, AGENT, customer.id, after(-9 * DAY))).score).toBeGreaterThan(0.1)
  })
})

describe('what moved the risk of one customer', () => {
  it('says it in the language asked for, with its causes and the scores on the way', async () => {
    const { customer_id } = await write('a')
    test.advance(2 * DAY)
    const since = now()
    test.advance(2 * DAY)
    const second = await write('a')
    await tell('a', 'b-1', 'payment_failed')
    await test.runDueJobs()
    const english = await changeOf(customer_id, since)
    expect(english).toMatchObject({
      customer_id,
      since,
      labels_corrected: false,
      causes: [
        { reason: 'bad_experience', text: 'Second billing complaint', message_id: second.message_id },
        { reason: 'payment_trouble', text: 'Payment failed', message_id: null },
        { reason: 'repeat_contact' },
      ],
    })
    expect(english.change).toBeCloseTo(english.after.score - english.before.score, 9)
    expect(english.sentence).toMatch(/^\+0\.\d\d since Tuesday: second billing complaint, payment failed$/)
    expect((await changeOf(customer_id, since, 'fa')).sentence).toMatch(
      /از سه‌شنبه: دومین شکایت دربارهٔ صورت‌حساب، پرداخت ناموفق$/,
    )
    expect((await changeOf(customer_id, since, 'ar')).sentence).toMatch(
      /منذ الثلاثاء: ثاني شكوى بشأن الفواتير، تعذر الدفع$/,
    )
    expect(english.scores[0]).toMatchObject({ at: now(), score: english.after.score })
    expect(english.scores.length).toBeGreaterThan(1)
    expect(english.scores.every(({ at }) => at >= since)).toBe(true)
  })

  it('says that the deed was taken back, and that labels were corrected', async () => {
    await tell('b', 'b-1', 'auto_renewal_off')
    await test.runDueJobs()
    const { customer_id, message_id } = await write('b')
    test.advance(DAY)
    const since = now()
    test.advance(1_000)
    await tell('b', 'b-2', 'auto_renewal_on')
    test.advance(1_000)
    expect((await changeOf(customer_id, since)).sentence).toMatch(
      /^-0\.\d\d today: automatic renewal switched on again$/,
    )
    const later = now()
    test.advance(1_000)
    await correctTriage(test.desk, AGENT, message_id, QUESTION)
    expect(await changeOf(customer_id, later)).toMatchObject({
      labels_corrected: true,
      causes: [],
      sentence: expect.stringMatching(/^-0\.1\d today: labels corrected by a person$/),
    })
    expect((await changeOf(customer_id, later, 'fa')).sentence).toMatch(/امروز: اصلاح برچسب پیام‌ها$/)
    expect((await changeOf(customer_id, later, 'ar')).sentence).toMatch(/اليوم: تصحيح تصنيف الرسائل$/)
  })

  it('refuses the future, and a customer who is not there', async () => {
    const { customer_id } = await write('a')
    const future = after(DAY)
    await expect(changeOf(customer_id, future)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(changeOf('cus_0', now())).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the desk’s feed', () => {
  it('puts the largest movement of value first, page by page, rising or falling', async () => {
    const since = now()
    test.advance(HOUR)
    const falling = await write('falling', COMPLAINT, 500_000)
    await write('small', COMPLAINT, 100)
    await write('big', COMPLAINT, 90_000)
    await write('quiet', QUESTION, 90_000)
    const names = async (query: Partial<RiskChangesQuery> = {}) => {
      const page = await feed({ since, ...query })
      return { ...page, names: page.items.map(({ customer }) => customer.external_id) }
    }
    expect((await names()).names).toEqual(['falling', 'big', 'small'])
    const first = await names({ limit: 2 })
    expect(first.names).toEqual(['falling', 'big'])
    const second = await names({ limit: 2, cursor: first.next_cursor ?? '' })
    expect([second.names, second.next_cursor]).toEqual([['small'], null])

    // Soon enough that no answer is late.
    const later = after(1_000, now())
    test.advance(4 * HOUR)
    await correctTriage(test.desk, AGENT, falling.message_id, QUESTION)
    await write('big')
    await test.runDueJobs()
    expect((await names({ since: later })).names).toEqual(['falling', 'big'])
    expect((await names({ since: later, direction: 'rising' })).names).toEqual(['big'])
    const [fell] = (await feed({ since: later, direction: 'falling', lang: 'fa' })).items
    expect(fell).toMatchObject({ customer: { external_id: 'falling' }, labels_corrected: true })
    expect(fell?.value_change).toBeCloseTo((fell?.change ?? 0) * 500_000, 1)
    expect(fell?.sentence).toContain('اصلاح برچسب')
  })

  it('leaves out who did not move, and refuses a foreign cursor', async () => {
    await write('a')
    test.advance(1_000)
    expect((await feed({ since: now() })).items).toEqual([])
    await expect(feed({ since: now(), cursor: 'bm9wZQ' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
