/** Slows guessing down: failed sign-ins are counted by address and by account; who waits, waits a quarter of an hour. */
import { MemoryStore } from 'hono-rate-limiter'
import type { AppContext } from '../context.ts'
import type { AddressOf } from '../ports.ts'

const WINDOW_MS = 15 * 60_000
/** One account from one address; one account from everywhere; one address with any account. */
const MOST = { both: 8, account: 40, address: 80 } as const

export function createTries(addressOf: AddressOf) {
  const store = new MemoryStore()
  store.init({ windowMs: WINDOW_MS } as Parameters<typeof store.init>[0])
  return {
    /** `waitMs` above 0: refuse without looking. @param account what was written as the account; empty for keys */
    of(c: AppContext, account: string) {
      const address = addressOf(c)
      const counters = [
        [`both ${address} ${account}`, MOST.both],
        [`account ${account}`, MOST.account],
        [`address ${address}`, MOST.address],
      ] as const
      const waits = counters.map(([key, most]) => {
        const known = store.get(key)
        return known && known.totalHits >= most ? (known.resetTime?.getTime() ?? 0) - Date.now() : 0
      })
      return {
        waitMs: Math.max(0, ...waits),
        failed: () => {
          for (const [key] of counters) store.increment(key)
        },
      }
    },
  }
}
