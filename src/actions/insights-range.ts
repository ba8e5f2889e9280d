/** The range an insights query asks for, or why it cannot be had. */
import { DeljooError } from '../domain/errors.ts'
import { type Range, type RangeQuery, rangeOf } from '../domain/insights/range.ts'
import { type Dependencies, isoNow } from './dependencies.ts'

/** @throws {DeljooError} `invalid_input` for a range that is empty or too long */
export function insightsRange(
  { clock, rules }: Pick<Dependencies, 'clock' | 'rules'>,
  query: RangeQuery,
): { range: Range; now: string } {
  const now = isoNow(clock)
  const outcome = rangeOf(query, { now, hours: rules.hours })
  if (outcome.ok) return { range: outcome.range, now }
  const path = `query.${outcome.path}`
  throw new DeljooError('invalid_input', `Not valid: ${path}`, {
    issues: [{ path, message: outcome.problem }],
  })
}
