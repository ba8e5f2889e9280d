/**
 * The order of the queue while it is looked at: rows come, move and leave at their place, none twice, and the row
 * somebody is reading stays where it is until they go on to another.
 */
import type { ConversationNow } from '../../domain/events.ts'
import type { QueueFilter, QueueRow } from './shapes.ts'

/** What became of a row since it was last looked at. */
export type Mark = 'new' | 'moved'

export type Queue = {
  /** Every row that is loaded and belongs here, in the order of the service. */
  rows: QueueRow[]
  /** Where the next page goes on; null: all are loaded. */
  next_cursor: string | null
  /** Sorts last of the pages that were loaded: what would come after it comes with the next page. */
  boundary: SortKey | null
  /** The row that is being read, with the index at which it is kept. */
  held: { row: QueueRow; index: number } | null
  marks: ReadonlyMap<string, Mark>
}

type SortKey = Pick<QueueRow, 'id' | 'priority' | 'last_message_at'>
type Sort = QueueFilter['sort']

/** As the service sorts: by priority or the time of the last message, then by id. Negative: `one` is earlier. */
export function compareRows(one: SortKey, other: SortKey, sort: Sort): number {
  const direction = sort === 'oldest' ? 1 : -1
  const [a, b] =
    sort === 'newest' || sort === 'oldest'
      ? [one.last_message_at, other.last_message_at]
      : [one.priority, other.priority]
  if (a !== b) return a < b ? -direction : direction
  if (one.id === other.id) return 0
  return one.id < other.id ? -direction : direction
}

export const firstPage = (
  rows: QueueRow[],
  next_cursor: string | null,
  held: Queue['held'] = null,
): Queue => ({
  rows,
  next_cursor,
  boundary: next_cursor === null ? null : (rows.at(-1) ?? null),
  held,
  marks: new Map(),
})

/** The next page behind what is there. A row that moved down meanwhile is already there, and newer. */
export function withPage(queue: Queue, page: QueueRow[], next_cursor: string | null, sort: Sort): Queue {
  const known = new Set(queue.rows.map(({ id }) => id))
  const rows = [...queue.rows, ...page.filter(({ id }) => !known.has(id))].sort((one, other) =>
    compareRows(one, other, sort),
  )
  return {
    ...queue,
    rows,
    next_cursor,
    boundary: next_cursor === null ? null : (page.at(-1) ?? queue.boundary),
  }
}

/** Rows as they are now, and ids of those that belong here no more. */
export function withChanges(
  queue: Queue,
  { changed, gone }: { changed: readonly QueueRow[]; gone: readonly string[] },
  sort: Sort,
): Queue {
  const left = new Set(gone)
  const byId = new Map(queue.rows.filter(({ id }) => !left.has(id)).map((row) => [row.id, row]))
  for (const row of changed) byId.set(row.id, row)
  const { boundary } = queue
  const rows = [...byId.values()]
    .filter((row) => boundary === null || compareRows(row, boundary, sort) <= 0)
    .sort((one, other) => compareRows(one, other, sort))
  const before = new Map(queue.rows.map((row) => [row.id, row]))
  const marks = new Map(queue.marks)
  for (const { id } of changed) {
    const earlier = before.get(id)
    if (!earlier) marks.set(id, 'new')
    else if (placeAmongOthers(queue.rows, id) !== placeAmongOthers(rows, id)) marks.set(id, 'moved')
  }
  for (const id of marks.keys()) if (!byId.has(id)) marks.delete(id)
  const row = queue.held && (changed.find(({ id }) => id === queue.held?.row.id) ?? queue.held.row)
  return { ...queue, rows, marks, held: queue.held && row ? { ...queue.held, row } : null }
}

/** The row before it, so that others that come or leave elsewhere are no move of this one. */
const placeAmongOthers = (rows: readonly QueueRow[], id: string) => {
  const index = rows.findIndex((row) => row.id === id)
  return index < 0 ? null : (rows[index - 1]?.id ?? 'first')
}

/** The rows as they are shown: the held one at its place, also when it has moved or left. */
export function shownRows({ rows, held }: Queue): QueueRow[] {
  if (!held) return rows
  const others = rows.filter(({ id }) => id !== held.row.id)
  return others.toSpliced(Math.min(held.index, others.length), 0, held.row)
}

/** The held row belongs here no more. */
export const hasLeft = ({ rows, held }: Queue) => held !== null && !rows.some(({ id }) => id === held.row.id)

/** Reads another row, or none: the one before goes where it belongs. */
export function holding(queue: Queue, id: string | null): Queue {
  if (id === (queue.held?.row.id ?? null)) return queue
  const shown = shownRows(queue)
  const index = shown.findIndex((row) => row.id === id)
  const row = shown[index]
  const marks = new Map(queue.marks)
  if (id) marks.delete(id)
  return { ...queue, held: row ? { row, index } : null, marks }
}

/** Whether an event's conversation can be of interest to what is loaded; if not, nothing need be asked for. */
export function mayConcern(queue: Queue, now: ConversationNow, { status, sort }: QueueFilter): boolean {
  if (queue.rows.some(({ id }) => id === now.id) || queue.held?.row.id === now.id) return true
  if (status !== 'all' && now.status !== (status ?? 'open')) return false
  return queue.boundary === null || compareRows(now, queue.boundary, sort) <= 0
}
