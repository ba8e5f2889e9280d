/** The at-risk board. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { FlagListItem, FlagQuery, FlagWithHistory } from '../domain/flag.ts'
import type { Page } from '../domain/page.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** Most value at risk first. @throws {DeljooError} `forbidden`, `invalid_input` for a foreign cursor */
export async function listFlags(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  query: FlagQuery,
): Promise<Page<FlagListItem>> {
  ensureAllowed(actor, 'read_flags')
  if (!query.overdue) return store.listFlags(query)
  const now = isoNow(clock)
  const { due_before } = query
  const earlier = due_before !== undefined && Date.parse(due_before) < Date.parse(now) ? due_before : now
  return store.listFlags({ ...query, due_before: earlier })
}

/** One flag with its history. @throws {DeljooError} `forbidden`, `not_found` */
export async function readFlag(
  { store }: Pick<Dependencies, 'store'>,
  actor: Actor,
  flag_id: string,
): Promise<FlagWithHistory> {
  ensureAllowed(actor, 'read_flags')
  const found = await store.readFlag(flag_id)
  if (!found) throw new DeljooError('not_found', 'There is no flag with this id')
  return found
}
