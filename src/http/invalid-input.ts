/** What a validation says, as fields and plain messages that never repeat what was sent. */
import type { z } from 'zod'
import { DeljooError, type FieldIssue } from '../domain/errors.ts'

/** Where a value stood in the request; fields of the body have no prefix. */
export type InputPlace = 'json' | 'query' | 'param' | 'header' | 'form' | 'cookie'

const PREFIX: Record<InputPlace, string[]> = {
  json: [],
  form: [],
  query: ['query'],
  param: ['path'],
  header: ['header'],
  cookie: ['cookie'],
}

/** More issues than a person would read are not listed. */
const MAX_ISSUES = 50

/** A name chosen by a programmer; anything else in the place of a field name may be a customer's words. */
const isFieldName = (name: string) => /^[A-Za-z_][A-Za-z0-9_-]{0,39}$/.test(name)

const join = (prefix: string[], path: readonly PropertyKey[]) =>
  [
    ...prefix,
    ...path.map(String).map((part) => (isFieldName(part) || /^\d{1,9}$/.test(part) ? part : '?')),
  ].join('.')

const ARTICLES: Record<string, string> = { array: 'an array', int: 'a whole number', object: 'a JSON object' }

/** Zod's standard messages start with “Invalid”; a schema's own message is kept, as it says what would be right. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (!/^Invalid\b/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'is required'
      return `must be ${ARTICLES[issue.expected] ?? `a ${issue.expected}`}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'must be a time with offset such as 2026-08-02T09:14:00+03:30'
        : issue.message
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return 'has none of the allowed forms'
    default:
      return issue.message
  }
}

function fieldIssues(issue: z.core.$ZodIssue, prefix: string[]): FieldIssue[] {
  // The only kind whose message quotes what was sent.
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: join(prefix, [...issue.path, key]),
      message: 'is not known here',
    }))
  return [{ path: join(prefix, issue.path), message: messageOf(issue) }]
}

export function issuesOf(error: z.core.$ZodError, place: InputPlace = 'json'): FieldIssue[] {
  return error.issues.flatMap((issue) => fieldIssues(issue, PREFIX[place])).slice(0, MAX_ISSUES)
}

/** The failure to throw for input that a schema refused. */
export function invalidInput(error: z.core.$ZodError, place: InputPlace = 'json'): DeljooError {
  const issues = issuesOf(error, place)
  const paths = [...new Set(issues.map((issue) => issue.path || 'the body'))]
  const shown = paths.slice(0, 5).join(', ')
  return new DeljooError('invalid_input', `Not valid: ${shown}${paths.length > 5 ? ' and more' : ''}`, {
    issues,
  })
}
