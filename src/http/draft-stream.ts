/** A draft as server-sent events, while it is written. Its size is bounded, so a slow reader holds nothing up. */

import { DeljooError } from '../domain/errors.ts'
import type { DraftEvent, OnDraftEvent } from '../domain/reply/draft-event.ts'
import type { ReplyDraft } from '../domain/reply-record.ts'
import type { AppContext } from './context.ts'
import { EVENT_STREAM } from './middleware/negotiate.ts'
import { partsOf, problemBody } from './problem.ts'

export type DraftStreamLimits = {
  /** How often a line without meaning goes out, so that nobody in between takes the silence for an end. */
  keepAliveMs: number
  /** Longer than any LLM may take by the settings. */
  limitMs: number
}

const LIMITS: DraftStreamLimits = { keepAliveMs: 10_000, limitMs: 150_000 }

type DraftVerb = (options: {
  signal: AbortSignal
  onEvent: OnDraftEvent
}) => Promise<{ drafts: ReplyDraft[] }>

const encoder = new TextEncoder()

/**
 * Runs the verb and tells its events, `done` or `problem` last. A caller who leaves fires the signal.
 * @throws whatever the verb throws before its first event: that is still an answer with a status of its own
 */
export async function streamDrafts(c: AppContext, draft: DraftVerb, limits = LIMITS): Promise<Response> {
  const left = new AbortController()
  const limit = AbortSignal.timeout(limits.limitMs)
  const facts = c.get('facts')
  const ended = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const early: DraftEvent[] = []
  let tell: OnDraftEvent = (event) => {
    early.push(event)
    begun.resolve()
  }
  const drafting = draft({
    signal: AbortSignal.any([c.req.raw.signal, left.signal, limit]),
    onEvent: (event) => tell(event),
  })
  await Promise.race([begun.promise, drafting])

  const problemOf = (error: unknown) => {
    const parts = limit.aborted
      ? partsOf(new DeljooError('unavailable', 'Writing took longer than it may'))
      : partsOf(error)
    facts.problem = parts.name
    if (parts.name === 'internal' && error instanceof Error) c.error = error
    return problemBody(parts, c.get('requestId'))
  }

  let keepAlive: ReturnType<typeof setInterval> | undefined
  const end = () => {
    clearInterval(keepAlive)
    ended.resolve()
  }
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      const write = (text: string) => {
        if (!left.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      const send = (event: string, data: unknown) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      keepAlive = setInterval(() => write(': still writing\n\n'), limits.keepAliveMs)
      tell = ({ event, data }) => send(event, data)
      early.forEach(tell)
      try {
        const { drafts } = await drafting
        send('done', { drafts: drafts.length })
      } catch (error) {
        if (c.req.raw.signal.aborted) left.abort()
        if (!left.signal.aborted) send('problem', problemOf(error))
      }
      if (left.signal.aborted) facts.broken_off = true
      else controller.close()
      end()
    },
    cancel() {
      left.abort()
    },
  })
  c.set('streamed', ended.promise)
  // Proxies that collect answers before passing them on would undo the streaming.
  return c.body(stream, 200, { 'content-type': EVENT_STREAM, 'x-accel-buffering': 'no' })
}
