/**
 * The failures a caller can act on, one code per meaning. `src/http/problem.ts` turns each
 * into one HTTP answer; the command line prints the message. Messages never carry customer text.
 */
export const ERROR_CODES = [
  'invalid_input',
  'unauthorised',
  'forbidden',
  'not_found',
  'conflict',
  'idempotency_mismatch',
  'not_allowed_now',
  'too_large',
  'overloaded',
  'unavailable',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** One refused field: `path` as in `customer.email`, `message` says what would be right. */
export type FieldIssue = { path: string; message: string }

/** An expected failure with its meaning, and what the caller can do about it. */
export class DeljooError extends Error {
  readonly code: ErrorCode
  readonly issues: readonly FieldIssue[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { issues?: readonly FieldIssue[]; retryAfterSeconds?: number } = {},
  ) {
    super(message)
    this.name = 'DeljooError'
    this.code = code
    this.issues = more.issues ?? []
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}
