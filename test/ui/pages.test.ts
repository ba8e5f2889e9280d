import { describe, expect, it } from 'vitest'
import { createKey } from '../../src/actions/keys.ts'
import { invitePerson } from '../../src/actions/one-time-links.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { PERSON_ROLES } from '../../src/domain/person.ts'
import { createHarness } from '../http/harness.ts'
import { createScreenHarness } from './screen-harness.ts'

const EVERYBODY = [
  '/inbox',
  '/at-risk',
  '/quality',
  '/playground',
  '/settings/hours',
  '/settings/playbooks',
  '/settings/articles',
  '/settings/model',
  '/settings/about',
]
const SUPERVISORS = ['/insights', '/settings/policy']
const ADMINS = ['/settings/people', '/settings/keys']
/** What somebody could write where a name belongs. */
const HOSTILE = `"><img src=x onerror="alert(1)"><script>alert(1)</script>'&{{}}`

/** The order of the navigation. */
const ORDER = ['/inbox', '/at-risk', '/insights', '/quality', '/playground', '/settings']
const inOrder = (one: string, other: string) => ORDER.indexOf(one) - ORDER.indexOf(other)

const mayOpen = (role: (typeof PERSON_ROLES)[number]) => [
  ...EVERYBODY,
  ...(role === 'agent' ? [] : SUPERVISORS),
  ...(role === 'admin' ? ADMINS : []),
]
const cases = PERSON_ROLES.flatMap((role) =>
  [...EVERYBODY, ...SUPERVISORS, ...ADMINS].map((path) => ({
    role,
    path,
    opens: mayOpen(role).includes(path),
  })),
)

describe('pages', () => {
  it.each(cases)('$path for role $role: $opens', async ({ role, path, opens }) => {
    const { signIn, get } = await createScreenHarness()
    const { status, text } = await get(path, { cookie: await signIn(role) })
    expect(status).toBe(opens ? 200 : 403)
    expect(text.match(/<h1/g)).toHaveLength(1)
    if (!opens) expect(text).toContain('This page is not open to you')
    const navigation = /<nav id="navigation".*?<\/nav>/s.exec(text)?.[0] ?? ''
    const links = [...navigation.matchAll(/href="([^"]+)"/g)].map((match) => match[1])
    expect(links).toEqual(
      [...new Set(mayOpen(role).map((page) => page.replace(/^(\/settings).*/, '$1')))].toSorted(inOrder),
    )
  })

  it.each([
    ['fa', 'rtl', 'صندوق ورودی'],
    ['ar', 'rtl', 'صندوق الوارد'],
    ['en', 'ltr', 'Inbox'],
  ])('speak %s, %s', async (language, direction, title) => {
    const { signIn, get } = await createScreenHarness()
    const { text } = await get('/inbox', { cookie: await signIn('agent'), language })
    expect(text).toContain(`<html lang="${language}" dir="${direction}"`)
    expect(text).toContain(`<title>${title}`)
  })

  it('let nothing run that is not a file of ours, and are kept by no cache', async () => {
    const { signIn, get } = await createScreenHarness()
    const cookie = await signIn('admin')
    for (const path of ['/sign-in', '/nowhere', '/join/x', ...mayOpen('admin')]) {
      const { headers, text } = await get(path, { cookie: path === '/sign-in' ? '' : cookie })
      const policy = headers.get('content-security-policy')
      expect(policy, path).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy, path).not.toContain('unsafe')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*src="\/assets\/)/)
      expect(text).not.toMatch(/(src|href|action)="(?!\/|#)/)
    }
  })

  it('show a problem as a page to readers and as a problem to programs', async () => {
    const { get, send, signIn } = await createScreenHarness()
    const page = await get('/nowhere')
    expect(page.status).toBe(404)
    expect(page.text).toContain('This page does not exist')
    const other = await get('/sign-out', { cookie: await signIn('agent') })
    expect(other.status).toBe(405)
    const program = await send('GET', '/nowhere', { headers: { accept: 'application/json' } })
    expect(program.json).toMatchObject({ type: '/problems/not-found' })
    const api = await send('GET', '/v1/nowhere', { headers: { accept: 'text/html' } })
    expect(api.headers.get('content-type')).toBe('application/problem+json')
  })

  it('say of a failure on our side what to do, and nothing of its insides', async () => {
    const { get, signIn, store } = await createScreenHarness()
    const cookie = await signIn('agent')
    store.listConversations = () => Promise.reject(new Error('secret insides'))
    const { status, text } = await get('/inbox', { cookie })
    expect(status).toBe(500)
    expect(text).toContain('Something failed on our side')
    expect(text).not.toContain('secret insides')
  })

  it('are not there where nobody can sign in', async () => {
    const { app } = await createHarness()
    expect((await app.request('/')).headers.get('location')).toBe('/docs')
    expect((await app.request('/inbox')).status).toBe(404)
  })
})

describe('what people wrote', () => {
  it('is shown as it is and never becomes part of the page', async () => {
    const { desk, signIn, get, store } = await createScreenHarness()
    const cookie = await signIn('admin', { name: HOSTILE.slice(0, 100), email: 'hostile@example.com' })
    const [person] = await store.listPeople()
    const hostile = { kind: 'person', id: person?.id ?? '', name: HOSTILE, role: 'admin' } as const
    await createKey(desk, SYSTEM, { name: HOSTILE, role: 'service' })
    const { token } = await invitePerson(desk, hostile, 'agent')
    for (const path of [
      '/inbox',
      '/settings/people',
      '/settings/keys',
      `/join/${token}`,
      `/sign-in?next=/${HOSTILE}`,
    ]) {
      const { text } = await get(path, { cookie: path.startsWith('/sign-in') ? '' : cookie })
      expect(text, path).not.toMatch(/<img|<script>|onerror="/)
    }
    expect((await get('/settings/keys', { cookie })).text).toContain('&lt;img src=x')
    expect((await get(`/join/${token}`)).text).toContain('&lt;img src=x')
  })

  it('comes back into a form as it was', async () => {
    const { desk, post } = await createScreenHarness()
    const { token } = await invitePerson(desk, SYSTEM, 'agent')
    const { text } = await post(`/join/${token}`, {
      name: HOSTILE,
      email: HOSTILE,
      password: 'x',
      password_again: 'y',
    })
    expect(text).not.toMatch(/<img|<script>/)
    expect(text).toContain('value="&quot;&gt;&lt;img')
  })

  it('cannot forge a notice', async () => {
    const { signIn, get } = await createScreenHarness()
    const notice = encodeURIComponent(JSON.stringify([HOSTILE, {}]))
    const { status, text } = await get('/inbox', {
      cookie: `${await signIn('agent')}; deljoo_notice=${notice}`,
    })
    expect(status).toBe(200)
    expect(text).not.toMatch(/<img|class="notice"/)
  })
})

describe('settings', () => {
  async function asAdmin() {
    const harness = await createScreenHarness()
    const cookie = await harness.signIn('admin', { name: 'Adel' })
    const [admin] = await harness.store.listPeople()
    return { ...harness, cookie, admin: admin as NonNullable<typeof admin> }
  }

  it('invite: the link is shown once, on our address', async () => {
    const { post, get, cookie } = await asAdmin()
    const made = await post('/settings/invitations', { role: 'agent' }, { cookie })
    const link = /value="(http:\/\/desk\.test\/join\/[\w-]{43})"/.exec(made.text)?.[1]
    expect(link).toBeDefined()
    expect((await get(new URL(link as string).pathname)).status).toBe(200)
    expect((await get('/settings/people', { cookie })).text).not.toContain('/join/')
  })

  it('change a role at once, also in open sessions', async () => {
    const { post, get, cookie, signIn, store } = await asAdmin()
    const other = await signIn('agent', { name: 'Sara' })
    expect((await get('/insights', { cookie: other })).status).toBe(403)
    const sara = (await store.listPeople()).find(({ name }) => name === 'Sara')
    const changed = await post(`/settings/people/${sara?.id}/role`, { role: 'supervisor' }, { cookie })
    expect(changed.headers.get('location')).toBe('/settings/people')
    expect((await get('/insights', { cookie: other })).status).toBe(200)
  })

  it('suspend a person, whose session ends at once, and restore them', async () => {
    const { post, get, send, cookie, signIn, store } = await asAdmin()
    const other = await signIn('agent', { name: 'Sara' })
    const sara = (await store.listPeople()).find(({ name }) => name === 'Sara')
    const api = () => send('GET', '/v1/conversations', { as: null, headers: { cookie: other } })
    expect((await api()).status).toBe(200)
    await post(`/settings/people/${sara?.id}/suspend`, {}, { cookie })
    expect((await api()).status).toBe(401)
    expect((await get('/inbox', { cookie: other })).status).toBe(303)
    const notice = await get('/settings/people', { cookie })
    expect(notice.text).toContain('Suspended')
    await post(`/settings/people/${sara?.id}/restore`, {}, { cookie })
    expect((await store.findPerson(sara?.id ?? ''))?.suspended_at).toBeNull()
  })

  it.each(['suspend', 'role'])('keep the last admin: %s', async (act) => {
    const { post, cookie, admin, store } = await asAdmin()
    const answer = await post(`/settings/people/${admin.id}/${act}`, { role: 'agent' }, { cookie })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('This is the last active admin')
    expect(await store.findPerson(admin.id)).toMatchObject({ role: 'admin', suspended_at: null })
  })

  it('make and revoke keys', async () => {
    const { post, get, send, cookie, store } = await asAdmin()
    const made = await post('/settings/keys', { name: 'web shop', role: 'service' }, { cookie })
    const secret = /value="(dlj_[\w-]+)"/.exec(made.text)?.[1] ?? ''
    const asShop = { as: null, headers: { authorization: `Bearer ${secret}` } }
    expect((await send('GET', '/v1/keys', asShop)).status).toBe(403)
    expect((await get('/settings/keys', { cookie })).text).not.toContain(secret)
    const key = (await store.listKeys()).find(({ name }) => name === 'web shop')
    await post(`/settings/keys/${key?.id}/revoke`, {}, { cookie })
    expect((await send('GET', '/v1/keys', asShop)).status).toBe(401)
  })

  it('ask for a name of a key', async () => {
    const { post, cookie } = await asAdmin()
    const answer = await post('/settings/keys', { name: ' ', role: 'service' }, { cookie })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Write what the key is for')
  })

  it.each([
    ['/settings/invitations', { role: 'agent' }],
    ['/settings/invitations', { role: 'service' }],
    ['/settings/keys', { name: 'x', role: 'admin' }],
    ['/demo', {}],
  ])('refuse an agent and another site: %s', async (path, form) => {
    const { post, cookie, signIn, store } = await asAdmin()
    const agent = await signIn('agent')
    const before = [await store.listKeys(), await store.listLinks('2026-01-01T00:00:00.000Z')]
    expect((await post(path, form, { cookie: agent })).status).toBe(403)
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, {}])
      expect((await post(path, form, { cookie, headers: headers as Record<string, string> })).status).toBe(
        403,
      )
    expect([await store.listKeys(), await store.listLinks('2026-01-01T00:00:00.000Z')]).toEqual(before)
  })

  it.each(['/sign-in', '/sign-out', '/preferences', '/join/x'])(
    'refuse forms of other sites: %s',
    async (path) => {
      const { post } = await createScreenHarness()
      expect((await post(path, {}, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    },
  )
})

describe('how a reader wants to see it', () => {
  it('is kept with the person, and in the browser before sign-in', async () => {
    const { post, get, signIn } = await createScreenHarness()
    const cookie = await signIn('agent')
    const chosen = {
      language: 'fa',
      theme: 'dark',
      density: 'compact',
      calendar: 'gregory',
      here: '/at-risk',
    }
    const answer = await post('/preferences', chosen, { cookie })
    expect(answer.headers.get('location')).toBe('/at-risk')
    const { text } = await get('/inbox', { cookie })
    expect(text).toContain('<html lang="fa" dir="rtl" data-theme="dark" data-density="compact"')
    const display = answer.headers.getSetCookie().find((kept) => kept.startsWith('deljoo_display'))
    expect(display).toMatch(/HttpOnly/)
    expect((await get('/sign-in', { cookie: display?.split(';')[0] ?? '' })).text).toContain(
      '<html lang="fa"',
    )
  })

  it.each([{ language: 'tr' }, { theme: '"><img>' }, { calendar: 'persian ' }])(
    'takes no other choices: %o',
    async (chosen) => {
      const { post } = await createScreenHarness()
      const answer = await post('/preferences', { ...chosen, here: '/inbox' } as Record<string, string>)
      expect(answer.status).toBe(303)
      expect(answer.headers.getSetCookie()).toEqual([])
    },
  )
})

describe('the first day', () => {
  it('fills in the demo company with one click, once', async () => {
    const { post, get, signIn } = await createScreenHarness()
    const cookie = await signIn('admin')
    expect((await get('/inbox', { cookie })).text).toContain('<h2>No message has arrived yet</h2>')
    const filled = await post('/demo', {}, { cookie })
    const notice = filled.headers.getSetCookie().find((kept) => kept.startsWith('deljoo_notice')) ?? ''
    const page = await get('/inbox', { cookie: `${cookie}; ${notice.split(';')[0]}` })
    expect(page.text).toMatch(/The demo company is in: \d+ messages/)
    expect(page.headers.getSetCookie().join()).toContain('deljoo_notice=;')
    expect(page.text).not.toContain('<h2>No message has arrived yet</h2>')
  })

  it('does not offer it to an agent', async () => {
    const { get, signIn } = await createScreenHarness()
    const { text } = await get('/inbox', { cookie: await signIn('agent') })
    expect(text).toContain('No message has arrived yet')
    expect(text).not.toContain('action="/demo"')
  })
})

describe('files for browsers', () => {
  it('carry the hash of their content, are packed, and may be kept for ever', async () => {
    const { app, get } = await createScreenHarness()
    const { text } = await get('/sign-in')
    const files = [
      ...new Set([...text.matchAll(/"(\/assets\/[\w.-]+)"/g)].map((match) => match[1] as string)),
    ]
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const answer = await app.request(file, { headers: { 'accept-encoding': 'gzip, br' } })
      expect(answer.status, file).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(answer.headers.get('content-encoding')).toBe(file.endsWith('.woff2') ? null : 'br')
      expect(file).toMatch(/-[A-Z0-9]{8}\.\w+$/)
    }
  })

  it('are no others', async () => {
    const { app } = await createScreenHarness()
    for (const name of ['app.js', '..%2f..%2fpackage.json', 'app-00000000.js'])
      expect((await app.request(`/assets/${name}`)).status).toBe(404)
  })

  it('weigh little: script and styles of a page with nothing on it', async () => {
    const { app, get, signIn } = await createScreenHarness()
    const { text } = await get('/nowhere', { cookie: await signIn('agent') })
    const files = [...text.matchAll(/"(\/assets\/[\w.-]+\.(?:js|css))"/g)].map((match) => match[1] as string)
    let bytes = 0
    for (const file of new Set(files)) {
      const answer = await app.request(file, { headers: { 'accept-encoding': 'gzip' } })
      bytes += (await answer.arrayBuffer()).byteLength
    }
    expect(bytes).toBeLessThan(30_000)
  })
})
