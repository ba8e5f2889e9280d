/** The queue in the browser: its filter, its pages, and what live events change in it. */
import type { LiveEvent } from '../../../domain/events.ts'
import { type Answer, request } from '../../client/request.ts'
import { createStore, type Store } from '../../client/store.ts'
import { apiFilter, apiQuery } from '../../inbox/queue-filter.ts'
import { firstPage, holding, mayConcern, type Queue, withChanges, withPage } from '../../inbox/queue-order.ts'
import type { ConversationCounts, InboxProps, QueueFilter, QueueItem, QueueRow } from '../../inbox/shapes.ts'
import { toRow } from '../../inbox/slim.ts'

export type QueueState = {
  filter: QueueFilter
  queue: Queue
  counts: ConversationCounts | null
  state: 'ready' | 'loading' | 'failed'
  more: 'idle' | 'loading' | 'failed'
}

export type QueueStore = Store<QueueState> & ReturnType<typeof createQueueStore>

type Page = { items: QueueItem[]; next_cursor: string | null }

const PAGE_LENGTH = 100
/** Events close together are looked at together. */
const GATHER_MS = 150
const COUNT_MS = 1_500
/** Marks fade once they have been there to be seen. */
const MARK_MS = 12_000
/** More changes than these at once: the loaded pages are read anew instead of each row. */
const MOST_SINGLE = 6
const MOST_ROWS = 200

const address = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`

/** @param onArrival how many rows appeared, for a reader who does not see them */
export function createQueueStore(
  { filter, rows, next_cursor, counts }: Pick<InboxProps, 'filter' | 'rows' | 'next_cursor' | 'counts'>,
  { onArrival }: { onArrival: (rows: QueueRow[]) => void },
) {
  const store = createStore<QueueState>({
    filter,
    queue: firstPage(rows, next_cursor),
    counts,
    state: 'ready',
    more: 'idle',
  })
  const touched = new Set<string>()
  const timers: Partial<Record<'gather' | 'count' | 'marks', ReturnType<typeof setTimeout>>> = {}
  /** Rises with each filter: answers to earlier ones are dropped. */
  let generation = 0

  const set = (change: Partial<QueueState>) => store.set((state) => ({ ...state, ...change }))
  const setQueue = (change: (queue: Queue) => Queue) =>
    store.set((state) => ({ ...state, queue: change(state.queue) }))
  const soon = (name: keyof typeof timers, ms: number, run: () => void) => {
    timers[name] ??= setTimeout(() => {
      delete timers[name]
      run()
    }, ms)
  }
  const page = (limit: number, more: Record<string, string> = {}): Promise<Answer<Page>> => {
    const query = { ...apiQuery(store.get().filter), limit: String(limit), ...more }
    return request<Page>('GET', address('/v1/conversations', query))
  }

  function changed(rows: QueueRow[], gone: string[]): void {
    const { queue, filter } = store.get()
    const known = new Set(queue.rows.map(({ id }) => id))
    const next = withChanges(queue, { changed: rows, gone }, filter.sort)
    const arrived = next.rows.filter(({ id }) => !known.has(id) && next.held?.row.id !== id)
    set({ queue: next })
    if (arrived.length > 0) onArrival(arrived)
    soon('marks', MARK_MS, () => setQueue((queue) => ({ ...queue, marks: new Map() })))
    soon('count', COUNT_MS, () => void count())
  }

  /** Everything that is loaded, read anew: what is gone goes, what came comes. */
  async function reread(): Promise<void> {
    touched.clear()
    const asked = generation
    const { queue } = store.get()
    const answer = await page(Math.min(MOST_ROWS, Math.max(PAGE_LENGTH, queue.rows.length)))
    if (asked !== generation || !answer.ok) return
    const rows = answer.body.items.map(toRow)
    const there = new Set(rows.map(({ id }) => id))
    setQueue((queue) => ({
      ...queue,
      next_cursor: answer.body.next_cursor,
      boundary: answer.body.next_cursor === null ? null : (rows.at(-1) ?? null),
    }))
    changed(
      rows.filter((row) => !isSame(row, queue.rows)),
      queue.rows.filter(({ id }) => !there.has(id)).map(({ id }) => id),
    )
  }

  async function lookAt(ids: string[]): Promise<void> {
    const { filter } = store.get()
    // Words searched for cannot be asked for beside an id.
    if (ids.length > MOST_SINGLE || filter.q) return reread()
    const asked = generation
    const answers = await Promise.all(ids.map(async (id) => ({ id, answer: await page(1, { q: id }) })))
    if (asked !== generation) return
    const rows: QueueRow[] = []
    const gone: string[] = []
    for (const { id, answer } of answers) {
      if (!answer.ok) continue
      const item = answer.body.items.find((item) => item.id === id)
      if (item) rows.push(toRow(item))
      else gone.push(id)
    }
    changed(rows, gone)
  }

  async function count(): Promise<void> {
    const asked = generation
    const answer = await request<ConversationCounts>('GET', address('/v1/conversation-counts', apiFilter({})))
    if (asked === generation && answer.ok) set({ counts: answer.body })
  }

  return {
    ...store,
    reread,
    count,

    async show(filter: QueueFilter): Promise<void> {
      const asked = ++generation
      set({ filter, state: 'loading', more: 'idle' })
      const answer = await page(PAGE_LENGTH)
      if (asked !== generation) return
      if (!answer.ok) return set({ state: 'failed' })
      set({ queue: firstPage(answer.body.items.map(toRow), answer.body.next_cursor), state: 'ready' })
    },

    async loadMore(): Promise<void> {
      const { queue, more, state } = store.get()
      if (queue.next_cursor === null || more === 'loading' || state !== 'ready') return
      const asked = generation
      set({ more: 'loading' })
      const answer = await page(PAGE_LENGTH, { cursor: queue.next_cursor })
      if (asked !== generation) return
      if (!answer.ok) return set({ more: 'failed' })
      const { items, next_cursor } = answer.body
      store.set((state) => ({
        ...state,
        more: 'idle',
        queue: withPage(state.queue, items.map(toRow), next_cursor, state.filter.sort),
      }))
    },

    /** The row somebody reads now. */
    hold: (id: string | null) => setQueue((queue) => holding(queue, id)),

    /** What an event may have changed is asked for, together with what else comes within a moment. */
    heed({ type, conversation_id, conversations }: LiveEvent): void {
      if (type === 'customer-erased' || type === 'customers-joined') {
        soon('gather', GATHER_MS, () => void reread())
        return
      }
      const { queue, filter } = store.get()
      for (const now of conversations) if (mayConcern(queue, now, filter)) touched.add(now.id)
      if (conversation_id && queue.rows.some(({ id }) => id === conversation_id)) touched.add(conversation_id)
      if (touched.size === 0) {
        soon('count', COUNT_MS, () => void count())
        return
      }
      soon('gather', GATHER_MS, () => {
        const ids = [...touched]
        touched.clear()
        void (ids.length === 0 ? undefined : lookAt(ids))
      })
    },
  }
}

/** Nothing that is shown differs. */
const isSame = (row: QueueRow, rows: readonly QueueRow[]) => {
  const known = rows.find(({ id }) => id === row.id)
  return known !== undefined && JSON.stringify(known) === JSON.stringify(row)
}
