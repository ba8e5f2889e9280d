/**
 * One caller's stream of events. The caller's reading drives it: what he has not read is not fetched for him, so
 * beside what is on its way he costs no memory; who stops reading for too long is cut off and resumes later.
 */
import type { EventFeed, FeedReader, FeedReading } from '../actions/event-feed.ts'
import { concerns, type EventFilter } from '../domain/events.ts'
import type { AppContext } from './context.ts'
import {
  bytes,
  eventFrame,
  joined,
  keepAliveFrame,
  readyFrame,
  resetFrame,
  retryFrame,
} from './event-frames.ts'
import { EVENT_STREAM } from './middleware/negotiate.ts'

export const KEEP_ALIVE_MS = 15_000
/** A connection that takes nothing in for so long is dead, or its caller hopelessly slow. */
export const STALLED_MS = 30_000
/** A revoked key gets nothing more after this long. */
export const RECHECK_MS = 5_000
/** Callers come back spread over this time, so that a restart is not followed by all of them at once. */
const RETRY_MS = { least: 1_000, spread: 3_000 }

export type StreamWishes = EventFilter & {
  /** Only what comes after this event; null: from now on. */
  after: number | null
}

export type StreamParts = {
  feed: EventFeed
  /** Whether the caller may still follow; asked now and then. */
  isAllowed: () => Promise<boolean>
  /** Called once, at the end of the stream. */
  release: () => void
  hangUp: () => void
}

type Ending = 'caller' | 'stop' | 'stalled' | 'forbidden' | 'failure'

/** @throws {DeljooError} when the feed cannot be joined; nothing is left open then */
export async function streamEvents(
  c: AppContext,
  wishes: StreamWishes,
  parts: StreamParts,
): Promise<Response> {
  const { feed, isAllowed, release, hangUp } = parts
  const facts = c.get('facts')
  let changed = false
  let resume = () => {}
  const reader: FeedReader = await feed.join(() => {
    changed = true
    resume()
  })

  let position = wishes.after ?? reader.head
  /** The last place the caller was told. */
  let told = position
  let checkedMs = performance.now()
  let hasEnded = false
  let stalled: ReturnType<typeof setTimeout> | undefined
  let quiet: ReturnType<typeof setTimeout> | undefined
  const settled = Promise.withResolvers<void>()
  c.set('streamed', settled.promise)
  facts.events = 0

  const end = (ending: Ending) => {
    if (hasEnded) return
    hasEnded = true
    clearTimeout(stalled)
    clearTimeout(quiet)
    reader.leave()
    release()
    facts.ended_by = ending
    resume()
    settled.resolve()
  }

  /** True when there may be news, false when it was quiet for the time of a keep-alive. */
  const news = async (): Promise<boolean> => {
    if (!changed && !hasEnded)
      await new Promise<void>((resolve) => {
        resume = resolve
        quiet = setTimeout(resolve, KEEP_ALIVE_MS)
      })
    clearTimeout(quiet)
    return changed || hasEnded
  }

  /** What to send for a reading; null: nothing of it is for this caller. */
  const chunkOf = (reading: FeedReading): Uint8Array<ArrayBuffer> | null => {
    position = reading.position
    if (reading.kind === 'reset') {
      facts.reset = reading.reason
      told = position
      return bytes(resetFrame(position, reading.reason))
    }
    const wanted = reading.events.filter((event) => concerns(event, wishes))
    if (wanted.length === 0) return null
    facts.events = Number(facts.events) + wanted.length
    told = wanted.at(-1)?.seq ?? told
    return joined(wanted.map(eventFrame))
  }

  /** The next bytes; null: it is over. */
  const next = async (): Promise<Uint8Array<ArrayBuffer> | null> => {
    for (;;) {
      if (hasEnded) return null
      if (feed.isClosed()) {
        end('stop')
        return null
      }
      if (performance.now() - checkedMs >= RECHECK_MS) {
        checkedMs = performance.now()
        if (!(await isAllowed())) {
          end('forbidden')
          return null
        }
      }
      changed = false
      const reading = await reader.read(position)
      const chunk = chunkOf(reading)
      if (chunk) return chunk
      if (reading.kind === 'events' && reading.events.length > 0) continue
      if (await news()) continue
      const id = position > told ? position : null
      told = position
      return bytes(keepAliveFrame(id))
    }
  }

  const expectReading = (controller: ReadableStreamDefaultController) => {
    clearTimeout(stalled)
    stalled = setTimeout(() => {
      end('stalled')
      controller.close()
      hangUp()
    }, STALLED_MS)
  }

  const retryMs = RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)
  let greeting: string | null = retryFrame(retryMs) + (wishes.after === null ? readyFrame(position) : '')
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: expectReading,
      async pull(controller) {
        clearTimeout(stalled)
        try {
          const chunk = greeting === null ? await next() : bytes(greeting)
          greeting = null
          if (chunk === null) {
            controller.close()
            return
          }
          controller.enqueue(chunk)
          expectReading(controller)
        } catch (error) {
          end('failure')
          controller.error(error)
        }
      },
      cancel: () => end('caller'),
    },
    // Nothing is fetched ahead of the caller's reading.
    { highWaterMark: 0 },
  )
  // Proxies that collect answers before passing them on would undo the streaming.
  return c.body(stream, 200, { 'content-type': EVENT_STREAM, 'x-accel-buffering': 'no' })
}
