/** Keeps how each wait ended, inside the unit of work that ends it. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/actor.ts'
import { endOfWait, type WaitEnd } from '../../domain/desk/wait.ts'
import type { StoreContext } from './context.ts'
import type { Transaction } from './database.ts'
import { type conversations, waits } from './schema.ts'

type ConversationRow = typeof conversations.$inferSelect

/** `row` as it was before it moved. A wait that ended before keeps its first end. */
export function recordWait(
  tx: Transaction,
  { newId, rules }: StoreContext,
  row: ConversationRow,
  { ended_by, actor, now }: { ended_by: WaitEnd; actor: Actor; now: string },
): void {
  const wait = endOfWait(row, { now, hours: rules.hours })
  if (wait === null) return
  tx.insert(waits)
    .values({ ...wait, id: newId('wai'), conversation_id: row.id, ended_by, actor: actor.id })
    .onConflictDoNothing()
    .run()
}

/** The conversation was put back to open: the customer waits on, so nothing has ended. */
export function forgetWait(tx: Transaction, { id, waiting_since }: ConversationRow): void {
  if (waiting_since === null) return
  tx.delete(waits)
    .where(and(eq(waits.conversation_id, id), eq(waits.waiting_since, waiting_since)))
    .run()
}
