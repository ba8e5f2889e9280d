/** Errors become HTTP here and nowhere else: RFC 9457 `application/problem+json`. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DeljooError, type FieldIssue } from '../domain/errors.ts'
import { PROBLEM_OF_ERROR, PROBLEM_TYPES, type ProblemName } from './problem-types.ts'

/** The wire shape. `checks` comes only with `not-ready`. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  errors?: FieldIssue[]
  checks?: { name: string; ready: boolean; detail: string }[]
}

/** A failure of the HTTP layer itself, or one whose kind has no code in the domain. */
export class HttpProblem extends Error {
  readonly problem: ProblemName
  readonly headers: Record<string, string>
  constructor(problem: ProblemName, detail: string, headers: Record<string, string> = {}) {
    super(detail)
    this.name = 'HttpProblem'
    this.problem = problem
    this.headers = headers
  }
}

export type ProblemParts = {
  name: ProblemName
  detail: string
  errors?: readonly FieldIssue[]
  retryAfterSeconds?: number | undefined
  headers?: Record<string, string>
}

/** What hono and its validators throw by themselves. Their messages are not shown: some quote the input. */
function partsOfException(error: HTTPException): ProblemParts {
  switch (error.status) {
    case 400:
      return { name: 'malformed-json', detail: 'The body could not be read as JSON' }
    case 413:
      return { name: 'too-large', detail: 'The body is larger than this service takes' }
    case 415:
      return { name: 'unsupported-media-type', detail: 'Send the body as application/json' }
    default:
      return { name: 'internal', detail: PROBLEM_TYPES.internal.meaning }
  }
}

/** Any thrown value as the parts of a problem; what we did not expect shows nothing of its insides. */
export function partsOf(error: unknown): ProblemParts {
  if (error instanceof DeljooError)
    return {
      name: PROBLEM_OF_ERROR[error.code],
      detail: error.message,
      errors: error.issues,
      retryAfterSeconds: error.retryAfterSeconds,
    }
  if (error instanceof HttpProblem)
    return { name: error.problem, detail: error.message, headers: error.headers }
  if (error instanceof HTTPException) return partsOfException(error)
  return { name: 'internal', detail: PROBLEM_TYPES.internal.meaning }
}

/** The body of a problem, also used for a single item of a batch or stream. */
export function problemBody(parts: ProblemParts, instance: string): Problem {
  const { status, title } = PROBLEM_TYPES[parts.name]
  return {
    type: `/problems/${parts.name}`,
    title,
    status,
    detail: parts.detail,
    instance,
    ...(parts.errors?.length ? { errors: [...parts.errors] } : {}),
  }
}

/** RFC 9110: 401 names the scheme, 503 (and by contract 429) says when to come back. */
function headersOf(parts: ProblemParts, status: number): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', ...parts.headers }
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="Deljoo"'
  if (status === 503 || status === 429)
    headers['retry-after'] ??= String(Math.ceil(parts.retryAfterSeconds ?? 1))
  return headers
}

export function problemResponse(c: Context, parts: ProblemParts, extra: Partial<Problem> = {}): Response {
  const body = { ...problemBody(parts, c.get('requestId') ?? ''), ...extra }
  // 499 is nginx's word for a client that left; hono's list of statuses does not know it.
  return c.body(JSON.stringify(body), body.status as ContentfulStatusCode, headersOf(parts, body.status))
}
