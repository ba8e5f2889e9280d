import { describe, expect, it } from 'vitest'
import { createHarness, expectProblem, SECRET_WORDS } from './harness.ts'

describe('health', () => {
  it('/healthz answers without a key', async () => {
    const { send } = await createHarness()
    expect((await send('GET', '/healthz', { as: null })).json).toEqual({ status: 'ok' })
    expect((await send('HEAD', '/healthz', { as: null })).status).toBe(200)
  })

  it('/readyz lists what was checked', async () => {
    const { send } = await createHarness()
    const { status, json } = await send('GET', '/readyz', { as: null })
    expect([status, json]).toEqual([
      200,
      { status: 'ready', checks: [{ name: 'database', ready: true, detail: 'can be written' }] },
    ])
  })

  it('/readyz says what is missing', async () => {
    const checks = [
      { name: 'database', ready: true, detail: 'can be written' },
      { name: 'golden self-test', ready: false, detail: '3 of 12 answers differ' },
    ]
    const { send, logLines } = await createHarness({ deps: { readiness: async () => checks } })
    const answer = await send('GET', '/readyz', { as: null })
    expectProblem(answer, 503, 'not-ready')
    expect(answer.json).toMatchObject({ detail: 'Not ready: golden self-test', checks })
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(logLines()[0]).toMatchObject({ status: 503, missing: 'golden self-test' })
  })

  it('/v1/model is unavailable while no model is loaded', async () => {
    const { send } = await createHarness()
    expectProblem(await send('GET', '/v1/model'), 503, 'unavailable')
  })
})

describe('/metrics', () => {
  it('counts requests by route pattern, without words or ids', async () => {
    const { send } = await createHarness()
    await send('POST', '/v1/classify', { body: { text: SECRET_WORDS } })
    await send('GET', '/v1/customers/cus_0')
    await send('GET', `/${encodeURIComponent(SECRET_WORDS)}`)
    const { headers, text } = await send('GET', '/metrics', { as: null })
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(text).toMatch(
      /deljoo_http_request_duration_seconds_count\{method="POST",route="\/v1\/classify",status="200"\} 1/,
    )
    expect(text).toMatch(/route="\/v1\/customers\/:id",status="404"\} 1/)
    expect(text).toMatch(/route="unknown",status="404"\} 1/)
    expect(text).toMatch(/^deljoo_jobs_open 0$/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m)
    expect(text).not.toContain('cus_0')
    expect(decodeURIComponent(text)).not.toContain(SECRET_WORDS)
  })

  it('needs an admin key when it is not public', async () => {
    const { send } = await createHarness({ settings: { metricsPublic: false } })
    expectProblem(await send('GET', '/metrics', { as: null }), 401, 'unauthorised')
    expectProblem(await send('GET', '/metrics', { as: 'supervisor' }), 403, 'forbidden')
    expect((await send('GET', '/metrics')).status).toBe(200)
  })
})
