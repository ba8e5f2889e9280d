/** `fetch` for one conversation with an LLM server: answers of bounded size, and no waiting past the deadline. */

/** Enough for any honest answer; a server that sends more is not answering our question. */
const MOST_RESPONSE_BYTES = 256 * 1024

export type GuardedFetch = {
  fetch: typeof fetch
  /** Status of the last response, null before the first. */
  lastStatus(): number | null
  /** Whether a response was cut off for its size. */
  wasTooLarge(): boolean
}

/**
 * The openai client retries by itself and waits as long as `Retry-After` says. When that is longer than
 * we have, the response is marked with the client's own `x-should-retry: false`, so that the caller
 * hears "rate limited" now and not "timeout" later.
 *
 * @param remainingMs how long the conversation may still take
 * @param options.live an event stream is handed on as it comes; it breaks with an error at the limit
 */
export function guardFetch(remainingMs: () => number, options: { live?: boolean } = {}): GuardedFetch {
  let lastStatus: number | null = null
  let tooLarge = false
  return {
    lastStatus: () => lastStatus,
    wasTooLarge: () => tooLarge,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      lastStatus = response.status
      const headers = new Headers(response.headers)
      if (!response.ok && waitMs(headers) >= remainingMs()) headers.set('x-should-retry', 'false')
      const { status, statusText } = response
      if (response.body === null) return new Response(null, { status, statusText, headers })
      if (options.live && response.ok && isEventStream(headers)) {
        const counted = response.body.pipeThrough(
          upTo(MOST_RESPONSE_BYTES, () => {
            tooLarge = true
          }),
        )
        return new Response(counted, { status, statusText, headers })
      }
      const body = await readAtMost(response.body, MOST_RESPONSE_BYTES)
      if (body === null) {
        tooLarge = true
        return Response.json({}, { status, statusText })
      }
      return new Response(body, { status, statusText, headers })
    },
  }
}

export const isEventStream = (headers: Headers) =>
  /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')

/** What the server asks us to wait before trying again; 0 when it does not say. */
function waitMs(headers: Headers): number {
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (!Number.isNaN(milliseconds)) return milliseconds
  const value = headers.get('retry-after')
  if (value === null) return 0
  const seconds = Number.parseFloat(value)
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1_000
  return Number.isNaN(wait) ? 0 : wait
}

/** The whole body, or null as soon as it proves longer than the limit. */
async function readAtMost(body: ReadableStream<Uint8Array>, limitBytes: number): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > limitBytes) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function upTo(limitBytes: number, exceeded: () => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes <= limitBytes) return controller.enqueue(chunk)
      exceeded()
      controller.error(new Error('The answer is too large'))
    },
  })
}
