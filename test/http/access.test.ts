import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../src/domain/actor.ts'
import { keepAnswers } from '../../src/http/middleware/authenticate.ts'
import { createHarness, expectProblem } from './harness.ts'

const TEXT = { text: 'سفارشم نرسیده است' }

describe('API keys', () => {
  it.each([
    ['no header', undefined, 'Send an API key'],
    ['another scheme', 'Basic YWRtaW46YWRtaW4=', 'must look like'],
    ['no key', 'Bearer', 'must look like'],
    ['a wrong key', 'Bearer dlj_wrong', 'unknown or was revoked'],
    ['two words', 'Bearer one two', 'unknown or was revoked'],
    ['a very long key', `Bearer ${'x'.repeat(10_000)}`, 'unknown or was revoked'],
  ])('%s', async (_, authorization, detail) => {
    const { send } = await createHarness()
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
    const answer = await send('POST', '/v1/classify', { as: null, body: TEXT, headers })
    expectProblem(answer, 401, 'unauthorised')
    expect(answer.json.detail).toContain(detail)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Deljoo"')
    if (authorization) expect(answer.text).not.toContain('dlj_wrong')
  })

  it('the scheme is not case sensitive', async () => {
    const { send, keys } = await createHarness()
    const headers = { authorization: `bearer ${keys.service}` }
    expect((await send('POST', '/v1/classify', { as: null, body: TEXT, headers })).status).toBe(200)
  })

  it('is made, used, listed without its secret, and stops working when revoked', async () => {
    const { send, rawLog } = await createHarness()
    const made = await send('POST', '/v1/keys', { body: { name: 'فروشگاه', role: 'service' } })
    expect(made.status).toBe(201)
    const headers = { authorization: `Bearer ${made.json.secret}` }
    const use = () => send('POST', '/v1/classify', { as: null, body: TEXT, headers })
    expect((await use()).status).toBe(200)

    const listed = await send('GET', '/v1/keys')
    expect(listed.json.items).toContainEqual(expect.objectContaining({ id: made.json.id, role: 'service' }))
    expect(listed.text).not.toContain(made.json.secret)

    const revoked = await send('DELETE', `/v1/keys/${made.json.id}`)
    expect(revoked.json).toMatchObject({ id: made.json.id, revoked_at: expect.any(String) })
    expectProblem(await use(), 401, 'unauthorised')
    expectProblem(await send('DELETE', '/v1/keys/key_unknown'), 404, 'not-found')
    expect(rawLog()).not.toContain(made.json.secret)
  })

  it('a revocation elsewhere counts after a second at most', async () => {
    let nowMs = 0
    let asked = 0
    let actor: { kind: 'key'; id: string; name: string; role: Role } | null = {
      kind: 'key',
      id: 'key_1',
      name: 'shop',
      role: 'service',
    }
    const kept = keepAnswers(
      async () => {
        asked++
        return actor
      },
      () => nowMs,
    )
    expect(await kept.authenticate('k')).toEqual(actor)
    actor = null
    nowMs = 999
    expect(await kept.authenticate('k')).not.toBeNull()
    expect(asked).toBe(1)
    nowMs = 1_000
    expect(await kept.authenticate('k')).toBeNull()
    expect(asked).toBe(2)
  })
})

describe('keepAnswers', () => {
  it('asks once for many requests at the same moment, and again after a failure', async () => {
    let asked = 0
    const kept = keepAnswers(async () => {
      asked++
      if (asked === 1) throw new Error('busy')
      return null
    })
    await expect(kept.authenticate('k')).rejects.toThrow('busy')
    await Promise.all([kept.authenticate('k'), kept.authenticate('k'), kept.authenticate('k')])
    expect(asked).toBe(2)
  })
})

describe('roles', () => {
  const desk: Role[] = ['agent', 'supervisor', 'admin']
  it.each<[string, string, unknown, readonly Role[]]>([
    ['POST', '/v1/classify', TEXT, ROLES],
    ['POST', '/v1/classify/batch', { items: [TEXT] }, ROLES],
    ['POST', '/v1/messages', { channel: 'chat', text: 'سلام', customer: { handle: 'a' } }, ROLES],
    ['GET', '/v1/messages/msg_0', undefined, ROLES],
    ['GET', '/v1/customers/cus_0/risk', undefined, ROLES],
    ['GET', '/v1/model', undefined, ROLES],
    ['POST', '/v1/messages/msg_0/corrections', { urgency: 'low' }, desk],
    ['GET', '/v1/conversations', undefined, desk],
    ['GET', '/v1/conversations/cnv_0', undefined, desk],
    ['GET', '/v1/conversation-counts', undefined, desk],
    ['GET', '/v1/views', undefined, desk],
    ['POST', '/v1/views', { name: 'فوری', filter: { urgency: 'high' } }, desk],
    ['DELETE', '/v1/views/viw_0', undefined, desk],
    ['PATCH', '/v1/conversations/cnv_0', { assignee: 'sara' }, desk],
    ['POST', '/v1/conversations/cnv_0/notes', { text: 'زنگ زدیم' }, desk],
    ['POST', '/v1/conversations/cnv_0/reply-drafts', {}, desk],
    ['POST', '/v1/conversations/cnv_0/replies', { text: 'سلام' }, desk],
    ['GET', '/v1/articles?q=refund', undefined, desk],
    ['GET', '/v1/articles/art_0', undefined, desk],
    ['POST', '/v1/articles', { lang: 'fa', title: 'ارسال', body: 'سه روز' }, ['supervisor', 'admin']],
    ['PUT', '/v1/articles/art_0', { lang: 'fa', title: 'ارسال', body: 'سه روز' }, ['supervisor', 'admin']],
    ['DELETE', '/v1/articles/art_0', undefined, ['supervisor', 'admin']],
    ['POST', '/v1/surveys', { kind: 'csat', score: 4, customer: { handle: 'a' } }, ROLES],
    [
      'POST',
      '/v1/account-events',
      {
        items: [
          {
            external_id: 'b-1',
            change: 'auto_renewal_off',
            customer: { handle: 'a' },
            occurred_at: '2026-08-01T00:00:00Z',
          },
        ],
      },
      ROLES,
    ],
    ['GET', '/v1/insights/replies', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/insights/trends', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/insights/decisions', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/insights/model-quality', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/insights/sla', undefined, desk],
    ['GET', '/v1/insights/team-load', undefined, desk],
    ['GET', '/v1/insights/risk-changes', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/insights/flags', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/insights/surveys', undefined, ['supervisor', 'admin']],
    ['GET', '/v1/customers/cus_0/risk/changes', undefined, ROLES],
    ['GET', '/v1/customers/cus_0', undefined, desk],
    ['GET', '/v1/flags', undefined, desk],
    ['GET', '/v1/flags/flg_0', undefined, desk],
    ['PATCH', '/v1/flags/flg_0', { owner: 'sara' }, desk],
    ['GET', '/v1/customers/cus_0/export', undefined, ['supervisor', 'admin']],
    ['DELETE', '/v1/customers/cus_0', undefined, ['admin']],
    ['PUT', '/v1/customers/cus_0/legal-hold', { hold: true }, ['admin']],
    ['GET', '/v1/keys', undefined, ['admin']],
    ['POST', '/v1/keys', { name: 'x', role: 'service' }, ['admin']],
    ['DELETE', '/v1/keys/key_0', undefined, ['admin']],
    ['GET', '/v1/audit', undefined, ['admin']],
  ])('%s %s', async (method, path, body, allowed) => {
    const { send } = await createHarness()
    for (const role of ROLES) {
      const answer = await send(method, path, { as: role, body })
      if (allowed.includes(role))
        expect([200, 201, 202, 404, 503], `${role}: ${answer.text}`).toContain(answer.status)
      else {
        expectProblem(answer, 403, 'forbidden')
        expect(answer.json.detail).toContain('admin')
      }
    }
    expectProblem(await send(method, path, { as: null, body }), 401, 'unauthorised')
  })
})

describe('rate limits', () => {
  it('counts by key and tells what is left', async () => {
    const { send } = await createHarness({ settings: { rateLimitPerMinute: 2 } })
    const first = await send('POST', '/v1/classify', { as: 'service', body: TEXT })
    expect(first.headers.get('ratelimit-policy')).toBe('2;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^limit=2, remaining=1, reset=\d+$/)
    await send('POST', '/v1/classify', { as: 'service', body: TEXT })
    const third = await send('POST', '/v1/classify', { as: 'service', body: TEXT })
    expectProblem(third, 429, 'too-many-requests')
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(third.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(third.headers.get('ratelimit')).toMatch(/remaining=0/)
    expect((await send('POST', '/v1/classify', { as: 'agent', body: TEXT })).status).toBe(200)
  })

  it('counts callers without a key by address, and health checks not at all', async () => {
    const { send } = await createHarness({ settings: { rateLimitPerMinute: 1 } })
    expectProblem(await send('GET', '/v1/flags', { as: null }), 401, 'unauthorised')
    expectProblem(await send('GET', '/v1/flags', { as: null }), 429, 'too-many-requests')
    expect((await send('GET', '/v1/flags', { as: 'agent' })).status).toBe(200)
    for (let time = 0; time < 5; time++)
      expect((await send('GET', '/healthz', { as: null })).status).toBe(200)
  })
})

describe('every answer', () => {
  it.each(['/healthz', '/v1/flags', '/nothing', '/openapi.json'])(
    '%s has a request id and safe headers',
    async (path) => {
      const { send } = await createHarness()
      const { headers } = await send('GET', path, { as: null })
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe(path.startsWith('/v1') ? 'no-store' : null)
    },
  )

  it.each([
    ['order-8812_retry', true],
    ['with space', false],
    ['x'.repeat(129), false],
    ['<script>', false],
  ])('takes over the request id %s: %s', async (id, taken) => {
    const { send, logLines } = await createHarness()
    const answer = await send('GET', '/healthz', { as: null, headers: { 'x-request-id': id } })
    expect(answer.headers.get('x-request-id') === id).toBe(taken)
    expect(logLines()[0].request_id).toBe(answer.headers.get('x-request-id'))
  })
})
