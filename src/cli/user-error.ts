/** A mistake of the person at the keyboard: one line on standard error, exit code 2, no stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
