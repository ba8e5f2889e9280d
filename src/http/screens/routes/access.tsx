/** Signing in and out, joining by a link, and how the pages look to the reader. */
import { Hono } from 'hono'
import { findLink, join } from '../../../actions/one-time-links.ts'
import { signInWithKey } from '../../../actions/sessions.ts'
import type { PersonIntake } from '../../../domain/person.ts'
import { DeadLinkPage, type JoinMistake, JoinPage, makerOf } from '../../../ui/pages/join.tsx'
import { type SignInNews, SignInPage } from '../../../ui/pages/sign-in.tsx'
import { chosenOf, preferences as preferencesSchema } from '../../../ui/preferences.ts'
import type { AppContext, AppEnv } from '../../context.ts'
import { sessionOf } from '../../middleware/authenticate.ts'
import { ownPath, readForm, showPage } from '../page.tsx'
import type { ScreenDeps } from '../ports.ts'
import { keepPreferences, passCookies, readReader } from '../reader.ts'
import { createTries } from '../tries.ts'

export function accessRoutes(deps: ScreenDeps) {
  const routes = new Hono<AppEnv>()
  const tries = createTries(deps.addressOf)

  const showSignIn = async (c: AppContext, news: SignInNews, next: string, email = '') => {
    const reader = await readReader(c, deps)
    const status = news?.kind === 'wait' ? 429 : news?.kind.endsWith('wrong') ? 401 : 200
    return showPage(c, deps, reader, { title: 'access.sign_in' }, (view) => ({
      body: <SignInPage view={view} news={news} next={next} email={email} />,
      status,
    }))
  }

  routes.get('/sign-in', async (c) => {
    const next = ownPath(c.req.query('next') ?? '/inbox')
    const reader = await readReader(c, deps)
    if (reader.actor) return c.redirect(next, 303)
    const news = c.req.query('out') !== undefined ? 'signed_out' : sessionOf(c) ? 'session_over' : null
    return showSignIn(c, news && { kind: news }, next)
  })

  routes.post('/sign-in', async (c) => {
    const form = await readForm(c)
    const next = ownPath(form('next'))
    const [email, key] = [form('email').trim().toLowerCase(), form('key').trim()]
    const counted = tries.of(c, email)
    if (counted.waitMs > 0) {
      c.header('retry-after', String(Math.ceil(counted.waitMs / 1_000)))
      return showSignIn(c, { kind: 'wait', waitMs: counted.waitMs }, next, email)
    }
    const cookies = key
      ? await signInWithKey(deps, key)
      : await deps.identity.signIn({ email, password: form('password') })
    if (!cookies) {
      counted.failed()
      return showSignIn(c, { kind: key ? 'key_wrong' : 'wrong' }, next, email)
    }
    passCookies(c, deps.settings, cookies)
    return c.redirect(next, 303)
  })

  routes.post('/sign-out', async (c) => {
    await readForm(c)
    const session = sessionOf(c)
    if (session) passCookies(c, deps.settings, await deps.identity.close(session))
    deps.forgetActors()
    return c.redirect('/sign-in?out', 303)
  })

  routes.post('/preferences', async (c) => {
    const form = await readForm(c)
    const chosen = preferencesSchema.safeParse(
      Object.fromEntries(
        Object.keys(preferencesSchema.shape).flatMap((name) => (form(name) ? [[name, form(name)]] : [])),
      ),
    )
    const { actor, preferences } = await readReader(c, deps)
    if (chosen.success) {
      keepPreferences(c, deps.settings, chosen.data)
      if (actor?.kind === 'person')
        await deps.store.savePreferences(actor.id, chosenOf({ ...preferences, ...chosen.data }))
    }
    return c.redirect(ownPath(form('here')), 303)
  })

  routes.get('/join/:token', async (c) => {
    const link = await findLink(deps, c.req.param('token'))
    const reader = await readReader(c, deps)
    const here = c.req.path
    return showPage(c, deps, { ...reader, actor: null }, { title: 'access.join_title' }, (view) =>
      link
        ? {
            body: (
              <JoinPage
                view={view}
                here={here}
                invitedBy={makerOf(view, link)}
                passwordFor={link.person?.email ?? null}
              />
            ),
          }
        : { body: <DeadLinkPage view={view} here={here} />, status: 410 },
    )
  })

  routes.post('/join/:token', async (c) => {
    const token = c.req.param('token')
    const form = await readForm(c)
    const values = { name: form('name'), email: form('email'), password: form('password') }
    const same = values.password === form('password_again')
    const outcome = same ? await join(deps, token, values) : ({ kind: 'different' } as const)
    if (outcome.kind === 'joined') {
      passCookies(c, deps.settings, outcome.cookies)
      return c.redirect('/inbox', 303)
    }
    const link = await findLink(deps, token)
    const reader = await readReader(c, deps)
    const here = c.req.path
    return showPage(c, deps, { ...reader, actor: null }, { title: 'access.join_title' }, (view) =>
      link
        ? {
            body: (
              <JoinPage
                view={view}
                here={here}
                invitedBy={makerOf(view, link)}
                passwordFor={link.person?.email ?? null}
                values={values}
                mistakes={mistakesOf(outcome)}
              />
            ),
            status: 422,
          }
        : { body: <DeadLinkPage view={view} here={here} />, status: 410 },
    )
  })
  return routes
}

const MISTAKE_OF: Record<keyof PersonIntake, JoinMistake> = {
  name: 'name_missing',
  email: 'email_wrong',
  password: 'password_short',
}

function mistakesOf(
  outcome:
    | { kind: 'different' | 'dead' | 'email_taken' }
    | { kind: 'invalid'; fields: (keyof PersonIntake)[] },
): JoinMistake[] {
  if (outcome.kind === 'invalid') return outcome.fields.map((field) => MISTAKE_OF[field])
  return outcome.kind === 'different'
    ? ['password_different']
    : outcome.kind === 'dead'
      ? []
      : ['email_taken']
}
