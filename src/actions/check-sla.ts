/** Looks whether a promised time passed without an answer. */
import type { LeasedJob } from '../domain/job.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** Notes the miss once, asks for a new assessment of the customer, and plans the next look if one is due. */
export async function checkSla(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  job: LeasedJob,
): Promise<{ missed: boolean }> {
  return store.recordSlaCheck({ job, now: isoNow(clock) })
}
