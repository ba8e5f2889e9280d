/** The audit log, the LLM's account, and whether the file can be written at all. */
import { asc, eq, gt, sql } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import type { StoreContext } from './context.ts'
import { audit, llm_spending } from './schema.ts'

type LogStore = Pick<Store, 'readAudit' | 'reserve' | 'settle' | 'isWritable' | 'close'>

export function logStore({ connection, writeResumable, file }: StoreContext): LogStore {
  return {
    async readAudit({ after, limit }) {
      return connection
        .select()
        .from(audit)
        .where(gt(audit.seq, after))
        .orderBy(asc(audit.seq))
        .limit(limit)
        .all()
    },

    async reserve(day, amountUsd, limitUsd) {
      return writeResumable((tx) => {
        const today = tx.select().from(llm_spending).where(eq(llm_spending.day, day)).get()
        const total = (today?.reserved_usd ?? 0) + (today?.spent_usd ?? 0) + amountUsd
        if (total > limitUsd) return false
        tx.insert(llm_spending)
          .values({ day, reserved_usd: amountUsd, spent_usd: 0 })
          .onConflictDoUpdate({
            target: llm_spending.day,
            set: { reserved_usd: sql`${llm_spending.reserved_usd} + ${amountUsd}` },
          })
          .run()
        return true
      })
    },

    async settle(day, reservedUsd, spentUsd) {
      connection
        .update(llm_spending)
        .set({
          reserved_usd: sql`max(${llm_spending.reserved_usd} - ${reservedUsd}, 0)`,
          spent_usd: sql`${llm_spending.spent_usd} + ${spentUsd}`,
        })
        .where(eq(llm_spending.day, day))
        .run()
    },

    async isWritable() {
      try {
        // Takes the write lock and gives it back: a full disk or a read-only file shows here.
        file.exec('BEGIN IMMEDIATE; ROLLBACK')
        return true
      } catch {
        return false
      }
    },

    async close() {
      file.close()
    },
  }
}
