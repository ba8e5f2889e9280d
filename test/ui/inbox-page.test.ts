import { describe, expect, it } from 'vitest'
import { UI_LANGUAGES } from '../../src/ui/languages.ts'
import { COMPLAINT } from '../http/complaint.ts'
import { createScreenHarness } from './screen-harness.ts'

/** A desk with one complaint, and an agent who looks at it. */
async function desk() {
  const harness = await createScreenHarness()
  const { json } = await harness.send('POST', '/v1/messages', { as: 'service', body: COMPLAINT })
  return {
    ...harness,
    conversation_id: json.conversation.id as string,
    message_id: json.message.id as string,
    customer_id: json.customer.id as string,
    cookie: await harness.signIn('agent', { name: 'سارا' }),
  }
}

/** What is seen, without what travels in attributes for the script. */
const seen = (text: string) => text.replace(/ data-(props|view)="[^"]*"/g, '').replace(/&quot;/g, '"')

describe('the inbox without a script', () => {
  it.each(UI_LANGUAGES)('shows the queue in %s', async (language) => {
    const { get, cookie, conversation_id } = await desk()
    const { status, text } = await get('/inbox', { cookie, language })
    expect(status).toBe(200)
    const page = seen(text)
    expect(page).toContain(`href="/inbox/${conversation_id}"`)
    expect(page).toContain('مریم احمدی')
    expect(page).toContain(`dir="auto">${COMPLAINT.text}`)
    expect(page).toMatch(/data-urgency="high"/)
  })

  it('shows a conversation under its own address: words, labels, receipt, risk', async () => {
    const { get, cookie, conversation_id, message_id } = await desk()
    const { status, text } = await get(`/inbox/${conversation_id}`, { cookie })
    expect(status).toBe(200)
    const page = seen(text)
    expect(page).toContain('<title>مریم احمدی · Deljoo</title>')
    expect(page).toContain(`id="${message_id}"`)
    expect(page.replace(/<[^>]*>/g, '')).toContain(COMPLAINT.text.slice(0, 20))
    expect(page).toContain('local · ')
    expect(page).toMatch(/class="risk-score">0\.\d\d/)
    expect(page).toMatch(new RegExp(`class="sum-quote" href="#${message_id}"`))
    expect(page).toContain('$1,200')
  })

  it.each([
    ['?status=resolved', false],
    ['?urgency=high', true],
    ['?urgency=low', false],
    ['?q=%D9%85%D8%B1%D9%8A%D9%85', true],
    ['?assignee=me', false],
    ['?status=all&sort=newest', true],
    ['?urgency=whatever', true],
  ])('filters by the address %s', async (query, isThere) => {
    const { get, cookie, conversation_id } = await desk()
    const { status, text } = await get(`/inbox${query}`, { cookie })
    expect(status).toBe(200)
    expect(seen(text).includes(`/inbox/${conversation_id}`)).toBe(isThere)
  })

  it('shows views a person keeps, to that person', async () => {
    const { get, signIn, app, cookie } = await desk()
    await app.request('/v1/views', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ name: 'فوری‌ها', filter: { status: 'open', urgency: 'critical' } }),
    })
    expect(seen((await get('/inbox', { cookie })).text)).toContain('href="/inbox?urgency=critical"')
    const other = await signIn('supervisor')
    expect(seen((await get('/inbox', { cookie: other })).text)).not.toContain('فوری‌ها')
  })
})

describe('who may look', () => {
  it('sends strangers to sign in, and back', async () => {
    const { get, conversation_id } = await desk()
    const { status, headers } = await get(`/inbox/${conversation_id}`)
    expect(status).toBe(303)
    expect(headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(`/inbox/${conversation_id}`)}`)
  })

  it.each(['agent', 'supervisor', 'admin'] as const)('is open to %s', async (role) => {
    const { get, signIn, conversation_id } = await desk()
    const cookie = await signIn(role, { email: `second-${role}@example.com` })
    expect((await get(`/inbox/${conversation_id}`, { cookie })).status).toBe(200)
  })

  it('says so when there is no such conversation', async () => {
    const { get, cookie } = await desk()
    const { status, text } = await get('/inbox/cnv_nothing', { cookie })
    expect(status).toBe(404)
    expect(text).toContain('This page does not exist')
  })
})

const EVIL = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'

it('no words from outside become markup', async () => {
  const { send, get, signIn } = await createScreenHarness()
  const { json } = await send('POST', '/v1/messages', {
    as: 'service',
    body: {
      ...COMPLAINT,
      text: EVIL,
      conversation: EVIL,
      customer: { external_id: EVIL, handle: EVIL, name: EVIL, plan: EVIL, segment: EVIL, currency: 'USD' },
    },
  })
  const id = json.conversation.id as string
  const cookie = await signIn('agent', { name: EVIL })
  await send('POST', `/v1/conversations/${id}/notes`, { as: 'agent', body: { text: EVIL } })
  await send('PATCH', `/v1/conversations/${id}`, { as: 'agent', body: { department: EVIL, assignee: EVIL } })
  for (const path of ['/inbox', `/inbox/${id}`, `/inbox?q=${encodeURIComponent(EVIL)}`]) {
    const { text } = await get(path, { cookie })
    expect(text).not.toContain('<script>alert')
    expect(text).not.toMatch(/<img/)
    expect(text).not.toContain(`"${EVIL}`)
  }
})

it('an empty queue says what will come, a filter without a match how to widen it', async () => {
  const { get, cookie, send, conversation_id } = await desk()
  expect(seen((await get('/inbox?urgency=low', { cookie })).text)).toContain('No conversation fits')
  await send('PATCH', `/v1/conversations/${conversation_id}`, { body: { status: 'resolved' } })
  const { text } = await get('/inbox', { cookie })
  expect(seen(text)).toContain('Nobody is waiting')
})

it('before the first message it says how to begin, and only an admin may fill in the demo', async () => {
  const { get, signIn } = await createScreenHarness()
  const agent = await get('/inbox', { cookie: await signIn('agent') })
  expect(agent.text).toContain('No message has arrived yet')
  expect(agent.text).not.toContain('action="/demo"')
  const admin = await get('/inbox', { cookie: await signIn('admin') })
  expect(admin.text).toContain('action="/demo"')
})

it('does not carry what is not shown: no probabilities of other labels, no machine of the past', async () => {
  const { get, cookie, conversation_id } = await desk()
  const { text } = await get(`/inbox/${conversation_id}`, { cookie })
  expect(text).not.toContain('&quot;scores&quot;')
  expect(text).not.toContain('sentiment_by_touchpoint')
})
