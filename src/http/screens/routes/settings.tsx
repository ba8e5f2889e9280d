/** Settings: people and roles, API keys. */
import { type Context, Hono } from 'hono'
import { createKey, listKeys, revokeKey } from '../../../actions/keys.ts'
import {
  invitePerson,
  LINK_DAYS,
  listLinks,
  type NewLink,
  offerNewPassword,
  revokeLink,
} from '../../../actions/one-time-links.ts'
import { changePerson, listPeople } from '../../../actions/people.ts'
import type { PersonChange } from '../../../actions/people-store-port.ts'
import type { Actor } from '../../../domain/actor.ts'
import { DeljooError } from '../../../domain/errors.ts'
import { keyIntake } from '../../../domain/key.ts'
import { personRole } from '../../../domain/person.ts'
import { sectionsFor } from '../../../ui/pages/settings.tsx'
import { KeySettingsPage, type KeySettingsProps } from '../../../ui/pages/settings-keys.tsx'
import { PeopleSettingsPage, type PeopleSettingsProps } from '../../../ui/pages/settings-people.tsx'
import type { View } from '../../../ui/view.ts'
import type { AppContext, AppEnv } from '../../context.ts'
import { formFor, leaveNotice, pageFor, type Shown } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'

const PEOPLE = { title: 'settings.people', nav: 'settings', permission: 'manage_people' } as const
const KEYS = { title: 'settings.keys', nav: 'settings', permission: 'manage_keys' } as const

export function settingsRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  routes.get(
    '/settings',
    pageFor(deps, { ...PEOPLE, permission: 'read_articles' }, (c, { actor }) =>
      c.redirect(`/settings/${sectionsFor(actor)[0]}`, 303),
    ),
  )
  peopleRoutes(routes, deps)
  keyRoutes(routes, deps)
  return routes
}

function peopleRoutes(routes: Hono<AppEnv>, deps: ScreenDeps): void {
  const show = async (view: View, actor: Actor, more: Partial<PeopleSettingsProps> = {}) => (
    <PeopleSettingsPage
      view={view}
      people={await listPeople(deps, actor)}
      links={await listLinks(deps, actor)}
      linkDays={LINK_DAYS}
      {...more}
    />
  )
  const showLink = async (c: AppContext, view: View, actor: Actor, { token }: NewLink) =>
    show(view, actor, { newLink: `${publicOrigin(c, deps)}/join/${token}` })

  const change = (changeOf: (form: (name: string) => string) => PersonChange) =>
    formFor(deps, PEOPLE, async (c, { view, actor, form }): Promise<Shown | Response> => {
      try {
        const person = await changePerson(deps, actor, param(c, 'id'), changeOf(form))
        deps.forgetActors()
        leaveNotice(c, deps, 'settings.person_changed', { name: person.name })
        return c.redirect('/settings/people', 303)
      } catch (error) {
        if (!(error instanceof DeljooError && error.code === 'conflict')) throw error
        return { body: await show(view, actor, { mistake: view.t('settings.last_admin') }), status: 409 }
      }
    })

  routes.get(
    '/settings/people',
    pageFor(deps, PEOPLE, (_, { view, actor }) => show(view, actor)),
  )
  routes.post(
    '/settings/invitations',
    formFor(deps, PEOPLE, async (c, { view, actor, form }) =>
      showLink(c, view, actor, await invitePerson(deps, actor, roleIn(form))),
    ),
  )
  routes.post(
    '/settings/invitations/:id/revoke',
    formFor(deps, PEOPLE, async (c, { actor }) => {
      await revokeLink(deps, actor, param(c, 'id'))
      leaveNotice(c, deps, 'settings.invitation_revoked')
      return c.redirect('/settings/people', 303)
    }),
  )
  routes.post(
    '/settings/people/:id/password-link',
    formFor(deps, PEOPLE, async (c, { view, actor }) =>
      showLink(c, view, actor, await offerNewPassword(deps, actor, param(c, 'id'))),
    ),
  )
  routes.post(
    '/settings/people/:id/role',
    change((form) => ({ role: roleIn(form) })),
  )
  routes.post(
    '/settings/people/:id/suspend',
    change(() => ({ suspended: true })),
  )
  routes.post(
    '/settings/people/:id/restore',
    change(() => ({ suspended: false })),
  )
}

function keyRoutes(routes: Hono<AppEnv>, deps: ScreenDeps): void {
  const show = async (view: View, actor: Actor, more: Partial<KeySettingsProps> = {}) => (
    <KeySettingsPage view={view} keys={await listKeys(deps, actor)} {...more} />
  )
  routes.get(
    '/settings/keys',
    pageFor(deps, KEYS, (_, { view, actor }) => show(view, actor)),
  )
  routes.post(
    '/settings/keys',
    formFor(deps, KEYS, async (_, { view, actor, form }) => {
      const intake = keyIntake.safeParse({ name: form('name'), role: form('role') })
      if (!intake.success) return { body: await show(view, actor, { nameMissing: true }), status: 422 }
      const { secret } = await createKey(deps, actor, intake.data)
      return show(view, actor, { newKey: secret })
    }),
  )
  routes.post(
    '/settings/keys/:id/revoke',
    formFor(deps, KEYS, async (c, { actor }) => {
      await revokeKey(deps, actor, param(c, 'id'))
      deps.forgetActors()
      leaveNotice(c, deps, 'settings.key_revoked')
      return c.redirect('/settings/keys', 303)
    }),
  )
}

/** A part of the address; the route's pattern has it. */
const param = (c: Context, name: string) => c.req.param(name) ?? ''

/** @throws {DeljooError} `invalid_input`: only a form of somebody else's making has another role */
function roleIn(form: (name: string) => string) {
  const parsed = personRole.safeParse(form('role'))
  if (!parsed.success) throw new DeljooError('invalid_input', 'There is no such role')
  return parsed.data
}

/** Where people reach the service, for links they send each other. */
function publicOrigin(c: AppContext, { settings }: ScreenDeps): string {
  if (settings.publicUrl !== null) return settings.publicUrl.replace(/\/+$/, '')
  const protocol =
    c.req.header('x-forwarded-proto') === 'https' ? 'https' : new URL(c.req.url).protocol.slice(0, -1)
  return `${protocol}://${c.req.header('host') ?? new URL(c.req.url).host}`
}
