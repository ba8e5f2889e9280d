/** A problem for a connection on which no request could be read, so that no route ever saw it. */

import { problemBody } from './problem.ts'
import { PROBLEM_TYPES, type ProblemName } from './problem-types.ts'

/** Node's codes: https://nodejs.org/api/http.html#event-clienterror */
const NAME_OF_CODE: Record<string, ProblemName> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/**
 * The whole answer as bytes for the socket, which is closed after it.
 * @param code of the parser's error; its message may quote the request and is not used
 */
export function connectionProblem(code: string | undefined, instance: string): string {
  const name = NAME_OF_CODE[code ?? ''] ?? 'bad-request'
  const { status, title, meaning } = PROBLEM_TYPES[name]
  const body = JSON.stringify(problemBody({ name, detail: meaning }, instance))
  return [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${new TextEncoder().encode(body).byteLength}`,
    `x-request-id: ${instance}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
}
