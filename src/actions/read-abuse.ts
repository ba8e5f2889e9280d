/** What a customer did to the people at the desk in the last thirty days, and what they were told. */
import { ABUSE_DAYS, type AbuseSummary, abuseSummary } from '../domain/desk/abuse.ts'
import { DAY_MS } from '../domain/desk/local-time.ts'
import type { Dependencies } from './dependencies.ts'

export async function readAbuse(
  { store }: Pick<Dependencies, 'store'>,
  customer_id: string,
  now: string,
): Promise<AbuseSummary> {
  const since = new Date(Date.parse(now) - ABUSE_DAYS * DAY_MS).toISOString()
  return abuseSummary(await store.readAbuse(customer_id, since), now)
}
