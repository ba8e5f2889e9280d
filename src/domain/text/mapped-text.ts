/**
 * A text that knows where each of its UTF-16 units came from. Every rewrite below returns a new
 * text and carries the map along, so any chain of rewrites can still point into the original.
 */
export type Span = { start: number; end: number }

export type MappedText = {
  text: string
  /** Per UTF-16 unit of `text`: the half-open range of the original it came from. Neither array ever decreases. */
  starts: Int32Array
  ends: Int32Array
  /** UTF-16 length of the original. */
  originalLength: number
}

/** The text itself, each code point standing for itself; both halves of a surrogate pair share the pair's range. */
export function mapText(text: string): MappedText {
  const starts = new Int32Array(text.length)
  const ends = new Int32Array(text.length)
  for (let index = 0; index < text.length; ) {
    const width = codePointWidth(text, index)
    for (let unit = index; unit < index + width; unit++) {
      starts[unit] = index
      ends[unit] = index + width
    }
    index += width
  }
  return { text, starts, ends, originalLength: text.length }
}

/**
 * Replaces every match of a global pattern. Each unit of a replacement stands for the whole match;
 * what is replaced by nothing (a vowel mark, a joiner) is counted to the character before it.
 * Returns the very same object when nothing changes.
 */
export function rewrite(mapped: MappedText, pattern: RegExp, replace: (match: string) => string): MappedText {
  let changed = false
  let unitForUnit = true
  const text = mapped.text.replace(pattern, (found) => {
    const replacement = replace(found)
    if (replacement !== found) {
      changed = true
      if (found.length > 1 || replacement.length !== 1) unitForUnit = false
    }
    return replacement
  })
  if (!changed) return mapped
  // Letter for letter, as mostly, everything stays in its place.
  return unitForUnit ? { ...mapped, text } : rewriteMap(mapped, pattern, replace)
}

function rewriteMap(mapped: MappedText, pattern: RegExp, replace: (match: string) => string): MappedText {
  const { text, starts, ends } = mapped
  const builder = mappedBuilder(mapped)
  let copied = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const found = match[0]
    const replacement = replace(found)
    if (replacement === found) continue
    const end = match.index + found.length
    builder.copy(copied, match.index)
    builder.put(replacement, starts[match.index] ?? 0, ends[end - 1] ?? 0)
    copied = end
  }
  builder.copy(copied, text.length)
  return builder.done()
}

/** The part of a mapped text between two of its own indices; the map still points into the original. */
export function sliceMapped(mapped: MappedText, start: number, end: number): MappedText {
  if (start <= 0 && end >= mapped.text.length) return mapped
  return {
    text: mapped.text.slice(start, end),
    starts: mapped.starts.subarray(start, end),
    ends: mapped.ends.subarray(start, end),
    originalLength: mapped.originalLength,
  }
}

/**
 * The range of the original that `[start, end)` of the mapped text came from. Indices outside are
 * clamped; an empty range stays empty.
 */
export function originalSpan(mapped: MappedText, start: number, end: number): Span {
  const length = mapped.text.length
  const from = Math.min(Math.max(start, 0), length)
  const to = Math.min(Math.max(end, from), length)
  const first = mapped.starts[from] ?? mapped.ends[length - 1] ?? 0
  return from === to ? { start: first, end: first } : { start: first, end: mapped.ends[to - 1] ?? first }
}

type MappedBuilder = {
  copy: (from: number, to: number) => void
  put: (replacement: string, start: number, end: number) => void
  done: () => MappedText
}

function mappedBuilder(source: MappedText): MappedBuilder {
  const pieces: string[] = []
  let starts = new Int32Array(source.text.length + 16)
  let ends = new Int32Array(source.text.length + 16)
  let length = 0
  const reserve = (extra: number) => {
    if (length + extra <= starts.length) return
    const size = Math.max(length + extra, starts.length * 2)
    const grow = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(size)
      grown.set(old)
      return grown
    }
    starts = grow(starts)
    ends = grow(ends)
  }
  return {
    copy(from, to) {
      if (from === to) return
      reserve(to - from)
      pieces.push(source.text.slice(from, to))
      starts.set(source.starts.subarray(from, to), length)
      ends.set(source.ends.subarray(from, to), length)
      length += to - from
    },
    put(replacement, start, end) {
      if (replacement === '') {
        // All units that share the last range (a surrogate pair, a ligature taken apart) move together.
        const last = ends[length - 1]
        for (let unit = length - 1; unit >= 0 && ends[unit] === last; unit--) ends[unit] = end
        return
      }
      reserve(replacement.length)
      pieces.push(replacement)
      starts.fill(start, length, length + replacement.length)
      ends.fill(end, length, length + replacement.length)
      length += replacement.length
    },
    done: () => ({
      text: pieces.join(''),
      starts: starts.subarray(0, length),
      ends: ends.subarray(0, length),
      originalLength: source.originalLength,
    }),
  }
}

function codePointWidth(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
}
