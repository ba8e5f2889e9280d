/** Claims and answers of `Idempotency-Key`. */
import { and, eq, isNotNull, lt } from 'drizzle-orm'
import type { IdempotentStart, Store } from '../../actions/store-port.ts'
import type { StoreContext } from './context.ts'
import { idempotency_keys as claims, messages, replies, surveys } from './schema.ts'

type IdempotencyStore = Pick<
  Store,
  'startIdempotent' | 'finishIdempotent' | 'dropIdempotent' | 'purgeIdempotent'
>

export function idempotencyStore({ connection, writeResumable, newId }: StoreContext): IdempotencyStore {
  const of = (actor_id: string, key: string) => and(eq(claims.actor_id, actor_id), eq(claims.key, key))
  return {
    async startIdempotent({ actor_id, key, request_hash, now, expires_at }) {
      return writeResumable((tx): IdempotentStart => {
        const known = tx.select().from(claims).where(of(actor_id, key)).get()
        if (!known) {
          const id = newId('idm')
          tx.insert(claims).values({ id, actor_id, key, request_hash, created_at: now, expires_at }).run()
          return { kind: 'started' }
        }
        if (known.request_hash !== request_hash) return { kind: 'mismatch' }
        if (known.status !== null) return { kind: 'done', status: known.status, body: known.body }
        if (known.expires_at > now) return { kind: 'in_progress' }
        // Whoever claimed it died on the way.
        tx.update(claims).set({ created_at: now, expires_at }).where(eq(claims.id, known.id)).run()
        return { kind: 'started' }
      })
    },

    async finishIdempotent({ actor_id, key, status, body, customer_id }) {
      connection.update(claims).set({ status, body, customer_id }).where(of(actor_id, key)).run()
    },

    async dropIdempotent({ actor_id, key }) {
      connection.delete(claims).where(of(actor_id, key)).run()
    },

    async purgeIdempotent(before) {
      return writeResumable((tx) => {
        tx.update(messages)
          .set({ once_key: null })
          .where(and(isNotNull(messages.once_key), lt(messages.received_at, before)))
          .run()
        tx.update(replies)
          .set({ once_key: null })
          .where(and(isNotNull(replies.once_key), lt(replies.sent_at, before)))
          .run()
        tx.update(surveys)
          .set({ once_key: null })
          .where(and(isNotNull(surveys.once_key), lt(surveys.received_at, before)))
          .run()
        return tx.delete(claims).where(lt(claims.created_at, before)).run().changes
      })
    },
  }
}
