/** The pages of the desk. */
import { Hono } from 'hono'
import { listConversations } from '../../../actions/list-conversations.ts'
import { type Actor, isAllowed } from '../../../domain/actor.ts'
import { AtRiskPage } from '../../../ui/pages/at-risk.tsx'
import { InboxPage } from '../../../ui/pages/inbox.tsx'
import { InsightsPage } from '../../../ui/pages/insights.tsx'
import { PlaygroundPage } from '../../../ui/pages/playground.tsx'
import { QualityPage } from '../../../ui/pages/quality.tsx'
import type { AppEnv } from '../../context.ts'
import { formFor, leaveNotice, pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

/** Nothing has ever arrived. */
async function isNew({ desk }: ScreenDeps, actor: Actor): Promise<boolean> {
  const { items } = await listConversations(desk, actor, { sort: 'priority', limit: 1 })
  return items.length === 0
}

export function deskRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()

  routes.get('/', (c) => c.redirect('/inbox', 303))

  routes.get(
    '/inbox',
    pageFor(
      deps,
      { title: 'inbox.title', nav: 'inbox', permission: 'read_conversations' },
      async (_, { view, actor }) => (
        <InboxPage view={view} isNew={await isNew(deps, actor)} mayFill={isAllowed(actor, 'manage_people')} />
      ),
    ),
  )

  routes.post(
    '/demo',
    formFor(deps, { title: 'inbox.title', permission: 'manage_people' }, async (c) => {
      const { messages, seenBefore } = await deps.loadDemo()
      leaveNotice(c, deps, seenBefore ? 'inbox.demo_there' : 'inbox.demo_loaded', { count: messages })
      return c.redirect('/inbox', 303)
    }),
  )

  routes.get(
    '/at-risk',
    pageFor(deps, { title: 'at-risk.title', nav: 'at_risk', permission: 'read_flags' }, (_, { view }) => (
      <AtRiskPage view={view} />
    )),
  )
  routes.get(
    '/insights',
    pageFor(
      deps,
      { title: 'insights.title', nav: 'insights', permission: 'read_insights' },
      (_, { view }) => <InsightsPage view={view} />,
    ),
  )
  routes.get(
    '/quality',
    pageFor(deps, { title: 'quality.title', nav: 'quality', permission: 'read_insights' }, (_, { view }) => (
      <QualityPage view={view} />
    )),
  )
  routes.get(
    '/playground',
    pageFor(deps, { title: 'playground.title', nav: 'playground', permission: 'classify' }, (_, { view }) => (
      <PlaygroundPage view={view} />
    )),
  )
  return routes
}
