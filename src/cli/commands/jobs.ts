/** `jobs`: what waits to be done, what was given up, and a second chance for that. */
import { withStore } from './open-store.ts'

/** Dead jobs listed; all are counted. */
const SHOWN = 50

export async function listJobsCommand(): Promise<void> {
  await withStore(async ({ store }) => {
    const { open, dead } = await store.countJobs()
    for (const [kind, count] of Object.entries(open))
      process.stdout.write(`${kind.padEnd(16)} ${count} open\n`)
    process.stdout.write(`${dead} given up\n`)
    for (const { kind, subject_id, attempts, last_error, updated_at } of await store.listDeadJobs(SHOWN))
      process.stdout.write(
        `  ${updated_at}  ${kind} of ${subject_id}: ${last_error} after ${attempts} attempts\n`,
      )
  })
}

export async function reviveJobsCommand(): Promise<void> {
  await withStore(async ({ store, clock }) => {
    const revived = await store.reviveJobs(clock().toISOString())
    process.stdout.write(`${revived} jobs will be tried again by the running service.\n`)
  })
}
