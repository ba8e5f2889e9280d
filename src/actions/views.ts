/** The views a person keeps of the queue. Nobody sees those of others. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import { MOST_VIEWS, type SavedView, type ViewIntake } from '../domain/view.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

type Needs = Pick<Dependencies, 'store' | 'clock'>

export async function listViews({ store }: Needs, actor: Actor): Promise<SavedView[]> {
  ensureAllowed(actor, 'read_conversations')
  return store.listViews(actor.id)
}

/** @throws {DeljooError} `forbidden`, `conflict` for a name that is taken or one view too many */
export async function createView(
  { store, clock }: Needs,
  actor: Actor,
  view: ViewIntake,
): Promise<SavedView> {
  ensureAllowed(actor, 'read_conversations')
  const created = await store.createView({ owner: actor.id, view, now: isoNow(clock) })
  if (created) return created
  throw new DeljooError('conflict', `You have a view of this name already, or ${MOST_VIEWS} of them`, {
    issues: [{ path: 'name', message: 'must be another one' }],
  })
}

/** @throws {DeljooError} `forbidden`, `not_found` */
export async function deleteView({ store }: Needs, actor: Actor, view_id: string): Promise<void> {
  ensureAllowed(actor, 'read_conversations')
  if (await store.deleteView({ owner: actor.id, view_id })) return
  throw new DeljooError('not_found', 'You have no view with this id')
}
