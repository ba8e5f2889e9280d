/** Who looks at a page, in which language, and how they want to see it. */
import { getCookie, setCookie } from 'hono/cookie'
import { readSession } from '../../actions/sessions.ts'
import type { Actor } from '../../domain/actor.ts'
import { CALENDAR_OF } from '../../ui/format.ts'
import { preferredLanguage, type UiLanguage } from '../../ui/languages.ts'
import { type Area, sentencesOf } from '../../ui/locales/index.ts'
import { chosenOf, type Preferences, preferences as preferencesSchema } from '../../ui/preferences.ts'
import { createView, type View, type ViewData } from '../../ui/view.ts'
import type { AppContext } from '../context.ts'
import { sessionOf } from '../middleware/authenticate.ts'
import type { ScreenDeps, ScreenSettings } from './ports.ts'

export const PREFERENCES_COOKIE = 'deljoo_display'
const YEAR_SECONDS = 31_536_000

export type PageReader = { actor: Actor | null; preferences: Preferences }

/** Over TLS, directly or behind a proxy that says so: cookies are then for TLS only. */
export function isSecure(c: AppContext, { publicUrl }: ScreenSettings): boolean {
  if (publicUrl?.startsWith('https:')) return true
  return c.req.header('x-forwarded-proto') === 'https' || c.req.url.startsWith('https:')
}

/** Hands on the cookies of a session as the identity made them. */
export function passCookies(c: AppContext, settings: ScreenSettings, cookies: readonly string[]): void {
  for (const cookie of cookies)
    c.header('set-cookie', isSecure(c, settings) ? `${cookie}; Secure` : cookie, { append: true })
}

function fromCookie(c: AppContext): Preferences {
  const parsed = preferencesSchema.safeParse(
    Object.fromEntries(new URLSearchParams(getCookie(c, PREFERENCES_COOKIE) ?? '')),
  )
  return parsed.success ? parsed.data : {}
}

/** For the pages before sign-in, and for the next time. */
export function keepPreferences(c: AppContext, settings: ScreenSettings, chosen: Preferences): void {
  const value = new URLSearchParams(chosenOf({ ...fromCookie(c), ...chosen })).toString()
  setCookie(c, PREFERENCES_COOKIE, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c, settings),
    maxAge: YEAR_SECONDS,
  })
}

/** Reads the session and makes it last longer; sets `actor` for the log. */
export async function readReader(c: AppContext, deps: ScreenDeps): Promise<PageReader> {
  const session = sessionOf(c)
  const found = session === null ? null : await readSession(deps, session, { renew: true })
  if (!found) return { actor: null, preferences: fromCookie(c) }
  passCookies(c, deps.settings, found.cookies)
  c.set('actor', found.actor)
  const stored = preferencesSchema.safeParse(found.preferences)
  return { actor: found.actor, preferences: { ...fromCookie(c), ...(stored.success ? stored.data : {}) } }
}

/** The key of the configuration has no name of its own. */
const nameOf = ({ kind, name }: Actor, language: UiLanguage): string =>
  kind === 'configuration' ? String(sentencesOf(language)['common.operator']) : name

/** The sentences every page has in the browser, whatever is on it. */
const EVERYWHERE: Area[] = ['common']

/**
 * The view for the server with all sentences, and its data for the browser with those of some areas.
 * @param areas whose sentences islands on this page say
 */
export function viewFor(
  c: AppContext,
  deps: Pick<ScreenDeps, 'desk' | 'settings'>,
  { actor, preferences }: PageReader,
  areas: readonly Area[],
): { view: View; data: ViewData } {
  const language = preferences.language ?? preferredLanguage(c.req.header('accept-language'))
  const shared = {
    language,
    calendar: preferences.calendar ?? CALENDAR_OF[language],
    time_zone: deps.settings.timeZone,
    reader: actor && { id: actor.id, name: nameOf(actor, language), role: actor.role },
  }
  return {
    view: createView(shared, deps.desk.clock, sentencesOf(language)),
    data: { ...shared, sentences: sentencesOf(language, [...EVERYWHERE, ...areas]) },
  }
}
