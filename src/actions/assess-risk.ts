/** Reads a customer's history, computes the risk of losing them, and lets flag and queue follow. */
import type { LeasedJob } from '../domain/job.ts'
import { decideFlag } from '../domain/risk/flag.ts'
import type { RiskHistory } from '../domain/risk/risk.ts'
import { nextChangeAt, assessRisk as scoreHistory } from '../domain/risk/score.ts'
import { type Dependencies, isoNow, leaseFrom } from './dependencies.ts'

/** Done twice it changes nothing the second time. What changed meanwhile is assessed in a later turn. */
export async function assessRisk(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'wakeJobs'>,
  job: LeasedJob,
): Promise<'recorded' | 'stale' | 'gone'> {
  const { store, clock, rules, wakeJobs } = dependencies
  const subject = await store.readRiskSubject(job.subject_id)
  if (!subject) {
    await store.completeJob(job)
    return 'gone'
  }
  const now = isoNow(clock)
  const { customer, history, flags } = subject
  const risk = scoreHistory(history, assessmentTime(history, now))
  const decision = decideFlag({ customer_id: customer.id, flags, risk, now, hours: rules.hours })
  const lookAgainAt = nextChangeAt(history, now)
  const recorded = await store.recordRisk({ job, risk, decision, seenFlags: flags, lookAgainAt, now })
  if (recorded === 'stale') {
    await store.postponeJob(job, { run_at: now })
    wakeJobs()
  }
  return recorded
}

/** How often, and how long apart, a job in other hands is asked for while somebody waits for the answer. */
const TRIES = 5
const TRY_AGAIN_MS = 10

/**
 * Assesses at once if there is reason to, so that the answer being written shows it. A job held elsewhere
 * is given a moment, for it may have read the history too early; after that the job loop does it.
 */
export async function assessRiskNow(
  dependencies: Pick<Dependencies, 'store' | 'clock' | 'rules' | 'leaseOwner' | 'wakeJobs'>,
  customer_id: string,
): Promise<void> {
  const { store, clock } = dependencies
  for (let tries = 0; tries < TRIES; tries++) {
    const lease = leaseFrom(dependencies)
    const job = await store.leaseJob({
      now: isoNow(clock),
      lease,
      kind: 'assess-risk',
      subject_id: customer_id,
    })
    if (job && (await assessRisk(dependencies, job)) !== 'stale') return
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS))
  }
  dependencies.wakeJobs()
}

/** Now, or the latest message where a sender's clock runs ahead of ours: it must count all the same. */
export function assessmentTime(history: RiskHistory, now: string): string {
  const sent = history.events.flatMap((event) => (event.kind === 'message' ? [event.sent_at] : []))
  return [now, ...sent].sort().at(-1) as string
}
