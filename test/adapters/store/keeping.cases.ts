import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/actions/store-port.ts'
import { ADMIN, AGENT, accept, after, HOUR, NOON, read, SECOND, triage } from './store-under-test.ts'

export function keepingCases(store: () => Store): void {
  describe('erasing and exporting', () => {
    const fill = async (name: string) => {
      const id = await accept(store(), {
        text: `متن محرمانه ${name}`,
        external_id: `m-${name}`,
        customer: { external_id: name, email: `${name}@example.com`, name: `نام ${name}` },
      })
      await triage(store(), id)
      const { conversation, customer } = await read(store(), id)
      await store().correctTriage({ message_id: id, labels: { urgency: 'high' }, actor: AGENT, now: NOON })
      await store().addNote({
        conversation_id: conversation.id,
        text: `یادداشت ${name}`,
        actor: AGENT,
        now: NOON,
      })
      const claim = { actor_id: AGENT.id, key: name }
      await store().startIdempotent({ ...claim, request_hash: 'h', now: NOON, expires_at: after(HOUR) })
      await store().finishIdempotent({
        ...claim,
        status: 201,
        body: { text: `متن محرمانه ${name}` },
        customer_id: customer.id,
      })
      return { id, customer_id: customer.id, conversation_id: conversation.id }
    }

    it('takes everything of one customer and nothing of another', async () => {
      const gone = await fill('gone')
      const kept = await fill('kept')
      expect(
        await store().eraseCustomer({ customer_id: gone.customer_id, actor: ADMIN, now: after(SECOND) }),
      ).toEqual({ kind: 'erased' })
      expect(await store().readCustomer(gone.customer_id)).toBeNull()
      expect(await store().readMessage(gone.id)).toBeNull()
      expect(await store().readConversation(gone.conversation_id)).toBeNull()
      expect((await read(store(), kept.id)).message.text).toBe('متن محرمانه kept')
      const claim = {
        actor_id: AGENT.id,
        request_hash: 'h',
        now: after(2 * HOUR),
        expires_at: after(3 * HOUR),
      }
      expect(await store().startIdempotent({ ...claim, key: 'gone' })).toEqual({ kind: 'started' })
      expect(await store().startIdempotent({ ...claim, key: 'kept' })).toMatchObject({ kind: 'done' })
      const ofGone = (await store().readEvents({ after: 0, limit: 100 })).filter(
        ({ customer_id }) => customer_id === gone.customer_id,
      )
      expect(ofGone.map(({ type }) => type)).toEqual(['customer-erased'])
      expect((await store().readAudit({ after: 0, limit: 100 })).at(-1)).toMatchObject({
        action: 'customer-erased',
        actor_id: ADMIN.id,
        subject_id: gone.customer_id,
      })
      expect(await store().eraseCustomer({ customer_id: gone.customer_id, actor: ADMIN, now: NOON })).toEqual(
        { kind: 'not_found' },
      )
    })

    it('waits for a legal hold to be lifted', async () => {
      const { customer_id } = await fill('held')
      const hold = (hold: boolean) => store().setLegalHold({ customer_id, hold, actor: ADMIN, now: NOON })
      expect(await hold(true)).toBe(true)
      const erase = () => store().eraseCustomer({ customer_id, actor: ADMIN, now: NOON })
      expect(await erase()).toEqual({ kind: 'legal_hold' })
      expect((await store().readCustomer(customer_id))?.legal_hold).toBe(true)
      await hold(false)
      expect(await erase()).toEqual({ kind: 'erased' })
      expect(await hold(true)).toBe(false)
    })

    it('hands out all that is kept', async () => {
      const { customer_id, id } = await fill('known')
      await fill('stranger')
      const exported = await store().exportCustomer({ customer_id, actor: ADMIN, now: after(SECOND) })
      expect(exported).toMatchObject({
        customer: { emails: ['known@example.com'] },
        conversations: [{ customer_id }],
        messages: [{ id, text: 'متن محرمانه known' }],
        corrections: [{ message_id: id, labels: { urgency: 'high' } }],
        notes: [{ text: 'یادداشت known' }],
        flags: [],
      })
      expect(JSON.stringify(exported)).not.toContain('stranger')
      expect(await store().exportCustomer({ customer_id: 'cus_none', actor: ADMIN, now: NOON })).toBeNull()
    })
  })

  describe('keys', () => {
    const key = { name: 'web shop', role: 'service' } as const
    const record = { key, prefix: 'dlj_abc', hash: 'h1', actor: ADMIN, now: NOON }

    it('are found by their hash until revoked', async () => {
      const made = await store().createKey(record)
      expect(await store().findKey('h1')).toEqual(made)
      expect(await store().findKey('h2')).toBeNull()
      await store().touchKey(made?.id ?? '', after(SECOND))
      await store().revokeKey({ key_id: made?.id ?? '', actor: ADMIN, now: after(HOUR) })
      await store().revokeKey({ key_id: made?.id ?? '', actor: ADMIN, now: after(2 * HOUR) })
      expect(await store().listKeys()).toEqual([
        { ...made, last_used_at: after(SECOND), revoked_at: after(HOUR) },
      ])
      expect((await store().readAudit({ after: 0, limit: 10 })).map(({ action }) => action)).toEqual([
        'key-created',
        'key-revoked',
      ])
      expect(await store().revokeKey({ key_id: 'key_none', actor: ADMIN, now: NOON })).toBeNull()
    })

    it('have a first one only once', async () => {
      expect(await store().createKey({ ...record, onlyFirst: true })).toMatchObject(key)
      expect(await store().createKey({ ...record, hash: 'h2', onlyFirst: true })).toBeNull()
    })
  })

  describe('Idempotency-Key', () => {
    const claim = { actor_id: 'key_1', key: 'k' }
    const start = (more: Partial<Parameters<Store['startIdempotent']>[0]> = {}) =>
      store().startIdempotent({
        ...claim,
        request_hash: 'h',
        now: NOON,
        expires_at: after(SECOND * 60),
        ...more,
      })

    it('runs once, then answers the same', async () => {
      expect(await start()).toEqual({ kind: 'started' })
      expect(await start()).toEqual({ kind: 'in_progress' })
      await store().finishIdempotent({ ...claim, status: 201, body: { id: 'x' }, customer_id: null })
      expect(await start()).toEqual({ kind: 'done', status: 201, body: { id: 'x' } })
      expect(await start({ request_hash: 'other' })).toEqual({ kind: 'mismatch' })
      expect(await start({ actor_id: 'key_2' })).toEqual({ kind: 'started' })
    })

    it('is free again after a failure, a crash, and a day', async () => {
      await start()
      await store().dropIdempotent(claim)
      expect(await start()).toEqual({ kind: 'started' })
      expect(await start({ now: after(61 * SECOND), expires_at: after(120 * SECOND) })).toEqual({
        kind: 'started',
      })
      expect(await store().purgeIdempotent(after(HOUR))).toBe(1)
      expect(await start({ request_hash: 'other' })).toEqual({ kind: 'started' })
    })
  })

  describe('the LLM’s account', () => {
    it('sets aside up to the limit of the day and keeps what was spent', async () => {
      expect(await store().reserve('2026-08-02', 0.6, 1)).toBe(true)
      expect(await store().reserve('2026-08-02', 0.6, 1)).toBe(false)
      await store().settle('2026-08-02', 0.6, 0.2)
      expect(await store().reserve('2026-08-02', 0.6, 1)).toBe(true)
      expect(await store().reserve('2026-08-02', 0.3, 1)).toBe(false)
      expect(await store().reserve('2026-08-03', 1, 1)).toBe(true)
    })
  })

  it('can be written', async () => {
    expect(await store().isWritable()).toBe(true)
  })
}
