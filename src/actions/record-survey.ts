/** Takes the answer to a survey in; the customer's risk follows. */
import { type Actor, ensureAllowed } from '../domain/actor.ts'
import { DeljooError } from '../domain/errors.ts'
import type { Survey, SurveyIntake } from '../domain/survey.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/**
 * @param options.onceKey the request's `Idempotency-Key`: stored with the survey
 * @returns the survey, and whether it came before
 * @throws {DeljooError} `forbidden`; `not_found` for an unknown conversation; `invalid_input` for one of another
 *   customer; `conflict` when the `external_id` belongs to another answer
 */
export async function recordSurvey(
  { store, clock, wakeJobs }: Pick<Dependencies, 'store' | 'clock' | 'wakeJobs'>,
  actor: Actor,
  intake: SurveyIntake,
  options: { onceKey?: string | undefined } = {},
): Promise<{ survey: Survey; seen_before: boolean }> {
  ensureAllowed(actor, 'record_surveys')
  const once_key = options.onceKey === undefined ? null : `${actor.id} ${options.onceKey}`
  const outcome = await store.recordSurvey({ intake, once_key, actor, now: isoNow(clock) })
  switch (outcome.kind) {
    case 'conflict':
      throw new DeljooError('conflict', 'This survey was answered before with another answer', {
        issues: [{ path: 'external_id', message: 'was sent before with another answer' }],
      })
    case 'not_found':
      throw new DeljooError('not_found', 'There is no such conversation')
    case 'other_customer':
      throw new DeljooError('invalid_input', 'Not valid: customer', {
        issues: [{ path: 'customer', message: 'is not the customer of this conversation' }],
      })
    case 'recorded':
    case 'seen_before':
      wakeJobs()
      return { survey: outcome.survey, seen_before: outcome.kind === 'seen_before' }
  }
}
