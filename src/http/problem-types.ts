/**
 * Every kind of refusal or failure the API can answer with: the stable name in `type`, the HTTP status,
 * and, for the page behind `type`, what it means and what to do. A new one is added here and nowhere else.
 */
import type { ErrorCode } from '../domain/errors.ts'

export type ProblemType = {
  status: 400 | 401 | 403 | 404 | 405 | 406 | 408 | 409 | 413 | 415 | 422 | 429 | 431 | 499 | 500 | 503
  title: string
  meaning: string
  remedy: string
}

export const PROBLEM_TYPES = {
  'invalid-input': {
    status: 400,
    title: 'Some of the input is not valid',
    meaning:
      'At least one field, query parameter, path part or header is missing, unknown or has a value that is not allowed. Nothing was stored.',
    remedy:
      'Look at `errors`: each entry has the `path` of the field and a `message` that says what would be right. Correct these and send the request again.',
  },
  'malformed-json': {
    status: 400,
    title: 'The body is not valid JSON',
    meaning: 'The body could not be read as JSON in UTF-8. Nothing was stored.',
    remedy: 'Check for a missing quote, comma or bracket, and that the body is encoded as UTF-8.',
  },
  'bad-request': {
    status: 400,
    title: 'This is not a valid HTTP request',
    meaning: 'The request line or a header could not be understood, so no address was reached.',
    remedy: 'Check the address and headers; a common HTTP library gets them right.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    meaning: 'The connection was open, but the request did not come in completely in time.',
    remedy: 'Check the connection and send the request again.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    meaning: 'All headers together, the address included, must have less than 16 KiB.',
    remedy: 'Send fewer or shorter headers, and long content in the body.',
  },
  unauthorised: {
    status: 401,
    title: 'A valid API key is needed',
    meaning: 'The request has no API key, or its key is unknown or was revoked.',
    remedy: 'Send `authorization: Bearer YOUR_KEY`. An admin makes keys with `POST /v1/keys`.',
  },
  forbidden: {
    status: 403,
    title: 'The role of this key does not allow this',
    meaning: 'The key is valid, but its role may not do what was asked.',
    remedy: 'Use a key of one of the roles named in `detail`.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    meaning: 'The address is unknown, or no item with this id exists, or it was erased.',
    remedy: 'Check the address against the reference at /docs, and the id against the answer that gave it.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    meaning: 'The address exists, but not for the HTTP method used.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  'not-acceptable': {
    status: 406,
    title: 'The answer cannot be given in the asked format',
    meaning: 'The `Accept` header excludes every format this address can answer in.',
    remedy: 'Leave `Accept` out, or name `application/json`.',
  },
  conflict: {
    status: 409,
    title: 'This does not fit what is stored',
    meaning: 'Something was changed in the meantime, or contradicts what is already stored.',
    remedy: 'Read the item again, and decide with its present state.',
  },
  'not-allowed-now': {
    status: 409,
    title: 'This step is not possible from the present state',
    meaning: 'The item exists, but its present state does not allow the asked change.',
    remedy: 'Read the item again; `detail` says which steps are possible.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    meaning: 'The body, or one line of a stream, is larger than this service takes.',
    remedy: 'Send smaller requests. Many texts go to `POST /v1/classify/batch` as NDJSON, one per line.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has the wrong content type',
    meaning: 'The `Content-Type` header is missing or names a format that this address does not take.',
    remedy: 'Send JSON with `content-type: application/json`.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'This idempotency key was used for another request',
    meaning:
      'The same `Idempotency-Key` or `external_id` came before with different content. Nothing was stored.',
    remedy: 'Use a new key for a new request; repeat a key only with exactly the same body.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    meaning: 'This key, or this address when no key was sent, has used up its requests for the moment.',
    remedy:
      'Wait as many seconds as the `Retry-After` header says. `RateLimit` tells with every answer what is left.',
  },
  abandoned: {
    status: 499,
    title: 'The client left before the answer',
    meaning: 'The connection was closed by the caller, so the work was dropped.',
    remedy: 'Send the request again and wait longer for the answer.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    meaning: 'An error we did not expect. It is in the log of the service under the id in `instance`.',
    remedy: 'Try again. If it stays, give the operator the id in `instance`.',
  },
  overloaded: {
    status: 503,
    title: 'The service is busy',
    meaning: 'More work is waiting than the service takes on, so this request was refused at once.',
    remedy: 'Wait as many seconds as the `Retry-After` header says, and send it again.',
  },
  unavailable: {
    status: 503,
    title: 'The service cannot answer at the moment',
    meaning: 'A part that is needed for this answer is not available.',
    remedy: 'Wait as many seconds as the `Retry-After` header says; `/readyz` tells what is missing.',
  },
  'not-ready': {
    status: 503,
    title: 'The service is not ready',
    meaning: 'The service is starting, stopping, or one of its own checks does not pass.',
    remedy: 'Look at `checks` for what is missing. Send no traffic here until this address answers 200.',
  },
} as const satisfies Record<string, ProblemType>

export type ProblemName = keyof typeof PROBLEM_TYPES
export const PROBLEM_NAMES = Object.keys(PROBLEM_TYPES) as [ProblemName, ...ProblemName[]]

/** The problem each expected failure becomes. */
export const PROBLEM_OF_ERROR = {
  invalid_input: 'invalid-input',
  unauthorised: 'unauthorised',
  forbidden: 'forbidden',
  not_found: 'not-found',
  conflict: 'conflict',
  idempotency_mismatch: 'idempotency-mismatch',
  not_allowed_now: 'not-allowed-now',
  too_large: 'too-large',
  overloaded: 'overloaded',
  unavailable: 'unavailable',
} as const satisfies Record<ErrorCode, ProblemName>

export const isProblemName = (name: string): name is ProblemName => Object.hasOwn(PROBLEM_TYPES, name)
