/** Short quotes of a customer's text, cut between words and never inside a character. */
import type { Head } from '../labels.ts'
import type { Span } from '../text/mapped-text.ts'
import type { RiskMessage } from './risk.ts'

const QUOTE_LENGTH = 100

/** The whole text when short, else its first words. Null when there is nothing but white space. */
export function quoteStart(text: string): string | null {
  return quoteAround(text, { start: 0, end: 0 })
}

/** The words around a span, the span itself kept as long as it fits; `…` where something was left out. */
export function quoteAround(text: string, span: Span): string | null {
  const spare = Math.max(0, QUOTE_LENGTH - (span.end - span.start))
  const wished = Math.max(0, Math.min(span.start - Math.floor(spare / 3), text.length - QUOTE_LENGTH))
  const from = wished === 0 ? 0 : wordStart(text, wished, span.start)
  const to = wordEnd(
    text,
    Math.min(text.length, from + QUOTE_LENGTH),
    Math.min(span.end, from + QUOTE_LENGTH),
  )
  const words = text.slice(from, to).replace(/\s+/gu, ' ').trim()
  if (words === '') return null
  const leftOut = { before: text.slice(0, from).trim() !== '', after: text.slice(to).trim() !== '' }
  return `${leftOut.before ? '…' : ''}${words}${leftOut.after ? '…' : ''}`
}

/** The span of the strongest reason the triage gave for a head (and label), when it gave any. */
export function reasonSpan(message: RiskMessage, head: Head, label?: string): Span | null {
  const found = (message.triage?.reasons ?? [])
    .filter((reason) => reason.head === head && (label === undefined || reason.label === label))
    .sort((one, other) => other.weight - one.weight)[0]
  return found ? { start: found.start, end: found.end } : null
}

function wordStart(text: string, from: number, atMost: number): number {
  for (let index = from; index < atMost; index++) if (/\s/u.test(text[index - 1] ?? '')) return index
  return isLowSurrogate(text, from) ? from - 1 : from
}

function wordEnd(text: string, to: number, atLeast: number): number {
  if (to === text.length) return to
  for (let index = to; index > Math.max(atLeast, to - 30); index--)
    if (/\s/u.test(text[index] ?? '')) return index
  return isLowSurrogate(text, to) ? to - 1 : to
}

const isLowSurrogate = (text: string, index: number) => /[\udc00-\udfff]/.test(text[index] ?? '')
