/** Labels one stored message under its job's lease and records the answer, once. */
import type { LeasedJob } from '../domain/job.ts'
import { retryDelayMs } from '../domain/job.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

export type TriageOutcome =
  | { kind: 'recorded'; customer_id: string }
  /** The model has no room or is away: the job is back in the queue. */
  | { kind: 'postponed' }
  /** Somebody else finished it, or the message was erased. */
  | { kind: 'lost' }

/** Never throws for an expected failure: the message stays stored with its job. */
export async function triageMessage(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'classify' | 'wakeJobs'>,
  job: LeasedJob,
  options: { lane: 'interactive' | 'bulk'; signal?: AbortSignal | undefined },
): Promise<TriageOutcome> {
  const { store, clock, classify, wakeJobs } = dependencies
  const found = await store.readMessage(job.subject_id)
  if (!found) {
    await store.completeJob(job)
    return { kind: 'lost' }
  }
  const { text, channel, customer_id } = found.message
  const request = { text, channel, fallback: 'auto', explain: true } as const
  const answer = await classify(request, { ...options, names: namesOf(found.customer) })
  if (answer.ok) {
    const recorded = await store.recordTriage({ job, triage: answer.triage, now: isoNow(clock) })
    return recorded ? { kind: 'recorded', customer_id } : { kind: 'lost' }
  }
  if (answer.failure === 'failed') {
    const delayMs = retryDelayMs(job.attempts)
    await store.failJob(job, {
      now: isoNow(clock),
      code: 'model_failed',
      retry_at: delayMs === null ? null : new Date(clock().getTime() + delayMs).toISOString(),
    })
  } else {
    // No fault of the message, so no attempt is counted: it waits as long as the model is away or asks for.
    // `abandoned` by its client: no reason to wait.
    const delayMs = answer.failure === 'abandoned' ? 0 : answer.retryAfterSeconds * 1_000
    await store.postponeJob(job, { run_at: new Date(clock().getTime() + delayMs).toISOString() })
  }
  wakeJobs()
  return { kind: 'postponed' }
}

/** What an LLM must not see of the customer's name: the whole, and the parts long enough to be told from words. */
function namesOf({ name }: { name: string | null }): string[] {
  if (name === null) return []
  return [name, ...name.split(/\s+/).filter((part) => part.length >= 3)]
}
