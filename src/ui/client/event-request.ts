/** A POST whose answer are server-sent events: the session cookie goes along, and what goes wrong is a value. */
import { createEventParser, type ParsedEvent } from '../reply/event-parser.ts'
import { type Failure, failureOf } from './request.ts'

/**
 * @param onEvent hears each event as it comes
 * @returns null when the stream came to its end; `offline` also where it broke off
 */
export async function requestEvents(
  path: string,
  { body, signal, onEvent }: { body: unknown; signal: AbortSignal; onEvent: (event: ParsedEvent) => void },
): Promise<Failure | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    })
    if (!response.ok) return failureOf(response, await response.text())
    if (!response.body) return null
    const parse = createEventParser()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read())
      for (const event of parse(read.value)) onEvent(event)
    return null
  } catch (error) {
    if (signal.aborted) throw error
    return { ok: false, kind: 'offline', problem: null }
  }
}
