import { afterEach, describe, expect, it, vi } from 'vitest'
import { revokeKey } from '../../src/actions/keys.ts'
import {
  createFirstLink,
  invitePerson,
  LINK_DAYS,
  offerNewPassword,
  revokeLink,
} from '../../src/actions/one-time-links.ts'
import { SYSTEM } from '../../src/domain/actor.ts'
import { NOW } from '../http/harness.ts'
import { ADMIN_KEY, cookieOf, createScreenHarness, PASSWORD } from './screen-harness.ts'

afterEach(() => vi.useRealTimers())

const NEW_PERSON = {
  name: 'نرگس احمدی',
  email: 'Narges@Example.com',
  password: PASSWORD,
  password_again: PASSWORD,
}

describe('signing in', () => {
  it('opens a session whose cookie scripts cannot read and other sites do not send', async () => {
    const { signIn, post, get } = await createScreenHarness()
    await signIn('agent', { email: 'sara@example.com', name: 'Sara' })
    const answer = await post('/sign-in', {
      email: ' Sara@example.com',
      password: PASSWORD,
      next: '/at-risk',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/at-risk')
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^deljoo_session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/i)
    const page = await get('/inbox', { cookie: cookieOf(answer) })
    expect(page.status).toBe(200)
    expect(page.text).toContain('Sara')
  })

  it.each([
    ['behind a proxy with TLS', { 'x-forwarded-proto': 'https' }, null],
    ['where people reach the service by TLS', {}, 'https://desk.example.com'],
  ])('sends the cookie over TLS only, %s', async (_, headers, publicUrl) => {
    const { post } = await createScreenHarness({ publicUrl })
    const answer = await post(
      '/sign-in',
      { key: ADMIN_KEY },
      { headers: { 'sec-fetch-site': 'same-origin', ...headers } },
    )
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/; Secure$/)
  })

  it.each([
    ['a wrong password', { email: 'agent@example.com', password: 'something else' }],
    ['an unknown person', { email: 'nobody@example.com', password: PASSWORD }],
    ['nothing', {}],
    ['what is no e-mail', { email: "' or 1=1 --", password: PASSWORD }],
    ['a password without end', { email: 'agent@example.com', password: 'x'.repeat(5_000) }],
  ])('refuses %s in the same words', async (_, form) => {
    const { signIn, post } = await createScreenHarness()
    await signIn('agent')
    const answer = await post('/sign-in', form as Record<string, string>)
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('E-mail and password do not match')
    expect(answer.headers.getSetCookie().join()).not.toContain('deljoo_session')
  })

  it('refuses a suspended person as it refuses a wrong password', async () => {
    const { signIn, post, store } = await createScreenHarness()
    await signIn('agent')
    const [person] = await store.listPeople()
    await store.changePerson({
      person_id: person?.id ?? '',
      change: { suspended: true },
      actor: SYSTEM,
      now: NOW.toISOString(),
    })
    const answer = await post('/sign-in', { email: 'agent@example.com', password: PASSWORD })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('E-mail and password do not match')
  })

  it('lets nobody guess for ever', async () => {
    const { signIn, post } = await createScreenHarness()
    await signIn('agent')
    const wrong = { email: 'agent@example.com', password: 'a guess' }
    for (let count = 0; count < 8; count++) expect((await post('/sign-in', wrong)).status).toBe(401)
    const answer = await post('/sign-in', { ...wrong, password: PASSWORD })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.text).toContain('Too many tries')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'goes on to a page of ours only, not to %s',
    async (next) => {
      const { post } = await createScreenHarness()
      const answer = await post('/sign-in', { key: ADMIN_KEY, next })
      expect(answer.headers.get('location')).toBe('/inbox')
    },
  )
})

describe('the admin key on the sign-in page', () => {
  it('opens a session that acts as the key', async () => {
    const { post, get, send } = await createScreenHarness()
    const cookie = cookieOf(await post('/sign-in', { key: ADMIN_KEY }))
    expect((await get('/settings/people', { cookie })).status).toBe(200)
    const made = await send('POST', '/v1/keys', {
      as: null,
      body: { name: 'shop', role: 'service' },
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
    expect(made.status).toBe(201)
  })

  it('works with a stored admin key, and ends with it', async () => {
    const { post, get, keys, desk, store } = await createScreenHarness()
    const cookie = cookieOf(await post('/sign-in', { key: keys.admin }))
    expect((await get('/inbox', { cookie })).status).toBe(200)
    const key = (await store.listKeys()).find(({ role }) => role === 'admin')
    await revokeKey(desk, SYSTEM, key?.id ?? '')
    expect((await get('/inbox', { cookie })).headers.get('location')).toBe('/sign-in')
  })

  it.each(['service', 'agent', 'supervisor'] as const)('refuses a key of role %s', async (role) => {
    const { post, keys } = await createScreenHarness()
    const answer = await post('/sign-in', { key: keys[role] })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('not a valid admin key')
  })

  it('refuses a wrong key', async () => {
    const { post } = await createScreenHarness()
    expect((await post('/sign-in', { key: `${ADMIN_KEY}x` })).status).toBe(401)
  })
})

describe('sessions', () => {
  it('end with signing out, also for a copy of the cookie', async () => {
    const { signIn, post, get, send } = await createScreenHarness()
    const cookie = await signIn('agent')
    expect((await send('GET', '/v1/conversations', { as: null, headers: { cookie } })).status).toBe(200)
    const out = await post('/sign-out', {}, { cookie })
    expect(out.headers.get('location')).toBe('/sign-in?out')
    expect((await get('/inbox', { cookie })).status).toBe(303)
    expect((await send('GET', '/v1/conversations', { as: null, headers: { cookie } })).status).toBe(401)
  })

  it('end after a week without use, and last longer with it', async () => {
    const { signIn, get } = await createScreenHarness()
    const day = 86_400_000
    const start = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    const used = await signIn('agent')
    const unused = await signIn('supervisor')
    vi.setSystemTime(start + 4 * day)
    const renewed = cookieOf(await get('/inbox', { cookie: used }))
    expect(renewed).not.toBe('')
    vi.setSystemTime(start + 8 * day)
    expect((await get('/inbox', { cookie: renewed })).status).toBe(200)
    expect((await get('/inbox', { cookie: unused })).headers.get('location')).toBe('/sign-in')
  })

  it.each([
    ['another signature', (cookie: string) => `${cookie.slice(0, -6)}AAAA%3D`],
    ['no signature', (cookie: string) => cookie.split('.')[0] ?? ''],
    ['nonsense', () => 'deljoo_session=%E0%A4%A'],
  ])('are nobody with %s', async (_, spoil) => {
    const { signIn, get } = await createScreenHarness()
    const cookie = spoil(await signIn('admin'))
    expect((await get('/inbox', { cookie })).status).toBe(303)
  })

  it('send readers to the sign-in page and back to where they were', async () => {
    const { get } = await createScreenHarness()
    expect((await get('/settings/keys?x=1')).headers.get('location')).toBe(
      '/sign-in?next=%2Fsettings%2Fkeys%3Fx%3D1',
    )
  })
})

describe('the API with a session', () => {
  it('follows the same rules of roles as with a key', async () => {
    const { signIn, send } = await createScreenHarness()
    const cookie = await signIn('agent')
    const as = { as: null, headers: { cookie, 'sec-fetch-site': 'same-origin' } }
    expect((await send('GET', '/v1/conversations', as)).status).toBe(200)
    expect((await send('GET', '/v1/keys', as)).status).toBe(403)
    expect((await send('POST', '/v1/keys', { ...as, body: { name: 'x', role: 'admin' } })).status).toBe(403)
  })

  it('names the person in the audit log', async () => {
    const { signIn, send, store } = await createScreenHarness()
    const cookie = await signIn('admin')
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    await send('POST', '/v1/keys', { as: null, headers, body: { name: 'shop', role: 'service' } })
    const [person] = await store.listPeople()
    const { items } = (await send('GET', '/v1/audit')).json
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'key-created', actor_kind: 'person', actor_id: person?.id }),
    )
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin, from an old browser', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['no browser at all', {}, 403],
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 201],
    ['our own page, without TLS', { origin: 'http://desk.test', host: 'desk.test' }, 201],
  ])('takes changes from %s: %o → %d', async (_, headers, status) => {
    const { signIn, send } = await createScreenHarness()
    const cookie = await signIn('admin')
    const answer = await send('POST', '/v1/keys', {
      as: null,
      headers: { cookie, ...headers },
      body: { name: 'x', role: 'agent' },
    })
    expect(answer.status).toBe(status)
  })

  it('counts a key before a session', async () => {
    const { signIn, send, keys } = await createScreenHarness()
    const cookie = await signIn('admin')
    const headers = { cookie, authorization: `Bearer ${keys.service}` }
    expect((await send('GET', '/v1/keys', { as: null, headers })).status).toBe(403)
  })
})

describe('one-time links', () => {
  it('make a person who is signed in at once, once', async () => {
    const { desk, post, get, store } = await createScreenHarness()
    const { token } = await invitePerson(desk, SYSTEM, 'supervisor')
    expect((await get(`/join/${token}`)).status).toBe(200)
    const joined = await post(`/join/${token}`, NEW_PERSON)
    expect(joined.headers.get('location')).toBe('/inbox')
    expect((await get('/insights', { cookie: cookieOf(joined) })).status).toBe(200)
    expect(await store.listPeople()).toMatchObject([{ email: 'narges@example.com', role: 'supervisor' }])

    const again = await post(`/join/${token}`, { ...NEW_PERSON, email: 'other@example.com' })
    expect(again.status).toBe(410)
    expect(again.text).toContain('no longer works')
    expect((await get(`/join/${token}`)).status).toBe(410)
  })

  it.each([
    ['an unknown one', async () => 'x'.repeat(43)],
    [
      'a revoked one',
      async (h: Awaited<ReturnType<typeof createScreenHarness>>) => {
        const { id, token } = await invitePerson(h.desk, SYSTEM, 'agent')
        await revokeLink(h.desk, SYSTEM, id)
        return token
      },
    ],
    [
      'one too old',
      async (h: Awaited<ReturnType<typeof createScreenHarness>>) => {
        const long = new Date(NOW.getTime() - (LINK_DAYS * 24 + 1) * 3_600_000)
        return (await invitePerson({ ...h.desk, clock: () => long }, SYSTEM, 'agent')).token
      },
    ],
  ])('refuse %s', async (_, tokenOf) => {
    const harness = await createScreenHarness()
    const token = await tokenOf(harness)
    const answer = await harness.post(`/join/${token}`, NEW_PERSON)
    expect(answer.status).toBe(410)
    expect(cookieOf(answer)).toBe('')
    expect(await harness.store.listPeople()).toEqual([])
  })

  it('let one of two at the same time in', async () => {
    const { desk, post, store } = await createScreenHarness()
    const { token } = await invitePerson(desk, SYSTEM, 'agent')
    const answers = await Promise.all(
      ['one@example.com', 'two@example.com'].map((email) => post(`/join/${token}`, { ...NEW_PERSON, email })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(await store.listPeople()).toHaveLength(1)
  })

  it.each([
    ['a short password', { password: 'short', password_again: 'short' }, 'too short'],
    ['two passwords', { password_again: 'another one' }, 'The two passwords differ'],
    ['no name', { name: '  ' }, 'Write a name'],
    ['no e-mail', { email: 'narges' }, 'does not look like an e-mail'],
  ])('ask again after %s and stay usable', async (_, wrong, words) => {
    const { desk, post } = await createScreenHarness()
    const { token } = await invitePerson(desk, SYSTEM, 'agent')
    const answer = await post(`/join/${token}`, { ...NEW_PERSON, ...wrong })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(answer.text).toContain('aria-invalid="true"')
    expect((await post(`/join/${token}`, NEW_PERSON)).status).toBe(303)
  })

  it('know an e-mail that is taken', async () => {
    const { desk, post, signIn } = await createScreenHarness()
    await signIn('agent', { email: 'narges@example.com' })
    const { token } = await invitePerson(desk, SYSTEM, 'agent')
    const answer = await post(`/join/${token}`, NEW_PERSON)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('already uses this e-mail')
  })

  it('set a new password and end the sessions of the old one', async () => {
    const { desk, post, get, signIn, store } = await createScreenHarness()
    const old = await signIn('agent')
    const [person] = await store.listPeople()
    const { token } = await offerNewPassword(desk, SYSTEM, person?.id ?? '')
    const password = 'quite another password'
    const set = await post(`/join/${token}`, { password, password_again: password })
    expect(set.status).toBe(303)
    expect((await get('/inbox', { cookie: old })).status).toBe(303)
    expect((await post('/sign-in', { email: 'agent@example.com', password: PASSWORD })).status).toBe(401)
    expect((await post('/sign-in', { email: 'agent@example.com', password })).status).toBe(303)
  })
})

describe('the first link', () => {
  it('makes the first admin, replaces itself at the next start, and is no more once somebody is there', async () => {
    const { desk, post } = await createScreenHarness()
    const first = await createFirstLink(desk)
    const second = await createFirstLink(desk)
    expect((await post(`/join/${first?.token}`, NEW_PERSON)).status).toBe(410)
    expect((await post(`/join/${second?.token}`, NEW_PERSON)).status).toBe(303)
    expect(await createFirstLink(desk)).toBeNull()
  })
})
