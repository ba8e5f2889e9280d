/** Events as bytes of `text/event-stream`: https://html.spec.whatwg.org/multipage/server-sent-events.html */
import type { LiveEvent } from '../domain/events.ts'

const encoder = new TextEncoder()
/** Each event is written out once, for however many streams. */
const written = new WeakMap<LiveEvent, Uint8Array<ArrayBuffer>>()

export const bytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** JSON has no line break in it, so one `data` line holds it. */
const frame = (type: string, id: number, data: unknown) =>
  `event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`

export function eventFrame(event: LiveEvent): Uint8Array<ArrayBuffer> {
  const known = written.get(event)
  if (known) return known
  const made = bytes(frame(event.type, event.seq, event))
  written.set(event, made)
  return made
}

/** What comes after is told from here on: now is the time to load a first view. */
export const readyFrame = (after: number) => frame('ready', after, { after })

/** What came before is lost: all that was shown must be loaded anew. */
export const resetFrame = (after: number, reason: string) => frame('reset', after, { after, reason })

/** How long to wait before coming back, should the connection break. */
export const retryFrame = (retryMs: number) => `retry: ${retryMs}\n\n`

/** A comment that keeps proxies from closing a quiet connection. With an id the place moves on, without an event. */
export const keepAliveFrame = (id: number | null) => `: keep-alive\n${id === null ? '' : `id: ${id}\n`}\n`

export function joined(frames: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (frames.length === 1) return frames[0] as Uint8Array<ArrayBuffer>
  const whole = new Uint8Array(frames.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const part of frames) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
