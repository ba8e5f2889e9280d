/** At risk: flagged accounts as list, board and table, what moved, the team; and one account with its sum. */
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { listFlags, readFlag } from '../../../actions/list-flags.ts'
import { listPeople } from '../../../actions/people.ts'
import { readMessage } from '../../../actions/read-message.ts'
import { readRisk } from '../../../actions/read-risk.ts'
import { listRiskChanges, readRiskChange } from '../../../actions/read-risk-changes.ts'
import { readTeamLoad } from '../../../actions/read-team-load.ts'
import { type Actor, isAllowed } from '../../../domain/actor.ts'
import { FLAG_STAGES } from '../../../domain/risk/flag.ts'
import type { RiskContribution } from '../../../domain/risk/risk.ts'
import {
  AT_RISK_VIEWS,
  type AtRiskQuery,
  flagsAsked,
  nextLook,
  readAtRiskQuery,
} from '../../../ui/at-risk-query.ts'
import { AtRiskPage, type Shown } from '../../../ui/pages/at-risk.tsx'
import { AtRiskAccountPage } from '../../../ui/pages/at-risk-account.tsx'
import type { View } from '../../../ui/view.ts'
import type { AppContext, AppEnv } from '../../context.ts'
import { pageFor } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'
import { isSecure } from '../reader.ts'

const PAGE = {
  title: 'at-risk.title',
  nav: 'at_risk',
  permission: 'read_flags',
  islands: ['flag-desk'],
  areas: ['at-risk', 'labels'],
} as const

/** More than these nobody reads through; the page says that there are more, and filters narrow them down. */
const FLAGS_SHOWN = 200
const COLUMN_SHOWN = 50
const MOVED_SHOWN = 50

const LOOK_COOKIE = 'deljoo_at_risk_look'
const LOOK_DAYS = 30
const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS

export function atRiskRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/at-risk',
    pageFor(deps, PAGE, async (c, { view, actor }) => {
      const asked = readAtRiskQuery(c.req.query())
      const views = AT_RISK_VIEWS.filter((name) => name !== 'moved' || isAllowed(actor, 'read_insights'))
      const query = views.includes(asked.view) ? asked : { ...asked, view: 'list' as const }
      const since = lastLook(c, deps)
      const [shown, colleagues] = await Promise.all([
        shownFor(deps, { view, actor, query, since }),
        colleaguesOf(deps, actor),
      ])
      return { body: <AtRiskPage {...{ view, query, views, shown, colleagues, since }} /> }
    }),
  )
  routes.get(
    '/at-risk/flag/:id',
    pageFor(deps, PAGE, async (c, { view, actor }) => {
      const flag = await readFlag(deps.desk, actor, c.req.param('id') ?? '')
      const since = lastLook(c, deps)
      const began = new Date(Date.parse(flag.opened_at) - WEEK_MS).toISOString()
      const change = (from: string) =>
        readRiskChange(deps.desk, actor, flag.customer_id, { since: from, lang: view.language })
      const [risk, changed, course, colleagues] = await Promise.all([
        readRisk(deps.desk, actor, flag.customer_id),
        change(since),
        change(began),
        colleaguesOf(deps, actor),
      ])
      const conversations = await conversationsOf(deps, actor, risk.contributions)
      return {
        title: flag.customer.name ?? view.t('at-risk.title'),
        body: <AtRiskAccountPage {...{ view, flag, risk, changed, course, conversations, colleagues }} />,
      }
    }),
  )
  return routes
}

async function shownFor(
  { desk }: ScreenDeps,
  { view, actor, query, since }: { view: View; actor: Actor; query: AtRiskQuery; since: string },
): Promise<Shown> {
  const mayCompare = isAllowed(actor, 'read_insights')
  const moved = async () =>
    mayCompare
      ? listRiskChanges(desk, actor, { since, lang: view.language, limit: MOVED_SHOWN })
      : { items: [], next_cursor: null }
  switch (query.view) {
    case 'team':
      return { kind: 'team', load: await readTeamLoad(desk, actor, {}) }
    case 'moved': {
      const [{ items, next_cursor }, flags] = await Promise.all([
        moved(),
        listFlags(desk, actor, { limit: FLAGS_SHOWN }),
      ])
      const flagOf = Object.fromEntries(flags.items.toReversed().map((each) => [each.customer_id, each.id]))
      return { kind: 'moved', moved: items, flagOf, more: next_cursor !== null }
    }
    case 'board': {
      const columns = await Promise.all(
        FLAG_STAGES.map(async (stage) => {
          const { items, next_cursor } = await listFlags(desk, actor, { stage, limit: COLUMN_SHOWN })
          return [stage, { flags: items, more: next_cursor !== null }] as const
        }),
      )
      return { kind: 'board', columns: Object.fromEntries(columns) as never }
    }
    default: {
      const asked = flagsAsked(query, view.now())
      const [{ items, next_cursor }, changes] = await Promise.all([
        listFlags(desk, actor, { ...asked, limit: FLAGS_SHOWN }),
        query.view === 'list' ? moved() : { items: [] },
      ])
      return { kind: 'flags', flags: items, more: next_cursor !== null, moved: changes.items }
    }
  }
}

async function colleaguesOf({ desk }: ScreenDeps, actor: Actor) {
  const people = await listPeople(desk, actor)
  return people.filter(({ suspended_at }) => suspended_at === null).map(({ id, name }) => ({ id, name }))
}

/** In which conversation to read each message; those that are gone are left out. */
async function conversationsOf(
  { desk }: ScreenDeps,
  actor: Actor,
  contributions: readonly RiskContribution[],
): Promise<Record<string, string>> {
  const ids = [...new Set(contributions.flatMap(({ message_id }) => message_id ?? []))]
  const found = await Promise.all(
    ids.map(async (id) => {
      const { conversation } = await readMessage(desk, actor, id)
      return [id, conversation.id] as const
    }),
  )
  return Object.fromEntries(found)
}

/** When the reader last looked at this page, at most a month ago; the first time: a week ago. Notes this look. */
function lastLook(c: AppContext, deps: ScreenDeps): string {
  const now = deps.desk.clock()
  const { since, keep } = nextLook(getCookie(c, LOOK_COOKIE), now)
  setCookie(c, LOOK_COOKIE, keep, {
    path: '/at-risk',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c, deps.settings),
    maxAge: (LOOK_DAYS * DAY_MS) / 1_000,
  })
  const oldest = now.getTime() - LOOK_DAYS * DAY_MS
  const lookedAt = since === null ? now.getTime() - WEEK_MS : Math.max(oldest, Date.parse(since))
  return new Date(lookedAt).toISOString()
}
