/** The inbox, and the demo company for its first day. */
import { Hono } from 'hono'
import { listConversations } from '../../../actions/list-conversations.ts'
import { type Actor, isAllowed } from '../../../domain/actor.ts'
import { InboxPage } from '../../../ui/pages/inbox.tsx'
import type { AppEnv } from '../../context.ts'
import { formFor, leaveNotice, pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PAGE = { title: 'inbox.title', nav: 'inbox', permission: 'read_conversations' } as const

/** Nothing has ever arrived. */
async function isNew({ desk }: ScreenDeps, actor: Actor): Promise<boolean> {
  const { items } = await listConversations(desk, actor, { sort: 'priority', limit: 1 })
  return items.length === 0
}

export function inboxRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get('/', (c) => c.redirect('/inbox', 303))
  routes.get(
    '/inbox',
    pageFor(deps, PAGE, async (_, { view, actor }) => (
      <InboxPage view={view} isNew={await isNew(deps, actor)} mayFill={isAllowed(actor, 'manage_people')} />
    )),
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
