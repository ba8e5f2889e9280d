import type { Lease, Store } from '../../../src/actions/store-port.ts'
import type { Actor } from '../../../src/domain/actor.ts'
import { parseBusinessHours } from '../../../src/domain/desk/opening-hours.ts'
import type { DeskRules } from '../../../src/domain/desk-rules.ts'
import type { MessageIntake } from '../../../src/domain/message.ts'
import type { LabelCorrection } from '../../../src/domain/triage/triage.ts'
import { triageOf } from '../../fakes/triage-of.ts'

/** Sunday, 09:14 in Tehran. */
export const NOON = '2026-08-02T05:44:00.000Z'

export const after = (ms: number, from = NOON) => new Date(Date.parse(from) + ms).toISOString()
export const SECOND = 1_000
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const AGENT: Actor = { kind: 'key', id: 'key_agent', name: 'نرگس', role: 'agent' }
export const SUPERVISOR: Actor = { kind: 'key', id: 'key_supervisor', name: 'سارا', role: 'supervisor' }
export const ADMIN: Actor = { kind: 'key', id: 'key_admin', name: 'admin', role: 'admin' }

export function testRules(): DeskRules {
  const parsed = parseBusinessHours({
    hours: 'sat-wed 09:00-18:00; thu 09:00-13:00',
    timeZone: 'Asia/Tehran',
  })
  if (!parsed.ok) throw new Error(parsed.problem)
  return { hours: parsed.hours, burstSeconds: 120, phoneCountryCode: '98' }
}

export const lease = (owner = 'worker-1', until = after(60 * SECOND)): Lease => ({ owner, until })

export const intake = (more: Partial<MessageIntake> = {}): MessageIntake => ({
  channel: 'chat',
  text: 'سلام، فاکتور این ماه دوبار برداشت شده',
  sent_at: NOON,
  customer: { external_id: 'c-1' },
  ...more,
})

/** Accepts one message and answers its id. */
export async function accept(store: Store, more: Partial<MessageIntake> = {}, now = NOON): Promise<string> {
  const [outcome] = await store.acceptMessages([intake(more)], { now, lane: 'interactive', lease: null })
  if (outcome?.kind !== 'accepted') throw new Error(`The message was not accepted: ${outcome?.kind}`)
  return outcome.message_id
}

export async function read(store: Store, message_id: string) {
  const found = await store.readMessage(message_id)
  if (!found) throw new Error('There is no such message')
  return found
}

/** Lets the machine answer for a message; false when the job could not be had. */
export async function triage(
  store: Store,
  message_id: string,
  labels: LabelCorrection = {},
  now = NOON,
): Promise<boolean> {
  const job = await store.leaseJob({
    now,
    lease: lease('triager', after(60 * SECOND, now)),
    kind: 'triage-message',
    subject_id: message_id,
  })
  return job !== null && store.recordTriage({ job, triage: triageOf(labels), now })
}
