/** The inbox, and the demo company for its first day. */
import { Hono } from 'hono'
import { countConversations, listConversations } from '../../../actions/list-conversations.ts'
import { listPeople } from '../../../actions/people.ts'
import { readConversation } from '../../../actions/read-conversation.ts'
import { readCustomer } from '../../../actions/read-customer.ts'
import { listViews } from '../../../actions/views.ts'
import { type Actor, isAllowed } from '../../../domain/actor.ts'
import { conversationQuery } from '../../../domain/conversation.ts'
import { HEADS } from '../../../domain/labels.ts'
import { apiQuery, filterFrom } from '../../../ui/inbox/queue-filter.ts'
import type { InboxProps, QueueFilter } from '../../../ui/inbox/shapes.ts'
import { toRow, toStory, toThread } from '../../../ui/inbox/slim.ts'
import { FirstDayPage, InboxPage } from '../../../ui/pages/inbox.tsx'
import type { View } from '../../../ui/view.ts'
import type { AppEnv } from '../../context.ts'
import { formFor, leaveNotice, pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = {
  title: 'inbox.title',
  nav: 'inbox',
  permission: 'read_conversations',
  islands: ['inbox'],
  areas: ['inbox', 'reply', 'labels'],
} as const

/** Rows that come with the page; the rest follows as somebody scrolls. */
const ROWS = 50

export function inboxRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get('/', (c) => c.redirect('/inbox', 303))
  routes.get(
    '/inbox',
    pageFor(deps, PAGE, async (c, { view, actor }) => {
      const props = await inboxProps(deps, actor, new URL(c.req.url).searchParams, null)
      // Nothing has ever arrived.
      if (props.rows.length === 0 && (await isNew(deps, actor)))
        return <FirstDayPage view={view} mayFill={isAllowed(actor, 'manage_people')} />
      return <InboxPage view={view} {...props} />
    }),
  )
  routes.get(
    '/inbox/:id',
    pageFor(deps, PAGE, async (c, { view, actor }) => {
      const props = await inboxProps(deps, actor, new URL(c.req.url).searchParams, c.req.param('id') ?? '')
      return { body: <InboxPage view={view} {...props} />, title: titleOf(view, props) }
    }),
  )
  routes.post(
    '/demo',
    formFor(deps, { ...PAGE, permission: 'manage_people' }, async (c) => {
      const { messages, seenBefore } = await deps.loadDemo()
      leaveNotice(c, deps, seenBefore ? 'inbox.demo_there' : 'inbox.demo_loaded', { count: messages })
      return c.redirect('/inbox', 303)
    }),
  )
  return routes
}

async function isNew({ desk }: ScreenDeps, actor: Actor): Promise<boolean> {
  const { items } = await listConversations(desk, actor, { sort: 'priority', limit: 1 })
  return items.length === 0
}

/** @throws {DeljooError} `not_found` for a conversation that is not there */
async function inboxProps(
  deps: ScreenDeps,
  actor: Actor,
  asked: URLSearchParams,
  conversation_id: string | null,
): Promise<InboxProps> {
  const { desk } = deps
  const { filter, query } = filterOf(asked)
  const [page, counts, views, people, open] = await Promise.all([
    listConversations(desk, actor, query),
    countConversations(desk, actor, { status: 'open' }),
    listViews(desk, actor),
    listPeople(deps, actor),
    conversation_id === null ? null : openConversation(deps, actor, conversation_id),
  ])
  return {
    filter,
    rows: page.items.map(toRow),
    next_cursor: page.next_cursor,
    counts,
    views,
    people: people.filter(({ suspended_at }) => !suspended_at).map(({ id, name }) => ({ id, name })),
    heads: HEADS,
    open,
  }
}

async function openConversation({ desk }: ScreenDeps, actor: Actor, id: string): Promise<InboxProps['open']> {
  const thread = await readConversation(desk, actor, id)
  const customer = await readCustomer(desk, actor, thread.customer_id)
  return { thread: toThread(thread), customer: toStory(customer) }
}

/** What an address asks for that is none of ours is left out, as if it were not there. */
function filterOf(asked: URLSearchParams): {
  filter: QueueFilter
  query: ReturnType<typeof conversationQuery.parse>
} {
  const filter = filterFrom(asked)
  const parsed = conversationQuery.safeParse({ ...apiQuery(filter), limit: ROWS })
  if (parsed.success) return { filter, query: parsed.data }
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  const right = Object.fromEntries(Object.entries(filter).filter(([name]) => !wrong.has(name))) as QueueFilter
  return { filter: right, query: conversationQuery.parse({ ...apiQuery(right), limit: ROWS }) }
}

const titleOf = ({ t }: View, { open }: InboxProps) =>
  open?.thread.customer.name ?? open?.thread.key ?? t('inbox.title')
