import { RegExpRouter } from 'hono/router/reg-exp-router'
import { describe, expect, it } from 'vitest'
import { createScreenHarness } from '../ui/screen-harness.ts'

describe('the routes', () => {
  it('stay on the fastest router: no word stands where another route has a parameter', async () => {
    const { app } = await createScreenHarness()
    const router = new RegExpRouter<string>()
    for (const { method, path } of app.routes) router.add(method, path, path)
    expect(() => router.match('GET', '/')).not.toThrow()
  })
})
