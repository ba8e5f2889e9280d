import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { TABLES } from '../../src/domain/insights/tables.ts'
import { shippedPlaybooks } from '../fakes/playbooks.ts'
import { triageOf } from '../fakes/triage-of.ts'
import { COMPLAINT } from './complaint.ts'
import { createHarness, expectProblem, NOW, SECRET_WORDS } from './harness.ts'

const playbooks = await shippedPlaybooks()
const PATHS = ['trends', 'sla', 'decisions', 'model-quality', 'team-load', 'replies'] as const
const tablesOf = (path: (typeof PATHS)[number]) => TABLES[path.replace('-', '_') as keyof typeof TABLES]

/** A desk where every message insults somebody. */
async function insulted() {
  let nth = 0
  const harness = await createHarness({
    playbooks,
    classify: async () => ({
      ok: true,
      triage: triageOf(
        { sentiment: 'negative', intent: 'complaint', topics: ['other'], signals: ['abusive'] },
        { id: `cls_${nth}` },
      ),
    }),
  })
  /** A minute after whatever was before. */
  const insult = async () => {
    const at = NOW.getTime() + (nth + 1) * 60_000
    harness.desk.clock = () => new Date(at)
    return (
      await harness.send('POST', '/v1/messages', {
        as: 'service',
        body: { ...COMPLAINT, text: 'کثافتا', external_id: `m-${++nth}`, sent_at: undefined },
      })
    ).json
  }
  return { ...harness, insult }
}

describe('/v1/insights', () => {
  it.each(PATHS)('%s answers an empty desk, as JSON and every table as CSV', async (path) => {
    const { send } = await createHarness()
    const answer = await send('GET', `/v1/insights/${path}`, { as: 'supervisor' })
    expect(answer.status, answer.text).toBe(200)
    for (const table of tablesOf(path)) {
      const csv = await send('GET', `/v1/insights/${path}?format=csv&table=${table}`, { as: 'supervisor' })
      expect(csv.status, csv.text).toBe(200)
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
      expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="deljoo-[a-z-]+\.csv"$/)
      const [head, ...rows] = parse(csv.text, { bom: true }) as string[][]
      for (const row of rows) expect(row).toHaveLength(head?.length ?? 0)
    }
    expectProblem(await send('GET', `/v1/insights/${path}?table=none`), 400, 'invalid-input', ['query.table'])
    expectProblem(await send('GET', `/v1/insights/${path}?since=monday`), 400, 'invalid-input', [
      'query.since',
    ])
    expectProblem(await send('GET', `/v1/insights/${path}?color=red`), 400, 'invalid-input')
  })

  it.each([
    ['text/csv', 'text/csv'],
    ['text/csv;q=0.5, application/json', 'application/json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
  ])('accept: %s is answered in %s', async (accept, type) => {
    const { send } = await createHarness()
    const answer = await send('GET', '/v1/insights/trends', { headers: { accept } })
    expect(answer.headers.get('content-type')).toContain(type)
    expect(answer.headers.get('vary')).toContain('accept')
  })

  it('CSV is only where there are tables', async () => {
    const { send } = await createHarness()
    const headers = { accept: 'text/csv' }
    expectProblem(await send('GET', '/v1/flags', { headers }), 406, 'not-acceptable')
    expectProblem(
      await send('GET', '/v1/insights/trends', { headers: { accept: 'text/html' } }),
      406,
      'not-acceptable',
    )
  })

  it('trends count by dimension and filter', async () => {
    const { send } = await createHarness()
    await send('POST', '/v1/messages', { body: { ...COMPLAINT, touchpoint: '=SUM(A1)' } })
    const trends = async (query: string) => (await send('GET', `/v1/insights/trends?${query}`)).json
    const all = await trends('dimensions=urgency,topic')
    expect(all).toMatchObject({ messages: 1, labelled: 1, period: 'day' })
    expect(all.trends.map(({ dimension }: { dimension: string }) => dimension)).toEqual(['urgency', 'topic'])
    expect(all.trends[0].lines).toContainEqual(
      expect.objectContaining({ label: 'high', messages: 1, share: 1 }),
    )
    expect((await trends('topic=privacy')).messages).toBe(0)
    expectProblem(await send('GET', '/v1/insights/trends?dimensions=mood'), 400, 'invalid-input')
    const csv = await send('GET', '/v1/insights/trends?dimensions=touchpoint&format=csv')
    expect(csv.text).toContain("'=SUM(A1)")
  })

  it('refuses a range that is too long or empty', async () => {
    const { send } = await createHarness()
    for (const query of ['since=2020-01-01T00:00:00Z', 'since=2026-09-01T00:00:00Z'])
      expectProblem(await send('GET', `/v1/insights/sla?${query}`), 400, 'invalid-input', ['query.since'])
  })

  it('a confirmation counts for the model, a correction against it', async () => {
    const { send } = await createHarness()
    const one = (await send('POST', '/v1/messages', { body: COMPLAINT })).json.message
    const two = (await send('POST', '/v1/messages', { body: { ...COMPLAINT, external_id: 'm-2' } })).json
      .message
    const correct = (id: string, body: object) =>
      send('POST', `/v1/messages/${id}/corrections`, { as: 'agent', body })
    expect((await correct(one.id, { confirm: true })).json.message.triage).toMatchObject({
      urgency: { label: one.triage.urgency.label },
      decided_by: { source: 'human' },
    })
    await correct(two.id, { urgency: 'low', confirm: true })
    expectProblem(await correct(one.id, { confirm: false }), 400, 'invalid-input', ['confirm'])
    expectProblem(await correct('msg_0', { confirm: true }), 404, 'not-found')
    const quality = (await send('GET', '/v1/insights/model-quality')).json
    expect(quality).toMatchObject({ judged: 2, confirmed: 1, corrected: 1, caveat: { code: 'judged_only' } })
    const agreement = (head: string) =>
      quality.heads.find(
        (each: { head: string; language: null }) => each.head === head && each.language === null,
      ).agreement
    expect(agreement('urgency')).toMatchObject({ count: 1, of: 2, too_few: true })
    expect(agreement('sentiment')).toMatchObject({ count: 2, of: 2 })
  })

  it('an agent sees their own figures and no customer', async () => {
    const { send, insult } = await insulted()
    const { conversation } = await insult()
    const path = `/v1/conversations/${conversation.id}/replies`
    await send('POST', path, { as: 'agent', body: { text: SECRET_WORDS } })
    const { agents } = (await send('GET', '/v1/insights/team-load', { as: 'supervisor' })).json
    expect(agents[0]).toMatchObject({ name: 'agent', replies: 1, abusive: { messages: 1 } })
    const own = await send('GET', '/v1/insights/team-load', { as: 'agent' })
    expect(own.json).toMatchObject({ agents: [{ agent: agents[0].agent }], repeated_abuse: [] })
    expect(own.text).not.toContain(conversation.customer_id)
    const answers = await send('GET', '/v1/insights/sla', { as: 'agent' })
    expect(answers.json.total.in_time.of).toBe(1)
    expectProblem(await send('GET', '/v1/insights/sla?agent=key_other', { as: 'agent' }), 403, 'forbidden')
    const other = await send('GET', '/v1/insights/sla?agent=key_other', { as: 'supervisor' })
    expect(other.json.total.in_time.of).toBe(0)
  })
})

describe('insults', () => {
  it('meet the boundary, then the consequence, then the supervisor', async () => {
    const { desk, send, insult } = await insulted()
    const told: string[] = []
    const texts = new Set<string>()
    for (const playbook of ['any/abusive', 'any/abusive_again', 'any/abusive_still']) {
      const { conversation } = await insult()
      const path = `/v1/conversations/${conversation.id}`
      const answeredAt = desk.clock().getTime() + 1_000
      desk.clock = () => new Date(answeredAt)
      const draft = async () =>
        (await send('POST', `${path}/reply-drafts`, { as: 'agent', body: {} })).json.drafts[0]
      const first = await draft()
      expect(first.playbook).toBe(playbook)
      texts.add(first.text)
      await send('POST', `${path}/replies`, { as: 'agent', body: { text: first.text, draft_id: first.id } })
      expect((await draft()).playbook, 'asked again it tells the same').toBe(playbook)
      const { abuse } = (await send('GET', path, { as: 'agent' })).json
      told.push(abuse.told)
    }
    expect(told).toEqual(['boundary', 'consequence', 'supervisor'])
    expect(texts.size).toBe(3)
  })
})
