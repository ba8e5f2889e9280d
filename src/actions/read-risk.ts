/** How likely a customer leaves, now or at an earlier moment, with the labels of that moment. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Risk } from '../domain/risk/risk.ts'
import { assessRisk as scoreHistory } from '../domain/risk/score.ts'
import { assessmentTime } from './assess-risk.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/**
 * @param as_of ISO 8601 with offset; what happened later does not count, and labels corrected later count as they
 *   were. Missing: now
 * @throws {DeljooError} `forbidden`, `not_found`
 */
export async function readRisk(
  { store, clock }: Pick<Dependencies, 'store' | 'clock'>,
  actor: Actor,
  customer_id: string,
  as_of?: string,
): Promise<Risk> {
  ensureAllowed(actor, 'read_risk')
  const subject = await store.readRiskSubject(customer_id, as_of && new Date(as_of).toISOString())
  if (!subject) throw new DeljooError('not_found', 'There is no customer with this id')
  return scoreHistory(subject.history, as_of ?? assessmentTime(subject.history, isoNow(clock)))
}
