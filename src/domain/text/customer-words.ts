/**
 * Which parts of a text the customer wrote now: not the quoted earlier mail, the signature, the phone's
 * advertisement or the legal footer. Better a line too much than a word of the customer lost: every rule
 * asks for a clear sign, and when nothing would remain, everything remains.
 */
import {
  CONTACT,
  DASHED,
  DEVICE,
  FOOTER_SIGNS,
  FOOTER_START,
  HEADER,
  QUOTED,
  SENDER,
  SEPARATOR,
  SIGN_OFF,
  STILL_TALKING,
  WROTE,
} from './mail-conventions.ts'
import type { Span } from './mapped-text.ts'
import { trimSpan } from './sentences.ts'

/** Kept spans: ordered, not overlapping, without white space at their ends; none for a text of white space only. */
export function customerWords(text: string): Span[] {
  const whole = trimSpan(text, { start: 0, end: text.length })
  if (whole.start === whole.end) return []
  // A single line is all there is, whatever it looks like.
  if (!LINE_BREAK.test(text)) return [whole]
  const lines = linesOf(text)
  dropQuotes(lines)
  dropDeviceLines(lines)
  dropFooters(lines)
  dropSignature(lines)
  const kept = spansOf(text, lines)
  return kept.length > 0 ? kept : [whole]
}

type Line = {
  start: number
  end: number
  /** Without direction marks, and without white space around. */
  text: string
  dropped: boolean
}

const LINE_BREAK = /[\n\r\u2028\u2029]/
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]/g

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]|$)/g)]
    .filter((match) => match[0] !== '')
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0].replace(INVISIBLE, '').trim(),
      dropped: false,
    }))
}

/** Spans of kept lines; empty lines join what stands around them, dropped ones part it. */
function spansOf(text: string, lines: readonly Line[]): Span[] {
  const runs: Span[] = []
  for (const [index, line] of lines.entries()) {
    if (line.dropped) continue
    const last = runs.at(-1)
    if (last && index > 0 && lines[index - 1]?.dropped === false) last.end = line.end
    else runs.push({ start: line.start, end: line.end })
  }
  return runs.map((run) => trimSpan(text, run)).filter(({ start, end }) => start < end)
}

const drop = (lines: readonly Line[], from: number, to = lines.length) => {
  for (const line of lines.slice(from, to)) line.dropped = true
}

function dropQuotes(lines: readonly Line[]): void {
  for (const [index, line] of lines.entries()) {
    if (line.dropped) continue
    if (QUOTED.test(line.text)) line.dropped = true
    else if (startsHeaders(lines, index)) drop(lines, index)
    else {
      const height = introductionHeight(lines, index)
      // An answer below the quote is the customer's: with ">" marks only the marked lines go.
      if (height > 0) drop(lines, index, quoteFollows(lines, index + height) ? index + height : lines.length)
    }
  }
}

/** How many lines "On Monday … wrote:" or "--- Original Message ---" takes here; mail programs wrap the former. */
function introductionHeight(lines: readonly Line[], index: number): number {
  const first = lines[index]?.text ?? ''
  if (SEPARATOR.test(first) || (DASHED.test(first) && quoteFollows(lines, index + 1))) return 1
  let joined = ''
  for (let height = 1; height <= 3; height++) {
    const line = lines[index + height - 1]
    if (!line || line.text === '') return 0
    joined = `${joined} ${line.text}`.trim()
    if (!joined.endsWith(':')) continue
    // Mail programs tell a date or an address; "on Monday your agent wrote:" may be the customer speaking.
    const sure = /[\d٠-٩۰-۹@]/.test(joined) || quoteFollows(lines, index + height)
    return sure && WROTE.some((pattern) => pattern.test(joined)) ? height : 0
  }
  return 0
}

function quoteFollows(lines: readonly Line[], index: number): boolean {
  for (let next = index; next < lines.length; next++) {
    const { text } = lines[next] ?? { text: '' }
    if (text !== '') return QUOTED.test(text)
  }
  return false
}

/** A block such as From: / Sent: / To: / Subject:, at least two lines of it, the sender among them. */
function startsHeaders(lines: readonly Line[], index: number): boolean {
  const block: string[] = []
  for (const line of lines.slice(index, index + 8)) {
    if (line.text === '' && block.length > 0) continue
    if (!HEADER.test(line.text)) break
    block.push(line.text)
  }
  return block.length >= 2 && block.some((line) => SENDER.test(line))
}

/** The last paragraphs, as long as they are legal: a heading that says so, or two signs of it. Never the first one. */
function dropFooters(lines: readonly Line[]): void {
  for (;;) {
    const to = lines.findLastIndex((line) => !line.dropped && line.text !== '') + 1
    const from =
      lines.findLastIndex((line, index) => index < to && (line.dropped || /^[-_=*]*$/.test(line.text))) + 1
    const paragraph = lines.slice(from, to)
    const text = paragraph.map((line) => line.text).join(' ')
    const signs = FOOTER_SIGNS.filter((sign) => sign.test(text)).length
    const legal = signs >= 2 || (signs >= 1 && FOOTER_START.test(text))
    if (from === 0 || !legal || !lines.slice(0, from).some((line) => !line.dropped && line.text !== ''))
      return
    drop(lines, from, to)
  }
}

function dropDeviceLines(lines: readonly Line[]): void {
  for (const line of lines) {
    if (line.text.length <= 70 && DEVICE.test(line.text) && !/[؟?]/.test(line.text)) line.dropped = true
  }
}

/** "-- " as mail programs set it, or a closing phrase alone on its line with nothing but a short name block below. */
function dropSignature(lines: readonly Line[]): void {
  const last = lines.findLastIndex((line) => !line.dropped && line.text !== '')
  for (let index = Math.max(1, last - 9); index <= last; index++) {
    const line = lines[index]
    if (!line || line.dropped || !lines.slice(0, index).some((above) => !above.dropped && above.text !== ''))
      continue
    const below = lines
      .slice(index + 1, last + 1)
      .filter((candidate) => !candidate.dropped && candidate.text !== '')
    const marked = /^--$/.test(line.text)
    if (
      (marked || SIGN_OFF.test(line.text)) &&
      below.length <= (marked ? 8 : 6) &&
      below.every((candidate) => isNameBlockLine(candidate) || (marked && isLegal(candidate)))
    ) {
      drop(lines, index, last + 1)
      return
    }
  }
}

function isLegal({ text }: Line): boolean {
  return FOOTER_SIGNS.some((sign) => sign.test(text))
}

function isNameBlockLine({ text }: Line): boolean {
  if (CONTACT.test(text)) return text.length <= 120
  return text.length <= 60 && text.split(/\s+/).length <= 7 && !STILL_TALKING.test(text)
}
