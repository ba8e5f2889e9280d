/** Half a surrogate pair cannot be stored or sent on as UTF-8; it is refused in every field, not only in texts. */
import { DeljooError, type FieldIssue } from '../domain/errors.ts'

function* illFormed(value: unknown, path: string): Generator<FieldIssue> {
  if (typeof value === 'string') {
    if (!value.isWellFormed())
      yield { path, message: 'must be well-formed Unicode: it contains half of a surrogate pair' }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      yield* illFormed(inner, path ? `${path}.${name}` : name)
  }
}

/** For input that a strict schema has accepted, so that its names and depth are known. @throws {DeljooError} */
export function ensureWellFormed(input: unknown): void {
  const issues = [...illFormed(input, '')]
  if (issues.length > 0)
    throw new DeljooError('invalid_input', `Not valid: ${issues.map((issue) => issue.path).join(', ')}`, {
      issues,
    })
}
