/** The audit log, oldest first: who did what to what. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import type { AuditEntry } from '../domain/events.ts'
import type { Page } from '../domain/page.ts'
import type { Dependencies } from './dependencies.ts'

/** @param after `seq` of the last entry already read, 0 for the beginning. @throws {DeljooError} `forbidden` */
export async function readAudit(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  { after, limit }: { after: number; limit: number },
): Promise<Page<AuditEntry>> {
  ensureAllowed(actor, 'manage_keys')
  const items = await store.readAudit({ after, limit: limit + 1 })
  const page = items.slice(0, limit)
  return { items: page, next_cursor: items.length > limit ? String(page.at(-1)?.seq) : null }
}
