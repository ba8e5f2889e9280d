/** Filters of the queue that people keep. */
import { and, asc, eq } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import { MOST_VIEWS, type SavedView } from '../../domain/view.ts'
import type { StoreContext } from './context.ts'
import { saved_views } from './schema.ts'

export function viewStore(context: StoreContext): Pick<Store, 'createView' | 'listViews' | 'deleteView'> {
  const { connection, write, newId } = context
  const of = (owner: string): SavedView[] =>
    connection
      .select()
      .from(saved_views)
      .where(eq(saved_views.owner, owner))
      .orderBy(asc(saved_views.name))
      .all()
      .map(({ owner: _, ...view }) => view)

  return {
    async createView({ owner, view, now }) {
      return write((tx) => {
        const kept = of(owner)
        if (kept.length >= MOST_VIEWS || kept.some(({ name }) => name === view.name)) return null
        const saved = { id: newId('viw'), ...view, created_at: now }
        tx.insert(saved_views)
          .values({ ...saved, owner })
          .run()
        return saved
      })
    },

    async listViews(owner) {
      return of(owner)
    },

    async deleteView({ owner, view_id }) {
      return write(
        (tx) =>
          tx
            .delete(saved_views)
            .where(and(eq(saved_views.id, view_id), eq(saved_views.owner, owner)))
            .run().changes === 1,
      )
    },
  }
}
