/** Reads server-sent events as a browser would, one frame after the other. */

export type Frame = {
  type: string
  id: number | null
  data: unknown
  comment: string | null
  retry: number | null
}

function parseFrame(text: string): Frame {
  const frame: Frame = { type: 'message', id: null, data: null, comment: null, retry: null }
  for (const line of text.split('\n')) {
    const at = line.indexOf(': ')
    const [name, value] = [line.slice(0, at), line.slice(at + 2)]
    if (name === '') frame.comment = value
    else if (name === 'event') frame.type = value
    else if (name === 'id') frame.id = Number(value)
    else if (name === 'data') frame.data = JSON.parse(value)
    else if (name === 'retry') frame.retry = Number(value)
    else throw new Error(`A line that is none: ${line}`)
  }
  return frame
}

export type EventClient = ReturnType<typeof readFrames>

/** `next`: the next frame, null at the end. `nextEvent` leaves comments and hints out. */
export function readFrames(body: ReadableStream<Uint8Array>) {
  const reader = body
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>
  let rest = ''
  const next = async (): Promise<Frame | null> => {
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end !== -1) {
        const frame = parseFrame(rest.slice(0, end))
        rest = rest.slice(end + 2)
        return frame
      }
      const { done, value } = await reader.read()
      if (done) return null
      rest += value
    }
  }
  return {
    next,
    async nextEvent(): Promise<Frame | null> {
      for (;;) {
        const frame = await next()
        if (frame === null || frame.data !== null) return frame
      }
    },
    /** The connection breaks: what was received and not yet looked at is lost. */
    cut: () => reader.cancel(),
  }
}
