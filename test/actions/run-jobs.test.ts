import { afterEach, describe, expect, it } from 'vitest'
import type { ClassifyOutcome } from '../../src/actions/classify-text.ts'
import { receiveMessage } from '../../src/actions/receive-message.ts'
import { type JobLoop, runJob, startJobs } from '../../src/actions/run-jobs.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { intake, lease, NOON, SECOND } from '../adapters/store/store-under-test.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

let test: TestDesk
let loop: JobLoop | null = null
afterEach(async () => {
  await loop?.stop()
  loop = null
  await test.close()
})

const ANSWER: ClassifyOutcome = { ok: true, triage: triageOf() }
const send = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      receiveMessage(test.desk, SYSTEM, intake({ external_id: `m-${index}` }), { async: true }),
    ),
  )

describe('the job loop', () => {
  it('does what is there, each once, and no more at a time than it may', async () => {
    let running = 0
    let most = 0
    let asked = 0
    test = openTestDesk(async () => {
      asked++
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running--
      return ANSWER
    })
    await send(20)
    loop = startJobs(test.desk, { concurrency: 3, pollMs: 10_000 })
    await loop.drained()
    expect(asked).toBe(20)
    expect(most).toBe(3)
    expect((await test.store.countJobs()).open).toMatchObject({ 'triage-message': 0, 'assess-risk': 0 })
  })

  it('wakes at once for new work', async () => {
    test = openTestDesk()
    const sleepy = startJobs(test.desk, { concurrency: 1, pollMs: 600_000 })
    loop = sleepy
    await sleepy.drained()
    const desk = { ...test.desk, wakeJobs: sleepy.wake }
    await receiveMessage(desk, SYSTEM, intake(), { async: true })
    await sleepy.drained()
  })

  it('finishes what runs when it is stopped, and gives back what it had taken', async () => {
    const begun = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<ClassifyOutcome>()
    test = openTestDesk(() => {
      begun.resolve()
      return answer.promise
    })
    await send(3)
    loop = startJobs(test.desk, { concurrency: 1, pollMs: 10_000 })
    await begun.promise
    const stopped = loop.stop()
    answer.resolve(ANSWER)
    await stopped
    const left = await test.store.leaseJobs({ now: NOON, lease: lease('next'), limit: 10 })
    expect(left.filter(({ kind }) => kind === 'triage-message')).toHaveLength(2)
    expect(left.every(({ attempts }) => attempts === 1)).toBe(true)
  })

  it('goes on after a job that failed, which waits for its next attempt', async () => {
    let asked = 0
    test = openTestDesk(async () => {
      if (++asked === 1) throw new TypeError('a bug')
      return ANSWER
    })
    await send(2)
    const failed: string[] = []
    for (const job of await test.store.leaseJobs({ now: NOON, lease: lease(), limit: 2 }))
      await runJob(test.desk, job, (_, error) => failed.push((error as Error).name))
    expect(failed).toEqual(['TypeError'])
    expect((await test.store.countJobs()).open['triage-message']).toBe(1)
    test.advance(SECOND)
    await test.runDueJobs()
    expect((await test.store.countJobs()).open['triage-message']).toBe(0)
  })
})
