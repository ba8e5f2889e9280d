import type { Span } from './mapped-text.ts'
import { sentencesOf, trimSpan } from './sentences.ts'

/** The model was trained on messages; longer texts are read in parts of about this many UTF-16 units. */
export const MAX_PART_LENGTH = 480

/**
 * Packs the sentences of one span into parts of at most `maxLength` UTF-16 units. A longer sentence is
 * cut between words, a longer word between characters. Parts are ordered and never overlap.
 */
export function splitForModel(
  text: string,
  within: Span = { start: 0, end: text.length },
  maxLength: number = MAX_PART_LENGTH,
): Span[] {
  const whole = trimSpan(text, within)
  if (whole.end - whole.start <= maxLength) return whole.start < whole.end ? [whole] : []
  const parts: Span[] = []
  for (const sentence of sentencesOf(text, within)) {
    for (const piece of cutLong(text, sentence, maxLength)) {
      const last = parts.at(-1)
      if (last && piece.end - last.start <= maxLength) last.end = piece.end
      else parts.push({ ...piece })
    }
  }
  return parts
}

/** Cuts a span into pieces of at most `maxLength`, between words where there is one to cut at. */
export function cutLong(text: string, span: Span, maxLength: number): Span[] {
  const pieces: Span[] = []
  let rest = trimSpan(text, span)
  while (rest.end - rest.start > maxLength) {
    const cut = cutBefore(text, rest.start, rest.start + Math.max(2, maxLength))
    pieces.push(trimSpan(text, { start: rest.start, end: cut }))
    rest = trimSpan(text, { start: cut, end: rest.end })
  }
  if (rest.end > rest.start) pieces.push(rest)
  return pieces
}

function cutBefore(text: string, start: number, limit: number): number {
  for (let index = limit; index > start; index--) {
    if (/\s/.test(text[index] ?? '')) return index
  }
  const splitsPair = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(limit - 1, limit + 1))
  return splitsPair ? limit - 1 : limit
}
