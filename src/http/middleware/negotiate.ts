/** Content types both ways: what the caller takes (406), what the caller sent (415, 413), and the body as text. */
import { matchedRoutes } from 'hono/route'
import { parseAccept } from 'hono/utils/accept'
import { DeljooError } from '../../domain/errors.ts'
import { type AppContext, timed } from '../context.ts'
import { HttpProblem } from '../problem.ts'

export const NDJSON = 'application/x-ndjson'
export const EVENT_STREAM = 'text/event-stream'
const GIVEN = /^(\*\/\*|\*|application\/(\*|json|problem\+json|x-ndjson)|text\/event-stream)$/i
export const CSV = 'text/csv'
const CSV_GIVEN = /^text\/(\*|csv)$/i
/** Whose answers are tables, and so are given as CSV too. */
const TABLES = '/v1/insights/'

/** Refuses a caller who takes nothing we have: JSON, NDJSON, events, or CSV where there is some. @throws {HttpProblem} */
export function requireAcceptable(c: AppContext): void {
  const accept = c.req.header('accept')
  if (!accept || accept === '*/*') return
  const hasTables = c.req.path.startsWith(TABLES)
  const given = parseAccept(accept).some(
    ({ type, q }) => q > 0 && (GIVEN.test(type) || (hasTables && CSV_GIVEN.test(type))),
  )
  if (given) return
  const types = hasTables ? 'application/json and text/csv' : 'application/json'
  throw new HttpProblem('not-acceptable', `This address answers in ${types}`)
}

/** Whether the caller likes CSV better than JSON. */
export function prefersCsv(c: AppContext): boolean {
  const best = parseAccept(c.req.header('accept') ?? '*/*').toSorted((one, other) => other.q - one.q)[0]
  return best !== undefined && CSV_GIVEN.test(best.type)
}

/** Whether the caller would rather have events than JSON, where a route has both. */
export function wantsEvents(c: AppContext): boolean {
  const accepted = parseAccept(c.req.header('accept') ?? '')
  const weightOf = (wanted: string) => accepted.find(({ type }) => type.toLowerCase() === wanted)?.q ?? 0
  const events = weightOf(EVENT_STREAM)
  return events > 0 && events >= weightOf('application/json')
}

export const mediaTypeOf = (c: AppContext) =>
  (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

const tooLarge = (limitBytes: number) =>
  new DeljooError('too_large', `The body must have at most ${limitBytes} bytes`)

/** A body without a declared length (chunked) is read only up to the limit. */
async function readAtMost(body: ReadableStream<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limitBytes) throw tooLarge(limitBytes)
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

async function readBody(c: AppContext, limitBytes: number): Promise<Uint8Array> {
  const declared = c.req.header('content-length')
  // Node and workerd never hand over more than was declared.
  if (declared !== undefined && c.req.header('transfer-encoding') === undefined) {
    if (Number(declared) > limitBytes) throw tooLarge(limitBytes)
    return new Uint8Array(await c.req.raw.arrayBuffer())
  }
  return c.req.raw.body ? readAtMost(c.req.raw.body, limitBytes) : new Uint8Array()
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads the JSON body of a route once, within the limit and strictly as UTF-8: bytes that are no UTF-8 would
 * otherwise be stored as replacement characters. NDJSON passes unread where the route streams it.
 */
export async function readJsonBody(
  c: AppContext,
  limitBytes: number,
  streamingRoutes: readonly string[],
): Promise<void> {
  const { method } = c.req
  if (method !== 'POST' && method !== 'PATCH' && method !== 'PUT') return
  const route = matchedRoutes(c).findLast((matched) => matched.method === method)?.path
  if (route === undefined) return
  const mediaType = mediaTypeOf(c)
  if (mediaType === NDJSON && streamingRoutes.includes(route)) return
  if (mediaType !== 'application/json')
    throw new HttpProblem('unsupported-media-type', 'Send the body with `content-type: application/json`')
  if ((c.req.header('content-encoding') ?? 'identity') !== 'identity')
    throw new HttpProblem('unsupported-media-type', 'Send the body uncompressed')
  const bytes = await timed(c, 'read', () => readBody(c, limitBytes))
  try {
    // Hono keeps bodies as promises, though its type says otherwise.
    c.req.bodyCache.text = Promise.resolve(utf8.decode(bytes)) as unknown as string
  } catch {
    throw new HttpProblem('malformed-json', 'The body is not encoded as UTF-8')
  }
}
