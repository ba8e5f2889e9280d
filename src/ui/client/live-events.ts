/**
 * `/v1/events` for the islands of a page: one stream for all of them. It goes on after a break where it stopped,
 * so that nothing is lost or doubled; where that is not possible, `onReset` says to read everything anew.
 */
import { connectionBack, connectionLost } from './connection.ts'
import { request, sessionBack } from './request.ts'

/** An event of the service, as `/v1/events` sends it; the reference names all types and their data. */
export type LiveEvent = {
  seq: number
  type: string
  at: string
  customer_id: string | null
  conversation_id: string | null
  message_id: string | null
  flag_id: string | null
  data: Record<string, string | number | boolean | null>
}

export type Listener<Event extends LiveEvent = LiveEvent> = {
  /** Types as in `src/domain/events.ts`. */
  types: readonly string[]
  onEvent: (event: Event) => void
  /** The stream started, or started again without what happened meanwhile: read your data (again). */
  onReset: () => void
}

const REOPEN_MS = 3_000

const listeners = new Set<Listener>()
let source: EventSource | null = null
let listening = new Set<string>()
let lastSeq: number | null = null
let reopening: ReturnType<typeof setTimeout> | null = null

/** @returns stops listening */
export function listen<Event extends LiveEvent>(listener: Listener<Event>): () => void {
  const kept = listener as unknown as Listener
  listeners.add(kept)
  const running = lastSeq !== null
  if (listener.types.some((type) => !listening.has(type))) open()
  // A stream that goes on does not begin; whoever joins it reads for themselves.
  if (running) listener.onReset()
  return () => {
    listeners.delete(kept)
    if (listeners.size === 0) close()
  }
}

function close(): void {
  source?.close()
  source = null
  listening = new Set()
  lastSeq = null
}

function open(): void {
  source?.close()
  listening = new Set([...listeners].flatMap(({ types }) => types))
  const query = new URLSearchParams({ types: [...listening].join(',') })
  if (lastSeq !== null) query.set('after', String(lastSeq))
  const opened = new EventSource(`/v1/events?${query}`)
  source = opened
  const reset = ({ lastEventId }: MessageEvent) => {
    if (lastEventId) lastSeq = Number(lastEventId)
    for (const { onReset } of listeners) onReset()
  }
  opened.addEventListener('open', () => {
    connectionBack()
    sessionBack()
  })
  opened.addEventListener('ready', reset)
  opened.addEventListener('reset', reset)
  for (const type of listening)
    opened.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
      const seq = Number(lastEventId)
      // A stream opened anew may tell the last ones twice.
      if (lastSeq !== null && seq <= lastSeq) return
      lastSeq = seq
      const event = JSON.parse(data) as LiveEvent
      for (const { types, onEvent } of listeners) if (types.includes(type)) onEvent(event)
    })
  opened.addEventListener('error', () => {
    connectionLost()
    // Refused rather than broken off: browsers give up then.
    if (opened.readyState === EventSource.CLOSED && source === opened) reopen()
  })
}

/** Asks first who the reader is: a stream does not say why it was refused, and an ended session is news. */
function reopen(): void {
  if (reopening !== null) return
  reopening = setTimeout(async () => {
    await request('GET', '/v1/me')
    reopening = null
    if (listeners.size > 0) open()
  }, REOPEN_MS)
}
