/** What the panes of the inbox share: the queue, the open conversation, and the ways between them. */
import type { LiveEvent } from '../../../domain/events.ts'
import type { Head } from '../../../domain/labels.ts'
import { listen } from '../../client/live-events.ts'
import { type Failure, sayFailure } from '../../client/request.ts'
import { createStore } from '../../client/store.ts'
import { toast } from '../../client/toast.ts'
import { filterFrom, inboxAddress } from '../../inbox/queue-filter.ts'
import { shownRows } from '../../inbox/queue-order.ts'
import type { Colleague, InboxProps, QueueFilter, QueueRow, SavedView } from '../../inbox/shapes.ts'
import { messageInQuestion } from '../../inbox/story.ts'
import { nameOf } from '../../inbox/words.ts'
import type { View } from '../../view.ts'
import { createConversationStore } from './conversation-store.ts'
import { noteSeen, seenConversations } from './looks.ts'
import { createQueueStore } from './queue-store.ts'

export type DeskState = {
  views: SavedView[]
  /** The row the keyboard is on; null: the open one, or the first. */
  cursor: string | null
  /** Rises each time the row of the cursor is to take the focus. */
  focused: number
  /** When the latest message was seen, by conversation. */
  seen: Record<string, string>
  /** The message whose labels are being corrected, and the head to begin with. */
  correcting: { message_id: string; head: Head } | null
  /** The note field is open. */
  noting: boolean
  /** For a live region. */
  said: string
}

export type Desk = ReturnType<typeof createDesk>

/** All that changes what the inbox shows. */
const EVENTS = [
  'message-received',
  'message-triaged',
  'message-triage-failed',
  'triage-corrected',
  'conversation-changed',
  'note-added',
  'reply-sent',
  'survey-answered',
  'sla-missed',
  'customer-risk-changed',
  'customers-joined',
  'customer-erased',
  'flag-opened',
  'flag-moved',
  'flag-closed',
] as const

export function createDesk(view: View, props: InboxProps) {
  const { t } = view
  const { people } = props
  const state = createStore<DeskState>({
    views: props.views,
    cursor: null,
    focused: 0,
    seen: {},
    correcting: null,
    noting: false,
    said: '',
  })
  const set = (change: Partial<DeskState>) => state.set((now) => ({ ...now, ...change }))
  const conversation = createConversationStore(view, props.open)
  const queue = createQueueStore(props, {
    onArrival: (rows) => set({ said: arrivalWords(view, rows) }),
  })
  if (props.open) queue.hold(props.open.thread.id)

  /** Looked at: from now on it is not unread. */
  function see(): void {
    const { thread } = conversation.get()
    if (!thread || state.get().seen[thread.id] === thread.last_message_at) return
    noteSeen(thread.id, thread.last_message_at)
    set({ seen: { ...state.get().seen, [thread.id]: thread.last_message_at } })
  }

  async function openNow(id: string | null): Promise<void> {
    queue.hold(id)
    set({ correcting: null, noting: false, cursor: id })
    await conversation.open(id)
    see()
    const { thread } = conversation.get()
    const product = document.title.split(' · ').at(-1)
    document.title = [thread?.customer.name ?? t('inbox.title'), product].join(' · ')
  }

  async function showNow(filter: QueueFilter, id: string | null): Promise<void> {
    await queue.show(filter)
    queue.hold(id)
  }

  /** Says what stood in the way of a change; a colleague who was quicker by name. */
  function tell(failure: Failure): void {
    const { thread } = conversation.get()
    if (failure.kind !== 'conflict' || !thread) {
      sayFailure(failure)
      return
    }
    const last = thread.moves.at(-1)
    const by = last ? nameOf(view, people, last.actor) : ''
    const words =
      thread.assignee === null
        ? t('inbox.conflict_released', { by })
        : t('inbox.conflict_taken', { name: nameOf(view, people, thread.assignee) })
    toast(words, 'problem')
  }

  const desk = {
    view,
    people,
    heads: props.heads,
    state,
    queue,
    conversation,
    set,
    tell,

    /** Opens a conversation in its pane, under its own address; at one of its messages, if one is named. */
    async go(id: string | null, message_id?: string): Promise<void> {
      const hash = message_id ? `#${message_id}` : ''
      history.pushState(null, '', inboxAddress(queue.get().filter, id) + hash)
      await openNow(id)
    },

    /** Shows another part of the queue; the open conversation stays. */
    async filter(filter: QueueFilter): Promise<void> {
      const { id } = conversation.get()
      history.pushState(null, '', inboxAddress(filter, id))
      await showNow(filter, id)
      set({ said: t('inbox.shown', { count: queue.get().queue.rows.length }) })
    },

    /** The keyboard goes on by so many rows. */
    step(by: number): void {
      const rows = shownRows(queue.get().queue)
      const { cursor } = state.get()
      const from = rows.findIndex(({ id }) => id === (cursor ?? conversation.get().id))
      const to = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by))
      const row = rows[to]
      if (row) state.set((now) => ({ ...now, cursor: row.id, focused: now.focused + 1 }))
      if (to >= rows.length - 5) void queue.loadMore()
    },

    async change(wanted: Parameters<typeof conversation.change>[0], done: string): Promise<void> {
      const failure = await conversation.change(wanted)
      if (failure) tell(failure)
      else set({ said: done })
    },

    correctNow(head: Head = 'urgency', message_id?: string): void {
      const { thread } = conversation.get()
      const message = message_id ?? (thread && messageInQuestion(thread)?.id)
      if (message) set({ correcting: { message_id: message, head } })
    },

    /** Brings it to life. @returns ends it */
    start(): () => void {
      set({ seen: seenConversations() })
      see()
      const onPop = () => {
        const url = new URL(location.href)
        const filter = filterFrom(url.searchParams)
        const id = decodeURIComponent(url.pathname.split('/')[2] ?? '') || null
        if (inboxAddress(filter) !== inboxAddress(queue.get().filter)) void showNow(filter, id)
        if (id !== conversation.get().id) void openNow(id)
      }
      window.addEventListener('popstate', onPop)
      const stop = listen<LiveEvent>({
        types: EVENTS,
        onEvent(event) {
          queue.heed(event)
          if (isAbout(event, conversation.get())) conversation.refreshSoon()
        },
        onReset() {
          void queue.reread()
          void conversation.read()
        },
      })
      const unwatch = conversation.subscribe(see)
      return () => {
        stop()
        unwatch()
        window.removeEventListener('popstate', onPop)
      }
    },
  }
  return desk
}

function isAbout(
  event: LiveEvent,
  { id, thread }: { id: string | null; thread: { customer_id: string } | null },
) {
  if (id === null) return false
  return (
    event.conversation_id === id ||
    (event.conversation_id === null &&
      event.customer_id !== null &&
      event.customer_id === thread?.customer_id) ||
    event.type === 'customers-joined'
  )
}

function arrivalWords({ t }: View, rows: readonly QueueRow[]): string {
  const first = rows[0]
  if (rows.length > 1 || !first) return t('inbox.arrived_many', { count: rows.length })
  return t('inbox.arrived', {
    name: first.name ?? t('inbox.unknown_customer'),
    urgency: t(`labels.urgency_${first.urgency ?? 'normal'}`),
  })
}

export type { Colleague }
