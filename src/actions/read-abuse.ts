/** What a customer did to the people at the desk in the last thirty days, and what they were told. */
import { ABUSE_DAYS, type AbuseStep, type AbuseSummary, abuseSummary } from '../domain/desk/abuse.ts'
import { DAY_MS } from '../domain/desk/local-time.ts'
import type { Dependencies } from './dependencies.ts'
import type { AnsweredMessage } from './reply-input.ts'

export async function readAbuse(
  { store }: Pick<Dependencies, 'store'>,
  customer_id: string,
  now: string,
): Promise<AbuseSummary> {
  const since = new Date(Date.parse(now) - ABUSE_DAYS * DAY_MS).toISOString()
  return abuseSummary(await store.readAbuse(customer_id, since), now)
}

/** What an answer to insults has to tell; a draft asked for again tells the same. Null: the message insults nobody. */
export async function abuseStep(
  dependencies: Pick<Dependencies, 'store'>,
  { customer_id, triage }: Pick<AnsweredMessage, 'customer_id' | 'triage'>,
  now: string,
): Promise<AbuseStep | null> {
  if (!triage.signals.some(({ label }) => label === 'abusive')) return null
  const { due_step, told } = await readAbuse(dependencies, customer_id, now)
  return due_step ?? told ?? 'boundary'
}
