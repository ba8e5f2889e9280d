/** The job loop: takes what is due, hands it to its verb, settles it, and sleeps until there is more. */
import type { LeasedJob } from '../domain/job.ts'
import { retryDelayMs } from '../domain/job.ts'
import { assessRisk } from './assess-risk.ts'
import { checkSla } from './check-sla.ts'
import { type Dependencies, isoNow, LEASE_MS, leaseFrom } from './dependencies.ts'
import { IDEMPOTENCY_HOURS } from './run-once.ts'
import { triageMessage } from './triage-message.ts'

export type JobLoopSettings = {
  /** Jobs at the same time; as many as the model has workers. */
  concurrency: number
  /** Longest sleep: how soon work of another process is noticed. */
  pollMs: number
  leaseMs?: number
  /** Older events are forgotten; missing: none are. */
  eventRetentionDays?: number
  /** Told of a job that failed unexpectedly; `null`: the loop itself did. Never customer text. */
  onError?: (job: LeasedJob | null, error: unknown) => void
}

export type JobLoop = {
  /** There is new work. */
  wake: () => void
  /** Takes no more jobs; settles when the running ones have ended. */
  stop: () => Promise<void>
  /** Settles when every message is triaged and nothing else is due; dead jobs aside. */
  drained: () => Promise<void>
}

/** Jobs taken ahead per running one: fewer writes, while a leased job still starts well within its lease. */
const AHEAD = 4

const TIDY_EVERY_MS = 3_600_000
const EVENTS_PER_PURGE = 5_000

export function startJobs(dependencies: Dependencies, settings: JobLoopSettings): JobLoop {
  const { store, clock } = dependencies
  const { concurrency, pollMs, leaseMs = LEASE_MS, eventRetentionDays, onError } = settings
  const running = new Set<Promise<void>>()
  const taken: LeasedJob[] = []
  const stopped = new AbortController()
  let woken = Promise.withResolvers<void>()
  const wake = () => woken.resolve()

  const start = (job: LeasedJob) => {
    const work = runJob(dependencies, job, onError).catch((error) => onError?.(job, error))
    const settled = work.finally(() => {
      running.delete(settled)
      wake()
    })
    running.add(settled)
  }

  const takeMore = async (): Promise<void> => {
    const lease = leaseFrom(dependencies, leaseMs)
    taken.push(...(await store.leaseJobs({ now: isoNow(clock), lease, limit: concurrency * AHEAD })))
  }

  let tidiedMs = 0
  /** Forgets the answers kept for `Idempotency-Key`s that are too old to come again, and events past their time. */
  const tidy = async (): Promise<void> => {
    const nowMs = clock().getTime()
    if (nowMs - tidiedMs < TIDY_EVERY_MS) return
    tidiedMs = nowMs
    await store.purgeIdempotent(new Date(nowMs - IDEMPOTENCY_HOURS * 3_600_000).toISOString())
    if (eventRetentionDays === undefined) return
    const before = new Date(nowMs - eventRetentionDays * 86_400_000).toISOString()
    // In portions: nobody else can write meanwhile.
    while ((await store.purgeEvents({ before, limit: EVENTS_PER_PURGE })) === EVENTS_PER_PURGE);
  }

  const sleep = async (): Promise<void> => {
    await tidy()
    const next = await store.nextJobAt()
    const untilNextMs = next === null ? pollMs : Math.max(Date.parse(next) - clock().getTime(), 1)
    const timer = setTimeout(wake, Math.min(untilNextMs, pollMs))
    await woken.promise
    clearTimeout(timer)
  }

  const loop = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      woken = Promise.withResolvers<void>()
      if (taken.length === 0 && running.size < concurrency) await takeMore()
      const idle = taken.length === 0
      while (taken.length > 0 && running.size < concurrency) start(taken.shift() as LeasedJob)
      if (running.size >= concurrency) await woken.promise
      else if (idle) await sleep()
    }
    await Promise.all(running)
    const now = isoNow(clock)
    for (const job of taken.splice(0)) await store.postponeJob(job, { run_at: now })
  }

  // A broken database must not end the loop for good: it may be a full disk that somebody empties.
  const guarded = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await loop()
      } catch (error) {
        onError?.(null, error)
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    }
  }
  const ended = guarded()

  return {
    wake,
    stop: () => {
      stopped.abort()
      wake()
      return ended
    },
    drained: async () => {
      for (;;) {
        const { open } = await store.countJobs()
        const next = await store.nextJobAt()
        const isIdle = running.size === 0 && taken.length === 0 && (next === null || next > isoNow(clock))
        if (isIdle && open['triage-message'] + open['assess-risk'] === 0) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}

/** Does one leased job. An unexpected error counts as a failed attempt, with the error's name as its code. */
export async function runJob(
  dependencies: Dependencies,
  job: LeasedJob,
  onError?: JobLoopSettings['onError'],
): Promise<void> {
  try {
    switch (job.kind) {
      case 'triage-message':
        await triageMessage(dependencies, job, { lane: 'bulk' })
        return
      case 'assess-risk':
      case 'review-risk':
        await assessRisk(dependencies, job)
        return
      case 'check-sla':
        await checkSla(dependencies, job)
        return
      case 'index-texts':
        await dependencies.store.indexEarlierTexts({ job, now: isoNow(dependencies.clock) })
        return
    }
  } catch (error) {
    onError?.(job, error)
    await failAttempt(dependencies, job, error)
  }
}

/** Counts a failed attempt. Only the error's name is kept: its message might quote a customer. */
export async function failAttempt(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  job: LeasedJob,
  error: unknown,
): Promise<void> {
  const delayMs = retryDelayMs(job.attempts)
  await store.failJob(job, {
    now: isoNow(clock),
    code: error instanceof Error ? error.name : 'unknown',
    retry_at: delayMs === null ? null : new Date(clock().getTime() + delayMs).toISOString(),
  })
}
