/**
 * NDJSON in, NDJSON out: any number of lines in flat memory. Reading stops while the caller does not read
 * our answers, apart from a bounded read-ahead that lets callers send a moderate body before they read.
 */
import type { ClassifyText } from '../actions/classify-text.ts'
import { inOrder } from '../actions/in-order.ts'
import { DeljooError } from '../domain/errors.ts'
import { classifyItem, countItem, ITEMS_AT_A_TIME, type ItemAnswer, itemProblem } from './classify-item.ts'
import type { AppContext } from './context.ts'
import { NDJSON } from './middleware/negotiate.ts'
import { type Line, splitLines } from './ndjson.ts'
import { HttpProblem } from './problem.ts'

/** A text of 8,000 characters, each written as a JSON escape of six bytes, fits with room to spare. */
export const LINE_LIMIT_BYTES = 65_536

const utf8 = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

async function answerLine(
  classify: ClassifyText,
  line: Line,
  context: { signal: AbortSignal; instance: string },
): Promise<ItemAnswer> {
  const place = { line: line.number }
  if ('tooLong' in line) {
    const tooLong = new DeljooError('too_large', `A line must have at most ${LINE_LIMIT_BYTES} bytes`)
    return itemProblem(tooLong, context.instance, place)
  }
  let item: unknown
  try {
    item = JSON.parse(utf8.decode(line.bytes))
  } catch {
    const broken = new HttpProblem('malformed-json', 'This line could not be read as JSON in UTF-8')
    return itemProblem(broken, context.instance, place)
  }
  return classifyItem(classify, item, { ...context, place })
}

/** @param readAheadBytes how much of the body is taken in before the caller reads answers */
export function streamAnswers(c: AppContext, classify: ClassifyText, readAheadBytes: number): Response {
  const left = new AbortController()
  const signal = AbortSignal.any([c.req.raw.signal, left.signal])
  const context = { signal, instance: c.get('requestId') }
  const facts = c.get('facts')
  facts.items = 0
  const ended = Promise.withResolvers<void>()
  c.set('streamed', ended.promise)

  const source = c.req.raw.body?.pipeThrough(
    new TransformStream(undefined, new ByteLengthQueuingStrategy({ highWaterMark: readAheadBytes })),
    { signal },
  )
  const lines = source ? splitLines(source as unknown as AsyncIterable<Uint8Array>, LINE_LIMIT_BYTES) : []
  const answers = inOrder(lines, ITEMS_AT_A_TIME, (line) => answerLine(classify, line, context))

  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await answers.next()
        if (next.done) {
          controller.close()
          ended.resolve()
          return
        }
        countItem(facts, next.value)
        controller.enqueue(encoder.encode(`${JSON.stringify(next.value)}\n`))
      } catch (error) {
        facts.broken_off = true
        ended.resolve()
        controller.error(error)
      }
    },
    cancel() {
      facts.broken_off = true
      left.abort()
      void answers.return()
      ended.resolve()
    },
  })
  // Proxies that collect answers before passing them on would undo the streaming.
  return c.body(stream, 200, { 'content-type': NDJSON, 'x-accel-buffering': 'no' })
}
