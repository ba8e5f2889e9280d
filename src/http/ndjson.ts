/** NDJSON: a stream of bytes into lines, without ever holding more than one line and one chunk. */

export type Line =
  /** `number` counts from 1, empty lines included. */
  { number: number; bytes: Uint8Array } | { number: number; tooLong: true }

const NEWLINE = 0x0a

/**
 * Splits at line feeds. A line of more than `limitBytes` is skipped to its end and told as `tooLong`;
 * lines of white space only are left out.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Line, void, void> {
  let number = 1
  let parts: Uint8Array[] = []
  let size = 0
  const take = (): Line | null => {
    const line: Line | null =
      size > limitBytes
        ? { number, tooLong: true }
        : isBlank(parts)
          ? null
          : { number, bytes: join(parts, size) }
    parts = []
    size = 0
    return line
  }
  for await (const chunk of chunks) {
    let from = 0
    while (from < chunk.byteLength) {
      const at = chunk.indexOf(NEWLINE, from)
      const end = at < 0 ? chunk.byteLength : at
      size += end - from
      if (size > limitBytes) parts = []
      else if (end > from) parts.push(chunk.subarray(from, end))
      from = end + 1
      if (at < 0) break
      const line = take()
      if (line) yield line
      number++
    }
  }
  const last = size > 0 ? take() : null
  if (last) yield last
}

/** Space, tab and carriage return. */
const isBlank = (parts: Uint8Array[]) =>
  parts.every((part) => part.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d))

function join(parts: Uint8Array[], size: number): Uint8Array {
  const [only] = parts
  if (parts.length === 1 && only) return only
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
