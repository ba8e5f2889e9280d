import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  authenticateKey,
  createFirstKey,
  createKey,
  hashKey,
  listKeys,
  revokeKey,
} from '../../src/actions/keys.ts'
import { ADMIN, AGENT, SUPERVISOR } from '../adapters/store/store-under-test.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

let test: TestDesk
beforeEach(() => {
  test = openTestDesk()
})
afterEach(() => test.close())

describe('API keys', () => {
  it('open the door until revoked, and are kept only as a hash', async () => {
    const key = await createKey(test.desk, ADMIN, { name: 'web shop', role: 'service' })
    expect(key.secret).toMatch(/^dlj_[\w-]{43}$/)
    expect(key.secret.startsWith(key.prefix)).toBe(true)
    expect(await authenticateKey(test.desk, null, key.secret)).toEqual({
      kind: 'key',
      id: key.id,
      name: 'web shop',
      role: 'service',
    })
    expect(JSON.stringify(await listKeys(test.desk, ADMIN))).not.toContain(key.secret.slice(12))
    await revokeKey(test.desk, ADMIN, key.id)
    expect(await authenticateKey(test.desk, null, key.secret)).toBeNull()
  })

  it('remember when they were used, at most once a minute', async () => {
    const { secret } = await createKey(test.desk, ADMIN, { name: 'x', role: 'agent' })
    const lastUsed = async () => (await listKeys(test.desk, ADMIN))[0]?.last_used_at
    await authenticateKey(test.desk, null, secret)
    const first = await lastUsed()
    test.advance(30_000)
    await authenticateKey(test.desk, null, secret)
    expect(await lastUsed()).toBe(first)
    test.advance(31_000)
    await authenticateKey(test.desk, null, secret)
    expect(await lastUsed()).not.toBe(first)
  })

  it('know the operator’s own, which is stored nowhere', async () => {
    const hash = await hashKey('an-operators-own-key')
    expect(await authenticateKey(test.desk, hash, 'an-operators-own-key')).toMatchObject({
      kind: 'configuration',
      role: 'admin',
    })
    expect(await authenticateKey(test.desk, hash, 'an-operators-own-kez')).toBeNull()
    expect(await authenticateKey(test.desk, null, 'an-operators-own-key')).toBeNull()
    expect(await listKeys(test.desk, ADMIN)).toEqual([])
  })

  it('begin with one admin key, made once', async () => {
    const first = await createFirstKey(test.desk)
    expect(await authenticateKey(test.desk, null, first?.secret ?? '')).toMatchObject({ role: 'admin' })
    expect(await createFirstKey(test.desk)).toBeNull()
  })

  it.each([AGENT, SUPERVISOR])('are not for the role $role to make, list or revoke', async (actor) => {
    const no = { code: 'forbidden' }
    await expect(createKey(test.desk, actor, { name: 'x', role: 'admin' })).rejects.toMatchObject(no)
    await expect(listKeys(test.desk, actor)).rejects.toMatchObject(no)
    await expect(revokeKey(test.desk, actor, 'key_1')).rejects.toMatchObject(no)
  })
})
