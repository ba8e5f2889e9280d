/** Work that waits, is held, or was given up. One row per kind and subject; done work has no row. */
import { and, asc, count, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Lease, Store } from '../../actions/store-port.ts'
import { JOB_KINDS, type JobKind, LANES, type Lane, type LeasedJob, MAX_ATTEMPTS } from '../../domain/job.ts'
import type { StoreContext } from './context.ts'
import { addEvent } from './context.ts'
import type { Transaction } from './database.ts'
import { deleteHeldJob, upsertJob } from './queries.ts'
import { jobs, messages } from './schema.ts'

/**
 * Asks for work on a subject. Where such a job is waiting, it is moved forward if `run_at` is sooner;
 * where one is held, its holder's end will leave it waiting; where one was given up, it gets fresh attempts.
 */
export function requestJob(
  { newId, prepared }: Pick<StoreContext, 'newId' | 'prepared'>,
  request: {
    kind: JobKind
    subject_id: string
    lane: Lane
    run_at: string
    now: string
    lease?: Lease | null
  },
): LeasedJob | null {
  const { kind, subject_id, lane, run_at, now, lease = null } = request
  const row = prepared(upsertJob).get({
    id: newId('job'),
    kind,
    subject_id,
    lane,
    run_at,
    available_at: lease?.until ?? run_at,
    lease_owner: lease?.owner ?? null,
    lease_until: lease?.until ?? null,
    attempts: lease ? 1 : 0,
    updated_at: now,
  })
  return lease && row.generation === 1 ? asLeased(row) : null
}

/** Ends a held job inside the unit that does its work. False: no longer the caller's, so nothing may be written. */
export function settleJob(
  tx: Transaction,
  { prepared }: Pick<StoreContext, 'prepared'>,
  job: LeasedJob,
  now: string,
): boolean {
  const { id, lease_owner, lease_until, generation } = job
  const done = prepared(deleteHeldJob).run({ id, lease_owner, lease_until, generation })
  if (done.changes === 1) return true
  // Asked for again while it ran: what was done counts, and the job waits for its next turn.
  const again = tx
    .update(jobs)
    .set({ lease_owner: null, lease_until: null, available_at: jobs.run_at, attempts: 0, updated_at: now })
    .where(mine(job))
    .run()
  return again.changes === 1
}

const mine = (job: LeasedJob) =>
  and(eq(jobs.id, job.id), eq(jobs.lease_owner, job.lease_owner), eq(jobs.lease_until, job.lease_until))

type JobStore = Pick<
  Store,
  | 'leaseJobs'
  | 'leaseJob'
  | 'postponeJob'
  | 'failJob'
  | 'completeJob'
  | 'nextJobAt'
  | 'countJobs'
  | 'listDeadJobs'
  | 'reviveJobs'
>

export function jobStore(context: StoreContext): JobStore {
  const { connection, writeResumable: write } = context
  return {
    async leaseJobs({ now, lease, limit }) {
      // Asked without the write lock first: an idle loop must not keep writers waiting.
      if (!connection.select({ id: jobs.id }).from(jobs).where(due(now)).limit(1).get()) return []
      return write((tx) => {
        const ids: string[] = []
        for (const lane of LANES) {
          if (ids.length >= limit) break
          const rows = tx
            .select({ id: jobs.id })
            .from(jobs)
            .where(and(due(now), eq(jobs.lane, lane)))
            .orderBy(asc(jobs.available_at))
            .limit(limit - ids.length)
            .all()
          ids.push(...rows.map(({ id }) => id))
        }
        if (ids.length === 0) return []
        const taken = tx.update(jobs).set(hold(lease, now)).where(inArray(jobs.id, ids)).returning().all()
        // More attempts than failures can explain: the job ends its process every time.
        for (const row of taken.filter(({ attempts }) => attempts > MAX_ATTEMPTS))
          bury(tx, context, asLeased(row), now, 'worker_lost')
        return ids.flatMap((id) =>
          taken.filter((row) => row.id === id && row.attempts <= MAX_ATTEMPTS).map(asLeased),
        )
      })
    },

    async leaseJob({ now, lease, kind, subject_id }) {
      return write((tx) => {
        const row = tx
          .update(jobs)
          .set(hold(lease, now))
          .where(
            and(
              eq(jobs.kind, kind),
              eq(jobs.subject_id, subject_id),
              eq(jobs.state, 'open'),
              sql`(${jobs.lease_until} is null or ${jobs.lease_until} <= ${now})`,
            ),
          )
          .returning()
          .get()
        return row ? asLeased(row) : null
      })
    },

    async postponeJob(job, { run_at }) {
      write((tx) =>
        tx
          .update(jobs)
          .set({
            lease_owner: null,
            lease_until: null,
            run_at,
            available_at: run_at,
            attempts: sql`max(${jobs.attempts} - 1, 0)`,
          })
          .where(mine(job))
          .run(),
      )
    },

    async failJob(job, { now, code, retry_at }) {
      write((tx) => {
        if (retry_at === null) return bury(tx, context, job, now, code)
        tx.update(jobs)
          .set({
            lease_owner: null,
            lease_until: null,
            run_at: retry_at,
            available_at: retry_at,
            last_error: code,
            updated_at: now,
          })
          .where(mine(job))
          .run()
      })
    },

    async completeJob(job) {
      write((tx) => tx.delete(jobs).where(mine(job)).run())
    },

    async nextJobAt() {
      const rows = LANES.map((lane) =>
        connection
          .select({ at: jobs.available_at })
          .from(jobs)
          .where(and(eq(jobs.state, 'open'), eq(jobs.lane, lane)))
          .orderBy(asc(jobs.available_at))
          .limit(1)
          .get(),
      )
      return rows.flatMap((row) => (row ? [row.at] : [])).sort()[0] ?? null
    },

    async countJobs() {
      const rows = connection
        .select({ kind: jobs.kind, state: jobs.state, count: count() })
        .from(jobs)
        .groupBy(jobs.kind, jobs.state)
        .all()
      const open = (kind: JobKind) =>
        rows.find((row) => row.kind === kind && row.state === 'open')?.count ?? 0
      return {
        open: Object.fromEntries(JOB_KINDS.map((kind) => [kind, open(kind)])) as Record<JobKind, number>,
        dead: rows.filter(({ state }) => state === 'dead').reduce((sum, row) => sum + row.count, 0),
      }
    },

    async listDeadJobs(limit) {
      return connection
        .select({
          id: jobs.id,
          kind: jobs.kind,
          subject_id: jobs.subject_id,
          attempts: jobs.attempts,
          last_error: jobs.last_error,
          updated_at: jobs.updated_at,
        })
        .from(jobs)
        .where(eq(jobs.state, 'dead'))
        .limit(limit)
        .all()
    },

    async reviveJobs(now) {
      return write((tx) => {
        const revived = tx
          .update(jobs)
          .set({ state: 'open', attempts: 0, run_at: now, available_at: now, updated_at: now })
          .where(eq(jobs.state, 'dead'))
          .returning()
          .all()
        const ids = revived.filter(({ kind }) => kind === 'triage-message').map((job) => job.subject_id)
        for (const id of ids)
          tx.update(messages)
            .set({ triage_state: 'pending' })
            .where(and(eq(messages.id, id), eq(messages.triage_state, 'failed')))
            .run()
        return revived.length
      })
    },
  }
}

const due = (now: string) => and(eq(jobs.state, 'open'), lte(jobs.available_at, now))

const hold = (lease: Lease, now: string) => ({
  lease_owner: lease.owner,
  lease_until: lease.until,
  available_at: lease.until,
  attempts: sql`${jobs.attempts} + 1`,
  updated_at: now,
})

/** Gives a held job up. It stays, with the code of its last error, for a person to look at. */
function bury(tx: Transaction, context: StoreContext, job: LeasedJob, now: string, code: string): void {
  const buried = tx
    .update(jobs)
    .set({ lease_owner: null, lease_until: null, state: 'dead', last_error: code, updated_at: now })
    .where(mine(job))
    .run()
  if (buried.changes === 0 || job.kind !== 'triage-message') return
  const message = tx
    .update(messages)
    .set({ triage_state: 'failed' })
    .where(and(eq(messages.id, job.subject_id), eq(messages.triage_state, 'pending')))
    .returning({ customer_id: messages.customer_id, conversation_id: messages.conversation_id })
    .get()
  if (message) addEvent(context, 'message-triage-failed', now, { ...message, message_id: job.subject_id })
}

function asLeased(row: typeof jobs.$inferSelect): LeasedJob {
  const { id, kind, subject_id, lane, lease_owner, lease_until, generation, attempts } = row
  if (lease_owner === null || lease_until === null)
    throw new Error('A job without a holder was leased. This is a bug')
  return { id, kind, subject_id, lane, lease_owner, lease_until, generation, attempts }
}
