import { describe, expect, it } from 'vitest'
import { shippedPlaybooks } from '../fakes/playbooks.ts'
import { COMPLAINT } from './complaint.ts'
import { createHarness, expectProblem, SECRET_WORDS } from './harness.ts'

const playbooks = await shippedPlaybooks()

/** A harness with one complaint taken in, and the playbooks. */
async function withComplaint() {
  const harness = await createHarness({ playbooks })
  const { json } = await harness.send('POST', '/v1/messages', { as: 'service', body: COMPLAINT })
  const path = `/v1/conversations/${json.conversation.id}`
  const draft = async (body: object = {}) =>
    (await harness.send('POST', `${path}/reply-drafts`, { as: 'agent', body })).json.drafts[0]
  return { ...harness, path, draft, conversation: json.conversation, customer: json.customer }
}

describe('POST /v1/conversations/{id}/reply-drafts', () => {
  it('answers drafts with steps, sources and checks', async () => {
    const { send, path, rawLog } = await withComplaint()
    const answer = await send('POST', `${path}/reply-drafts`, {
      as: 'agent',
      body: { register: 'formal', channel: 'email', public: false, use_llm: true, count: 2 },
    })
    expect(answer.status).toBe(201)
    expect(answer.json.drafts).toHaveLength(2)
    for (const draft of answer.json.drafts) {
      expect(draft).toMatchObject({
        id: expect.stringMatching(/^drf_/),
        text: expect.stringMatching(/[\u0600-\u06ff]/),
        language: 'fa',
        source: 'playbook',
        playbook: expect.stringContaining('/'),
        steps: expect.arrayContaining([{ step: 'action', text: expect.any(String) }]),
        citations: expect.arrayContaining([
          { file: expect.stringContaining('prompts/'), place: expect.any(String) },
        ]),
      })
      for (const check of draft.checks)
        expect(check).toMatchObject({
          check: expect.any(String),
          passed: expect.any(Boolean),
          detail: expect.stringMatching(/\w/),
        })
    }
    expect(rawLog()).not.toContain(answer.json.drafts[0].text)
  })

  it('moves a public answer to a private channel and names nobody', async () => {
    const { draft } = await withComplaint()
    const { text, checks } = await draft({ public: true })
    expect(text).not.toContain('مریم')
    expect(checks).toContainEqual(expect.objectContaining({ check: 'moves_to_private', passed: true }))
  })

  it.each<[object, string[]]>([
    [{ register: 'rude' }, ['register']],
    [{ channel: 'pigeon' }, ['channel']],
    [{ public: 'yes' }, ['public']],
    [{ count: 0 }, ['count']],
    [{ count: 6 }, ['count']],
    [{ count: 1.5 }, ['count']],
    [{ tone: 'warm' }, ['tone']],
  ])('refuses %j', async (body, paths) => {
    const { send, path } = await withComplaint()
    expectProblem(await send('POST', `${path}/reply-drafts`, { body }), 400, 'invalid-input', paths)
  })

  it('needs a conversation, and playbooks', async () => {
    const { send } = await withComplaint()
    expectProblem(await send('POST', '/v1/conversations/cnv_0/reply-drafts', { body: {} }), 404, 'not-found')
    const bare = await createHarness()
    const { json } = await bare.send('POST', '/v1/messages', { body: COMPLAINT })
    expectProblem(
      await bare.send('POST', `/v1/conversations/${json.conversation.id}/reply-drafts`, { body: {} }),
      503,
      'unavailable',
    )
  })
})

describe('POST /v1/conversations/{id}/reply-checks', () => {
  it('says of a text what would be said of it as sent, and keeps nothing', async () => {
    const { send, path, draft, rawLog } = await withComplaint()
    const { id, text } = await draft()
    const check = (body: object) => send('POST', `${path}/reply-checks`, { as: 'agent', body })
    expect((await check({ text, draft_id: id })).json).toMatchObject({
      outcome: 'accepted',
      edit_distance: 0,
      promise: { due_at: expect.any(String) },
    })
    const edited = `${text} به‌زودی کل پول را برمی‌گردانیم، به شمارهٔ 09121234567 زنگ بزنید.`
    const { json } = await check({ text: edited, draft_id: id, channel: 'sms' })
    expect(json).toMatchObject({ outcome: 'edited', channel: 'sms', edit_distance: expect.any(Number) })
    const failed = json.checks.filter((each: { passed: boolean }) => !each.passed)
    const leak = failed.find((each: { check: string }) => each.check === 'no_personal_data')
    expect(edited.slice(leak.start, leak.end)).toContain('0912')
    expect((await send('GET', path)).json.replies).toEqual([])
    const sent = await send('POST', `${path}/replies`, {
      as: 'agent',
      body: { text: edited, draft_id: id, channel: 'sms' },
    })
    expect(sent.json.reply.checks).toEqual(json.checks)
    expect(rawLog()).not.toContain('09121234567')
  })

  it('takes a text without a draft, and refuses the draft of another conversation', async () => {
    const { send, path, draft } = await withComplaint()
    const own = await send('POST', `${path}/reply-checks`, { as: 'agent', body: { text: 'سلام.' } })
    expect(own.json).toMatchObject({ outcome: null, edit_distance: null, promise: null })
    const { id } = await draft()
    const other = await send('POST', '/v1/messages', {
      body: { ...COMPLAINT, customer: { external_id: 'other' }, external_id: 'other' },
    })
    const elsewhere = `/v1/conversations/${other.json.conversation.id}/reply-checks`
    expectProblem(
      await send('POST', elsewhere, { body: { text: 'سلام', draft_id: id } }),
      400,
      'invalid-input',
      ['draft_id'],
    )
    for (const [body, paths] of [
      [{}, ['text']],
      [{ text: ' ' }, ['text']],
      [{ text: 'سلام', channel: 'pigeon' }, ['channel']],
    ] as const)
      expectProblem(await send('POST', `${path}/reply-checks`, { body }), 400, 'invalid-input', [...paths])
    expectProblem(
      await send('POST', '/v1/conversations/cnv_0/reply-checks', { body: { text: 'سلام' } }),
      404,
      'not-found',
    )
    expectProblem(
      await send('POST', `${path}/reply-checks`, { as: 'service', body: { text: 'سلام' } }),
      403,
      'forbidden',
    )
  })
})

describe('GET /v1/conversations/{id}/reply-guide', () => {
  it.each(['fa', 'ar', 'en'])(
    'tells in %s what to do, who, by when and what may be offered',
    async (lang) => {
      const { send, path } = await withComplaint()
      const { status, json } = await send('GET', `${path}/reply-guide?lang=${lang}`, { as: 'agent' })
      expect(status).toBe(200)
      expect(json).toMatchObject({
        playbook: expect.stringContaining('/'),
        escalate: { to: expect.any(String) },
      })
      const letters = lang === 'en' ? /^[^\u0600-\u06ff]+$/ : /[\u0600-\u06ff]/
      for (const text of [json.problem, json.owner, ...json.steps]) expect(text).toMatch(letters)
      expect(Date.parse(json.due_at)).toBeGreaterThan(Date.parse('2026-08-02T05:44:00.000Z'))
      // The answer is Persian, whoever reads.
      for (const offer of json.offers) {
        expect(offer.text).toMatch(letters)
        expect(offer.words).toMatch(/[\u0600-\u06ff]/)
      }
    },
  )

  it('is refused without permission, conversation or playbooks', async () => {
    const { send, path } = await withComplaint()
    expectProblem(await send('GET', `${path}/reply-guide`, { as: 'service' }), 403, 'forbidden')
    expectProblem(await send('GET', '/v1/conversations/cnv_0/reply-guide'), 404, 'not-found')
    expectProblem(await send('GET', `${path}/reply-guide?lang=de`), 400, 'invalid-input', ['query.lang'])
    const bare = await createHarness()
    const { json } = await bare.send('POST', '/v1/messages', { body: COMPLAINT })
    expectProblem(
      await bare.send('GET', `/v1/conversations/${json.conversation.id}/reply-guide`),
      503,
      'unavailable',
    )
  })
})

describe('POST /v1/conversations/{id}/replies', () => {
  it('what was sent is in the thread, judged against its draft, and the clock stands', async () => {
    const { send, path, draft } = await withComplaint()
    const first = await draft()
    const answer = await send('POST', `${path}/replies`, {
      as: 'agent',
      body: { text: first.text, draft_id: first.id },
    })
    expect(answer.status).toBe(201)
    expect(answer.json).toMatchObject({
      reply: { draft_id: first.id, outcome: 'accepted', edit_distance: 0, text: first.text },
      draft: { id: first.id, outcome: 'accepted' },
      conversation: { status: 'pending', waiting_since: null, sla: { state: 'stopped' } },
    })
    const thread = await send('GET', path, { as: 'agent' })
    expect(thread.json).toMatchObject({
      replies: [{ id: answer.json.reply.id }],
      hand_over: {
        last_reply: { reply_id: answer.json.reply.id },
        promised: { reply_id: answer.json.reply.id, due_at: first.due_at, words: expect.any(String) },
        unanswered_message_ids: [],
      },
    })
  })

  it('an edited draft, a reply of one’s own, and a draft of no use', async () => {
    const { send, path, draft } = await withComplaint()
    const reply = (body: object) => send('POST', `${path}/replies`, { as: 'agent', body })
    const one = await draft()
    const edited = await reply({ text: `${one.text} با احترام`, draft_id: one.id, outcome: 'edited' })
    expect(edited.json.reply).toMatchObject({ outcome: 'edited', edit_distance: expect.any(Number) })
    const own = await reply({ text: 'سلام، همین حالا زنگ می‌زنم.' })
    expect(own.json).toMatchObject({ reply: { outcome: null, draft_id: null }, draft: null })
    const other = await draft()
    const discarded = await reply({ draft_id: other.id, outcome: 'discarded', reason: 'wrong_fact' })
    expect([discarded.status, discarded.json.reply]).toEqual([200, null])
    expect(discarded.json.draft).toMatchObject({ outcome: 'discarded', discard_reason: 'wrong_fact' })
    expectProblem(
      await reply({ draft_id: one.id, outcome: 'discarded', reason: 'other' }),
      409,
      'not-allowed-now',
      ['draft_id'],
    )
    const insights = await send('GET', '/v1/insights/replies', { as: 'supervisor' })
    expect(insights.json).toMatchObject({
      total: { drafts: 2, accepted: 0, edited: 1, discarded: 1, acceptance: 0 },
      by_topic_and_language: [{ topic: 'delivery', language: 'fa', drafts: 2 }],
      discard_reasons: [{ reason: 'wrong_fact', drafts: 1 }],
      replies: { sent: 2, without_draft: 1 },
    })
    const earlier = await send('GET', '/v1/insights/replies?until=2026-01-01T00:00:00Z')
    expect(earlier.json.total.drafts).toBe(0)
    expectProblem(await send('GET', '/v1/insights/replies?since=monday'), 400, 'invalid-input', [
      'query.since',
    ])
  })

  it('is refused when a colleague answered since, and kept when the agent says so', async () => {
    const { send, path } = await withComplaint()
    const reply = (body: object, headers = {}) =>
      send('POST', `${path}/replies`, { as: 'agent', body, headers })
    const first = await reply({ text: 'سلام، همین حالا پیگیری می‌کنم.', if_last_reply: null })
    expect(first.status).toBe(201)
    const second = { text: 'سلام، من هم پیگیری می‌کنم.', if_last_reply: null }
    expectProblem(await reply(second, { 'idempotency-key': 'r-2' }), 409, 'conflict', ['if_last_reply'])
    expect((await send('GET', path)).json.replies).toHaveLength(1)
    const knowing = { ...second, if_last_reply: first.json.reply.id }
    const sent = await reply(knowing, { 'idempotency-key': 'r-3' })
    expect(sent.status).toBe(201)
    // The same again is the first answer, though the last reply is another one by now.
    expect((await reply(knowing, { 'idempotency-key': 'r-3' })).json).toEqual(sent.json)
    expect((await reply({ text: 'کسی که نمی‌پرسد، می‌فرستد.' })).status).toBe(201)
  })

  it('is repeated safely with an Idempotency-Key', async () => {
    const { send, path } = await withComplaint()
    const post = (text: string) =>
      send('POST', `${path}/replies`, { body: { text }, headers: { 'idempotency-key': 'r-1' } })
    const [first, again] = [await post('سلام، پیگیری می‌کنم.'), await post('سلام، پیگیری می‌کنم.')]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.json).toEqual(first.json)
    expect((await send('GET', path)).json.replies).toHaveLength(1)
    expectProblem(await post('چیز دیگر'), 422, 'idempotency-mismatch')
  })

  it.each<[object, string[]]>([
    [{}, ['text']],
    [{ text: '' }, ['text']],
    [{ text: ' \n' }, ['text']],
    [{ text: 'a\0b' }, ['text']],
    [{ text: 'x'.repeat(8_001) }, ['text']],
    [{ text: SECRET_WORDS, outcome: 'sent' }, ['outcome']],
    [{ text: SECRET_WORDS, outcome: 'accepted' }, ['draft_id']],
    [{ text: SECRET_WORDS, reason: 'other' }, ['reason']],
    [{ text: SECRET_WORDS, note: 'x' }, ['note']],
    [{ outcome: 'discarded' }, ['draft_id', 'reason']],
    [{ outcome: 'discarded', draft_id: 'drf_1', reason: 'bad' }, ['reason']],
    [{ outcome: 'discarded', draft_id: 'drf_1', reason: 'other', text: SECRET_WORDS }, ['text']],
    [{ text: SECRET_WORDS, author: 'sara' }, ['author']],
  ])('refuses %#: %j', async (body, paths) => {
    const { send, path } = await withComplaint()
    expectProblem(await send('POST', `${path}/replies`, { body }), 400, 'invalid-input', paths)
  })

  it('refuses a draft of another conversation, and an unknown conversation', async () => {
    const { send, draft } = await withComplaint()
    const { id } = await draft()
    const other = await send('POST', '/v1/messages', {
      body: { ...COMPLAINT, external_id: 'm-2', conversation: 'order-9' },
    })
    const path = `/v1/conversations/${other.json.conversation.id}/replies`
    for (const body of [
      { text: SECRET_WORDS, draft_id: id },
      { draft_id: id, outcome: 'discarded', reason: 'other' },
    ])
      expectProblem(await send('POST', path, { body }), 400, 'invalid-input', ['draft_id'])
    expectProblem(
      await send('POST', '/v1/conversations/cnv_0/replies', { body: { text: 'x' } }),
      404,
      'not-found',
    )
  })

  it('keeps no words where they do not belong', async () => {
    const { send, path, rawLog, customer } = await withComplaint()
    const kept = await send('POST', `${path}/replies`, { as: 'agent', body: { text: SECRET_WORDS } })
    expect(kept.status).toBe(201)
    const audit = await send('GET', '/v1/audit?limit=1000')
    expect(audit.json.items.at(-1)).toMatchObject({
      action: 'reply-sent',
      detail: { reply_id: kept.json.reply.id },
    })
    expect(audit.text + rawLog()).not.toContain(SECRET_WORDS)
    const exported = await send('GET', `/v1/customers/${customer.id}/export`)
    expect(exported.json.replies).toMatchObject([{ text: SECRET_WORDS }])
    expect(JSON.stringify(exported.json.events)).not.toContain(SECRET_WORDS)
  })
})
