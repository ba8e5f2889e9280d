/**
 * A table as CSV by RFC 4180: fields with commas, quotes or line breaks are quoted, lines end with CRLF. It begins
 * with the mark U+FEFF, because Excel takes Persian and Arabic for gibberish without it; other readers skip it.
 */
export type Cell = string | number | boolean | null
export type Table = { columns: readonly string[]; rows: readonly (readonly Cell[])[] }

/**
 * What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection). Names and touchpoints
 * come from outside; numbers are ours and stay numbers.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠|%]|^[\t\r\n]/

const BYTE_ORDER_MARK = '\ufeff'

export function toCsv({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => cells.map(field).join(','))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

function field(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
