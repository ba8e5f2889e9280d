/** API keys, by their hash. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Store } from '../../actions/store-port.ts'
import type { ApiKey } from '../../domain/key.ts'
import { addAudit, type StoreContext } from './context.ts'
import { api_keys } from './schema.ts'

type KeyStore = Pick<Store, 'createKey' | 'findKey' | 'touchKey' | 'listKeys' | 'revokeKey'>

export function keyStore({ connection, write, newId }: StoreContext): KeyStore {
  return {
    async createKey({ key, prefix, hash, actor, now, onlyFirst = false }) {
      return write((tx) => {
        if (onlyFirst && tx.select({ id: api_keys.id }).from(api_keys).limit(1).get()) return null
        const id = newId('key')
        const row = tx
          .insert(api_keys)
          .values({ id, prefix, hash, ...key, created_at: now })
          .returning()
          .get()
        const detail = { role: key.role }
        addAudit(tx, { at: now, actor, action: 'key-created', subject_kind: 'key', subject_id: id, detail })
        return toKey(row)
      })
    },

    async findKey(hash) {
      const row = connection.select().from(api_keys).where(eq(api_keys.hash, hash)).get()
      return row ? toKey(row) : null
    },

    async touchKey(key_id, now) {
      connection.update(api_keys).set({ last_used_at: now }).where(eq(api_keys.id, key_id)).run()
    },

    async listKeys() {
      return connection.select().from(api_keys).orderBy(asc(api_keys.id)).all().map(toKey)
    },

    async revokeKey({ key_id, actor, now }) {
      return write((tx) => {
        const revoked = tx
          .update(api_keys)
          .set({ revoked_at: now })
          .where(and(eq(api_keys.id, key_id), isNull(api_keys.revoked_at)))
          .run()
        if (revoked.changes === 1)
          addAudit(tx, { at: now, actor, action: 'key-revoked', subject_kind: 'key', subject_id: key_id })
        const row = tx.select().from(api_keys).where(eq(api_keys.id, key_id)).get()
        return row ? toKey(row) : null
      })
    },
  }
}

function toKey(row: typeof api_keys.$inferSelect): ApiKey {
  const { hash: _hash, ...key } = row
  return key
}
