import type { Span } from './mapped-text.ts'

/**
 * Where the sentences of a text lie: trimmed, in order, without overlap, and every visible character
 * in one of them. Line breaks end a sentence, because chats are often written without any full stop.
 *
 * Own rules instead of Intl.Segmenter: that one glues Persian sentences typed without a blank after
 * the full stop ("نرسید.چرا"), takes "…" for a letter and breaks after "Dr.".
 */
export function sentencesOf(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const spans: Span[] = []
  let from = within.start
  const close = (to: number) => {
    const span = trimSpan(text, { start: from, end: to })
    if (span.start < span.end) spans.push(span)
    from = to
  }
  BOUNDARY.lastIndex = within.start
  for (let match = BOUNDARY.exec(text); match !== null; match = BOUNDARY.exec(text)) {
    const end = match.index + match[0].length
    if (end > within.end) break
    if (endsSentence(text, match.index, end, within)) close(end)
  }
  close(within.end)
  return spans
}

/** The span without the white space at both its ends; empty (at its start) when nothing else is in it. */
export function trimSpan(text: string, { start, end }: Span): Span {
  let from = start
  let to = end
  while (from < to && /\s/.test(text[from] ?? '')) from++
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--
  return from === to ? { start, end: start } : { start: from, end: to }
}

// Marks that end a sentence with the quotes and brackets that close behind them, or a line break.
const BOUNDARY = /[.!?؟۔…。！？]+[)\]}»"'”’]*|[\n\r\u2028\u2029]+/g

// Words whose full stop belongs to them, compared in lower case and without inner full stops.
const ABBREVIATIONS = new Set(
  (
    'dr mr mrs ms prof st no nr vs eg ie etc approx dept ext tel fig inc ltd co jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'رک نک قم هق هش ص ج د م أ ا ت صب مص'
  ).split(' '),
)

function endsSentence(text: string, start: number, end: number, within: Span): boolean {
  const mark = text.slice(start, end)
  if (!mark.startsWith('.')) return true
  const before = /[\p{L}\p{N}.]*$/u.exec(text.slice(Math.max(within.start, start - 24), start))?.[0] ?? ''
  const after = text.slice(end, Math.min(end + 2, within.end))
  if (mark === '.' && /\p{L}/u.test(before) && ABBREVIATIONS.has(before.replaceAll('.', '').toLowerCase())) {
    return false
  }
  if (after === '' || /^\s/.test(after)) return true
  // Without a blank behind it a full stop ends a sentence only between Arabic-script words: not in
  // 12.5, example.com or ر.ک.
  return /[\u0620-\u06ff]{2}$/.test(before) && /^[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff]{2}/.test(after)
}
