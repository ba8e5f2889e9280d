/** How a page is made: reader, permission, view, layout, headers. The routes only fetch data and say what to show. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { getCookie, setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Actor, isAllowed, type Permission } from '../../domain/actor.ts'
import { Layout, type NavName } from '../../ui/components/layout.tsx'
import type { IslandName } from '../../ui/islands/index.ts'
import type { Area, Key } from '../../ui/locales/index.ts'
import { type PageProblem, ProblemPage } from '../../ui/pages/problem.tsx'
import type { Values } from '../../ui/translate.ts'
import type { View } from '../../ui/view.ts'
import type { AppContext } from '../context.ts'
import { requireSameOrigin } from '../middleware/same-origin.ts'
import type { ScreenDeps } from './ports.ts'
import { isSecure, type PageReader, readReader, viewFor } from './reader.ts'

/** Everything comes from this origin, as a file; nothing is written into the page that could run. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const packed = promisify(gzip)

const NOTICE_COOKIE = 'deljoo_notice'
const NOTICE_SECONDS = 30

export type PageOptions = {
  title: Key
  /** The entry of the navigation this page belongs to. */
  nav?: NavName
  /** Islands on the page, for fetching their modules at once. */
  islands?: readonly IslandName[]
  /** Areas of the locales whose sentences the islands say. */
  areas?: readonly Area[]
}

/** What to show; `title` in place of the page's usual one. */
export type Shown = Child | { body: Child; title?: string; status?: ContentfulStatusCode }

export type PageInput = { view: View; actor: Actor }

const isParts = (shown: Shown): shown is Extract<Shown, { body: Child }> =>
  typeof shown === 'object' && shown !== null && 'body' in shown

/** Writes a whole page for this reader. */
export async function showPage(
  c: AppContext,
  deps: ScreenDeps,
  reader: PageReader,
  options: PageOptions,
  make: (view: View) => Shown,
): Promise<Response> {
  const { islands = [], areas = [], nav = null } = options
  const { view, data } = viewFor(c, deps, reader, areas)
  const shown = make(view)
  const { body, title = view.t(options.title), status = 200 } = isParts(shown) ? shown : { body: shown }
  const url = new URL(c.req.url)
  const page = (
    <Layout
      view={view}
      data={data}
      files={deps.files}
      title={title}
      nav={nav}
      islands={islands}
      preferences={reader.preferences}
      here={url.pathname + url.search}
      notice={takeNotice(c, view)}
    >
      {body}
    </Layout>
  )
  c.header('content-security-policy', POLICY)
  c.header('cache-control', 'no-store')
  c.header('vary', 'cookie, accept-language, accept-encoding')
  c.header('content-type', 'text/html; charset=utf-8')
  const text = `<!doctype html>${await page.toString()}`
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(text, status)
  c.header('content-encoding', 'gzip')
  return c.body(new Uint8Array(await packed(text)), status)
}

/** Said once on the next page, after something was done. */
export function leaveNotice(c: AppContext, deps: ScreenDeps, key: Key, values: Values = {}): void {
  setCookie(c, NOTICE_COOKIE, JSON.stringify([key, values]), {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isSecure(c, deps.settings),
    maxAge: NOTICE_SECONDS,
  })
}

function takeNotice(c: AppContext, { t }: View): string | null {
  const kept = getCookie(c, NOTICE_COOKIE)
  if (kept === undefined) return null
  setCookie(c, NOTICE_COOKIE, '', { path: '/', maxAge: 0 })
  try {
    const [key, values] = JSON.parse(kept) as [Key, Values]
    return t(key, values)
  } catch {
    return null
  }
}

const PROBLEM_STATUS = { not_found: 404, forbidden: 403, failed: 500 } as const

export function showProblem(
  c: AppContext,
  deps: ScreenDeps,
  reader: PageReader,
  problem: PageProblem,
  status: ContentfulStatusCode = PROBLEM_STATUS[problem],
) {
  return showPage(c, deps, reader, { title: `shell.${problem}_title` }, (view) => ({
    body: <ProblemPage view={view} problem={problem} requestId={c.get('requestId')} />,
    status,
  }))
}

/** To the sign-in page, and afterwards back here. */
function askToSignIn(c: AppContext) {
  const { pathname, search } = new URL(c.req.url)
  const isFirst = pathname === '/' || pathname === '/inbox'
  return c.redirect(isFirst ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`, 303)
}

/**
 * A page for people who are signed in and may `permission`; others come to the sign-in page or are told so.
 * `make` fetches the data and answers what to show, or a whole response such as a redirect.
 */
export function pageFor(
  deps: ScreenDeps,
  { permission, ...options }: PageOptions & { permission: Permission },
  make: (c: AppContext, input: PageInput) => Promise<Shown | Response> | Shown | Response,
) {
  return async (c: AppContext): Promise<Response> => {
    requireSameOrigin(c)
    const reader = await readReader(c, deps)
    const { actor } = reader
    if (!actor) return askToSignIn(c)
    if (!isAllowed(actor, permission)) return showProblem(c, deps, reader, 'forbidden')
    const { view } = viewFor(c, deps, reader, [])
    const shown = await make(c, { view, actor })
    return shown instanceof Response ? shown : showPage(c, deps, reader, options, () => shown)
  }
}

/** A form sent by people who are signed in and may `permission`. Answers a redirect or a page. */
export const formFor = (
  deps: ScreenDeps,
  options: PageOptions & { permission: Permission },
  act: (
    c: AppContext,
    input: PageInput & { form: FormValues },
  ) => Promise<Shown | Response> | Shown | Response,
) => pageFor(deps, options, async (c, input) => act(c, { ...input, form: await readForm(c) }))

export type FormValues = (name: string) => string

/** The fields of a form; a missing one is empty. @throws {DeljooError} `forbidden` for one sent by another site */
export async function readForm(c: AppContext): Promise<FormValues> {
  requireSameOrigin(c)
  const form = await c.req.formData().catch(() => new FormData())
  return (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
}

/** A path of ours to go on to; anything else would send people away to other sites. */
export function ownPath(path: string, otherwise = '/inbox'): string {
  const url = URL.canParse(path, 'http://self') ? new URL(path, 'http://self') : null
  return url && path.startsWith('/') && url.host === 'self' ? url.pathname + url.search : otherwise
}
