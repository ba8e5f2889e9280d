import { afterEach, describe, expect, it } from 'vitest'
import type { ClassifyOutcome } from '../../src/actions/classify-text.ts'
import { receiveMessage } from '../../src/actions/receive-message.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { AGENT, HOUR, intake, SECOND } from '../adapters/store/store-under-test.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

let test: TestDesk
afterEach(() => test.close())

/** Fails as told, then answers. */
const failing = (...failures: ClassifyOutcome[]) =>
  openTestDesk(async () => failures.shift() ?? { ok: true, triage: triageOf() })

describe('receiveMessage', () => {
  it('answers with triage, conversation, clock, risk and flag', async () => {
    test = openTestDesk()
    const text = 'برای بار سوم می‌گم، فاکتورم اشتباهه. اگه درست نشه لغو می‌کنم'
    const customer = { external_id: 'c-1', lifetime_value: 1_200, currency: 'USD' }
    const answer = await receiveMessage(test.desk, AGENT, intake({ text, customer }))
    expect(answer).toMatchObject({
      seen_before: false,
      pending: false,
      message: { triage: { urgency: { label: 'high' } } },
      conversation: {
        urgency: 'high',
        sla: { state: 'running', due_at: '2026-08-02T07:44:00.000Z', breached: false },
      },
      customer: { external_id: 'c-1', risk: { currency: 'USD' } },
      flag: { stage: 'open' },
    })
    expect(answer.customer.risk?.expected_loss).toBeGreaterThan(500)
    expect(answer.conversation).not.toHaveProperty('pauses')
    expect((await test.store.countJobs()).open).toMatchObject({ 'triage-message': 0, 'assess-risk': 0 })
  })

  it('answers a repeated external_id with the first message', async () => {
    test = openTestDesk()
    const message = intake({ external_id: 'm-1' })
    const first = await receiveMessage(test.desk, AGENT, message)
    const again = await receiveMessage(test.desk, AGENT, message)
    expect(again).toEqual({ ...first, seen_before: true })
    await expect(receiveMessage(test.desk, AGENT, { ...message, text: 'دیگر' })).rejects.toMatchObject({
      code: 'conflict',
      issues: [{ path: 'external_id' }],
    })
  })

  it('leaves the work to the job loop when asked to', async () => {
    test = openTestDesk()
    const answer = await receiveMessage(test.desk, AGENT, intake(), { async: true })
    expect(answer).toMatchObject({ pending: true, message: { triage: null }, customer: { risk: null } })
    expect(test.calls.wakeJobs).toBe(1)
    expect(await test.runDueJobs()).toBe(2)
    const after = await receiveMessage(test.desk, AGENT, intake({ external_id: 'other' }))
    expect(after.customer.risk).not.toBeNull()
  })

  it.each([
    ['overloaded', 3],
    ['unavailable', 3],
    ['abandoned', 0],
  ] as const)(
    'keeps the message when the model is %s, and tries again after %i s',
    async (failure, seconds) => {
      test = failing({ ok: false, failure, retryAfterSeconds: 3 })
      const answer = await receiveMessage(test.desk, AGENT, intake())
      expect(answer).toMatchObject({ pending: true, message: { triage: null, triage_state: 'pending' } })
      if (seconds > 0) {
        expect(await test.runDueJobs()).toBe(0)
        test.advance(seconds * SECOND)
      }
      expect(await test.runDueJobs()).toBe(2)
      expect((await test.store.readMessage(answer.message.id))?.message.triage_state).toBe('done')
    },
  )

  it('waits for a model that is away for days, without giving the message up', async () => {
    let away = true
    test = openTestDesk(async () =>
      away ? { ok: false, failure: 'unavailable', retryAfterSeconds: 30 } : { ok: true, triage: triageOf() },
    )
    const { message } = await receiveMessage(test.desk, AGENT, intake())
    for (let tries = 0; tries < 50; tries++) {
      test.advance(HOUR)
      await test.runDueJobs()
    }
    expect((await test.store.readMessage(message.id))?.message.triage_state).toBe('pending')
    away = false
    test.advance(HOUR)
    await test.runDueJobs()
    expect((await test.store.readMessage(message.id))?.message.triage_state).toBe('done')
  })

  it('gives a message up to a person when the model fails on it again and again', async () => {
    test = openTestDesk(async () => ({ ok: false, failure: 'failed', retryAfterSeconds: 1 }))
    const { message } = await receiveMessage(test.desk, AGENT, intake())
    for (let tries = 0; tries < 10; tries++) {
      test.advance(HOUR)
      await test.runDueJobs()
    }
    expect((await test.store.readMessage(message.id))?.message.triage_state).toBe('failed')
    expect(await test.store.listDeadJobs(10)).toMatchObject([
      { subject_id: message.id, last_error: 'model_failed', attempts: 8 },
    ])
  })

  it('tells the classifier the customer’s names, so that an LLM sees none of them', async () => {
    const asked: unknown[] = []
    test = openTestDesk(async (_request, options) => {
      asked.push(options?.names)
      return { ok: true, triage: triageOf() }
    })
    await receiveMessage(test.desk, AGENT, intake({ customer: { external_id: 'c-9', name: 'نرگس احمدی' } }))
    expect(asked).toEqual([['نرگس احمدی', 'نرگس', 'احمدی']])
  })

  it('has stored the message also when the work on it meets a bug', async () => {
    let asked = 0
    test = openTestDesk(async () => {
      if (++asked === 1) throw new TypeError('a bug')
      return { ok: true, triage: triageOf() }
    })
    expect(await receiveMessage(test.desk, AGENT, intake())).toMatchObject({ pending: true })
    test.advance(SECOND)
    expect(await test.runDueJobs()).toBe(2)
  })

  it('finds the first message by the request’s key when the answer to it was lost', async () => {
    test = openTestDesk()
    const first = await receiveMessage(test.desk, AGENT, intake(), { onceKey: 'k' })
    const again = await receiveMessage(test.desk, AGENT, intake(), { onceKey: 'k' })
    expect(again).toEqual({ ...first, seen_before: true })
  })

  it('counts a message whose clock runs ahead', async () => {
    test = openTestDesk()
    const answer = await receiveMessage(
      test.desk,
      SYSTEM,
      intake({ text: 'cancel everything', sent_at: '2026-08-02T05:50:00Z' }),
    )
    expect(answer.flag).toMatchObject({ stage: 'open' })
  })
})

describe('many at once', () => {
  it('leave one customer with one flag, every message triaged, and the last answer up to date', async () => {
    test = openTestDesk()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        receiveMessage(
          test.desk,
          SYSTEM,
          intake({
            text: 'لغو می‌کنم',
            external_id: `m-${index}`,
            sent_at: `2026-08-02T0${index % 6}:00:00Z`,
          }),
        ),
      ),
    )
    expect(new Set(answers.map(({ customer }) => customer.id)).size).toBe(1)
    expect(answers.every(({ pending }) => !pending)).toBe(true)
    await test.runDueJobs()
    const events = await test.store.readEvents({ after: 0, limit: 1_000 })
    const count = (type: string) => events.filter((event) => event.type === type).length
    expect([count('message-received'), count('message-triaged'), count('flag-opened')]).toEqual([20, 20, 1])
    expect((await test.store.countJobs()).open).toMatchObject({ 'triage-message': 0, 'assess-risk': 0 })
  })
})
