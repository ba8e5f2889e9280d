/**
 * The rows of the queue. Only those in sight are in the page, so that ten thousand scroll as well as ten; what comes
 * above does not push away what is being read.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'hono/jsx'
import { useStore } from '../../client/store.ts'
import { Button } from '../../components/button.tsx'
import { Skeleton } from '../../components/states.tsx'
import { inboxAddress } from '../../inbox/queue-filter.ts'
import { hasLeft, shownRows } from '../../inbox/queue-order.ts'
import type { QueueRow } from '../../inbox/shapes.ts'
import type { Desk } from './desk.ts'
import { Row } from './queue-row.tsx'

/** Rows kept above and below what is in sight. */
const SPARE = 8
/** The next page is asked for this many rows before the end. */
const AHEAD = 25
/** Before the browser has measured anything. */
const FIRST_SHOWN = 60

type Window = { from: number; to: number }

export function QueueList({ desk }: { desk: Desk }) {
  const { view, people } = desk
  const { queue, filter, more } = useStore(desk.queue)
  const { cursor, focused, seen } = useStore(desk.state)
  const { id: openId } = useStore(desk.conversation)
  const [shown, setShown] = useState<Window>({ from: 0, to: FIRST_SHOWN })
  const [above, setAbove] = useState(0)
  const [alive, setAlive] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef<{ id: string; top: number } | null>(null)
  /** Rows that came in above what is in sight: not looked at yet, and all that were. */
  const unseen = useRef<Set<string>>(new Set())
  const told = useRef<Set<string>>(new Set())
  const rows = shownRows(queue)

  const look = () => {
    const box = scroller.current
    if (!box) return
    const height = rowHeight(box)
    const first = Math.floor(box.scrollTop / height)
    const from = Math.max(0, first - SPARE)
    const to = Math.ceil((box.scrollTop + box.clientHeight) / height) + SPARE
    if (from !== shown.from || to !== shown.to) setShown({ from, to })
    for (const id of unseen.current)
      if (rows.findIndex((row) => row.id === id) * height >= box.scrollTop - height / 2)
        unseen.current.delete(id)
    if (unseen.current.size !== above) setAbove(unseen.current.size)
    anchor.current = anchorOf(box, rows, openId)
    if (to + AHEAD >= rows.length) void desk.queue.loadMore()
  }

  useEffect(() => {
    setAlive(true)
    look()
    const onResize = () => look()
    window.addEventListener('resize', onResize)
    return () => window.removeEventListener('resize', onResize)
  }, [])

  // What came in or left above: the row that is looked at keeps its place on the screen.
  useLayoutEffect(() => {
    const box = scroller.current
    const kept = anchor.current
    if (box && kept) {
      const index = rows.findIndex(({ id }) => id === kept.id)
      const moved = index < 0 ? 0 : index * rowHeight(box) - kept.top
      if (moved > 0 ? isHeld(box) : box.scrollTop > 0) box.scrollTop += moved
    }
    for (const [id, mark] of queue.marks)
      if (box && mark === 'new' && !told.current.has(id)) {
        told.current.add(id)
        if (rows.findIndex((row) => row.id === id) * rowHeight(box) < box.scrollTop - rowHeight(box) / 2)
          unseen.current.add(id)
      }
    look()
  }, [queue])

  // The keyboard went on: into sight first, then the focus.
  useLayoutEffect(() => {
    const box = scroller.current
    const index = rows.findIndex(({ id }) => id === cursor)
    if (!box || focused === 0 || index < 0) return
    const height = rowHeight(box)
    const room = box.clientHeight - height
    if (index * height < box.scrollTop) box.scrollTop = index * height
    else if (index * height > box.scrollTop + room) box.scrollTop = index * height - room
    look()
    // At once, so that Enter right after it means this row; a row from out of sight is first put into the page.
    const link = linkOf(box, cursor)
    if (link) link.focus({ preventScroll: true })
    else requestAnimationFrame(() => linkOf(box, cursor)?.focus({ preventScroll: true }))
  }, [focused])

  const visible = rows.slice(shown.from, shown.to)
  const stop = cursor ?? openId ?? rows[0]?.id
  return (
    <div class="queue-scroller" ref={scroller} onScroll={look}>
      {above > 0 ? (
        <button
          type="button"
          class="queue-above"
          onClick={() => {
            if (scroller.current) scroller.current.scrollTop = 0
          }}
        >
          {view.t('inbox.new_above', { count: above })}
        </button>
      ) : null}
      <ol class="queue-rows" style={spaceAround(shown, rows.length, scroller.current)}>
        {visible.map((row) => (
          <Row
            key={row.id}
            view={view}
            row={row}
            people={people}
            href={inboxAddress(filter, row.id)}
            isOpen={row.id === openId}
            isUnread={alive && row.status === 'open' && (seen[row.id] ?? '') < row.last_message_at}
            mark={
              hasLeft(queue) && queue.held?.row.id === row.id ? 'left' : (queue.marks.get(row.id) ?? null)
            }
            {...(alive ? { tabindex: row.id === stop ? 0 : -1 } : {})}
            onOpen={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
              event.preventDefault()
              void desk.go(row.id)
            }}
            onFocus={() => desk.state.get().cursor !== row.id && desk.set({ cursor: row.id })}
          />
        ))}
      </ol>
      {more === 'loading' ? <Skeleton view={view} lines={2} /> : null}
      {more === 'failed' ? (
        <p class="queue-more">
          <Button type="button" onClick={() => void desk.queue.loadMore()}>
            {view.t('inbox.load_more')}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

const linkOf = (box: HTMLElement, id: string | null) =>
  id === null ? null : box.querySelector<HTMLAnchorElement>(`[data-id="${CSS.escape(id)}"] .row-link`)

/** The same for every row; the style sheet says it in pixels. */
const rowHeight = (box: HTMLElement) =>
  Number.parseFloat(getComputedStyle(box).getPropertyValue('--queue-row')) || 120

/** Room for the rows that are not in the page. On the server, and while all are there: none. */
function spaceAround({ from, to }: Window, count: number, box: HTMLElement | null) {
  if (!box) return undefined
  const height = rowHeight(box)
  const end = Math.max(0, count - to)
  return { paddingBlockStart: `${Math.min(from, count) * height}px`, paddingBlockEnd: `${end * height}px` }
}

/** At the top new rows come into sight, unless a hand is in the list: then nothing may slip from under it. */
const isHeld = (box: HTMLElement) =>
  box.scrollTop > 0 || box.matches(':hover') || box.contains(document.activeElement)

/** The open row if it is in sight, else the first that is. */
function anchorOf(box: HTMLElement, rows: readonly QueueRow[], openId: string | null) {
  const height = rowHeight(box)
  const inSight = (index: number) =>
    index * height >= box.scrollTop - height && index * height < box.scrollTop + box.clientHeight
  const open = rows.findIndex(({ id }) => id === openId)
  const index = open >= 0 && inSight(open) ? open : Math.ceil(box.scrollTop / height)
  const row = rows[index]
  return row ? { id: row.id, top: index * height } : null
}
