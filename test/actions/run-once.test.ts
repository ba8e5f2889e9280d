import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OnceAnswer, runOnce } from '../../src/actions/run-once.ts'
import { AGENT, SUPERVISOR } from '../adapters/store/store-under-test.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

let test: TestDesk
beforeEach(() => {
  test = openTestDesk()
})
afterEach(() => test.close())

describe('runOnce', () => {
  const answer: OnceAnswer = { status: 201, body: { id: 'msg_1' }, customer_id: null }

  it('does the work once and answers the same', async () => {
    let worked = 0
    const work = async () => {
      worked++
      return answer
    }
    const first = await runOnce(test.desk, AGENT, 'k', 'POST /x {}', work)
    const second = await runOnce(test.desk, AGENT, 'k', 'POST /x {}', work)
    expect(first).toEqual({ status: 201, body: answer.body, replayed: false })
    expect(second).toEqual({ ...first, replayed: true })
    expect(worked).toBe(1)
    await runOnce(test.desk, SUPERVISOR, 'k', 'POST /x {}', work)
    expect(worked).toBe(2)
  })

  it('refuses the key for another request, and while the first still runs', async () => {
    const running = Promise.withResolvers<OnceAnswer>()
    const begun = Promise.withResolvers<void>()
    const first = runOnce(test.desk, AGENT, 'k', 'a', () => {
      begun.resolve()
      return running.promise
    })
    await begun.promise
    await expect(runOnce(test.desk, AGENT, 'k', 'a', async () => answer)).rejects.toMatchObject({
      code: 'conflict',
      retryAfterSeconds: 1,
    })
    await expect(runOnce(test.desk, AGENT, 'k', 'b', async () => answer)).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    })
    running.resolve(answer)
    expect((await first).replayed).toBe(false)
  })

  it('gives the key back when the work failed', async () => {
    const work = () => Promise.reject(new Error('no'))
    await expect(runOnce(test.desk, AGENT, 'k', 'a', work)).rejects.toThrow('no')
    expect(await runOnce(test.desk, AGENT, 'k', 'b', async () => answer)).toMatchObject({ replayed: false })
  })
})
