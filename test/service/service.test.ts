import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startService } from './start-service.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'deljoo-service-'))
const newDatabase = () => ({ DATABASE_URL: `file:${join(newFolder(), 'data', 'deljoo.db')}` })
const COMPLAINT =
  'برای بار سوم می‌نویسم: پول سفارش لغوشده‌ام هنوز برنگشته. اگر تا فردا حل نشود حسابم را می‌بندم.'

const post = (address: string, path: string, key: string, body: unknown) =>
  fetch(`${address}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('the service as a newcomer starts it', () => {
  it('prints its address and a first key once, becomes ready, and flags a customer with reasons', async () => {
    const env = newDatabase()
    const first = await startService(env)
    const key = /First admin key, shown only now: (\S+)/.exec(first.said())?.[1] as string
    expect(key).toMatch(/^dlj_/)
    const link = /Sign in for the first time, works once: (\S+)/.exec(first.said())?.[1] as string
    expect(link.startsWith(`${first.address}/join/`)).toBe(true)
    const joining = await fetch(link, { headers: { 'accept-language': 'fa' } })
    expect(await joining.text()).toContain('شما نخستین نفرید')
    const ready = await fetch(`${first.address}/readyz`)
    expect(await ready.json()).toMatchObject({ status: 'ready' })

    const received = await post(first.address, '/v1/messages', key, {
      channel: 'chat',
      external_id: 'm-1',
      text: COMPLAINT,
      conversation: 'order-8812',
      customer: { external_id: 'c-1', lifetime_value: 1200, currency: 'USD' },
    })
    expect(received.status).toBe(201)
    const { message, customer, flag } = (await received.json()) as {
      message: { triage: { urgency: { label: string } } }
      customer: { risk: { level: string; contributions: { quote: string }[] } }
      flag: { stage: string } | null
    }
    expect(message.triage.urgency.label).toBe('high')
    expect(['high', 'critical']).toContain(customer.risk.level)
    expect(customer.risk.contributions[0]?.quote.length).toBeGreaterThan(0)
    expect(flag?.stage).toBe('open')
    expect(await first.stop()).toBe(0)
    expect(first.logged()).not.toContain('سفارش')
    expect(first.logged()).not.toContain(key)
    expect(first.logged()).not.toContain(link.split('/').at(-1))

    const again = await startService(env)
    expect(again.said()).not.toContain('First admin key')
    const flags = await fetch(`${again.address}/v1/flags?stage=open`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(((await flags.json()) as { items: unknown[] }).items).toHaveLength(1)
    expect(await again.stop('SIGINT')).toBe(0)
  })

  it('fills in the demo company once', async () => {
    const env = { ...newDatabase(), DELJOO_ADMIN_KEY: 'an-admin-key-of-ours' }
    const first = await startService(env, ['--demo'])
    expect(first.said()).toMatch(/The demo company is in: \d+ messages/)
    const conversations = async (address: string) => {
      const answer = await fetch(`${address}/v1/conversations?limit=100`, {
        headers: { authorization: 'Bearer an-admin-key-of-ours' },
      })
      return ((await answer.json()) as { items: { language: string | null; urgency: string | null }[] }).items
    }
    const rows = await conversations(first.address)
    expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['fa', 'ar', 'en']))
    await first.stop()

    const again = await startService(env, ['--demo'])
    expect(again.said()).toContain('The demo company is already there.')
    expect(await conversations(again.address)).toHaveLength(rows.length)
    await again.stop()
  })
})

describe('stopping', () => {
  it('finishes the requests at hand and takes no new ones', async () => {
    const service = await startService({ ...newDatabase(), DELJOO_ADMIN_KEY: 'an-admin-key-of-ours' })
    const items = Array.from({ length: 256 }, (_, i) => ({ id: String(i), text: `${COMPLAINT} ${i}` }))
    const running = post(service.address, '/v1/classify/batch', 'an-admin-key-of-ours', { items })
    await new Promise((resolve) => setTimeout(resolve, 50))
    const stopped = service.stop()
    const answer = (await (await running).json()) as { items: { id: string; urgency: { label: string } }[] }
    expect(answer.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id))
    expect(answer.items.every(({ urgency }) => urgency.label.length > 0)).toBe(true)
    expect(await stopped).toBe(0)
    await expect(fetch(`${service.address}/healthz`)).rejects.toThrow()
  })
})

describe('what is wrong is said', () => {
  it('a setting, in one line', async () => {
    await expect(startService({ ...newDatabase(), DELJOO_TIME_ZONE: 'Tehran' })).rejects.toThrow(
      /^Settings of the business hours: "tehran|Tehran" is not an IANA time zone/,
    )
  })

  it('a port that is taken', async () => {
    const service = await startService(newDatabase())
    const port = new URL(service.address).port
    await expect(startService({ ...newDatabase(), PORT: port })).rejects.toThrow(
      /port \d+ is taken; set PORT/,
    )
    await service.stop()
  })

  it('a damaged model: it listens, takes messages in, and is not ready', async () => {
    const folder = join(newFolder(), 'damaged')
    cpSync('models/triage-fa-ar-en', folder, { recursive: true })
    const file = join(folder, 'onnx', 'model_quantized.onnx')
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff
    writeFileSync(file, bytes)
    const service = await startService({
      ...newDatabase(),
      DELJOO_MODEL: folder,
      DELJOO_ADMIN_KEY: 'an-admin-key-of-ours',
    })
    const ready = await fetch(`${service.address}/readyz`)
    expect(ready.status).toBe(503)
    expect(JSON.stringify(await ready.json())).toContain('is damaged')
    const received = await post(service.address, '/v1/messages', 'an-admin-key-of-ours', {
      channel: 'chat',
      text: COMPLAINT,
      customer: { external_id: 'c-1' },
    })
    expect(received.status).toBe(202)
    const classified = await post(service.address, '/v1/classify', 'an-admin-key-of-ours', {
      text: COMPLAINT,
    })
    expect(classified.status).toBe(503)
    expect(classified.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await service.stop()).toBe(0)
  })
})
