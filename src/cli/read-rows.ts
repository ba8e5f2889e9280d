/** Rows of a JSONL or CSV file, one at a time, so that a file of any size passes in flat memory. */
import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Info, parse } from 'csv-parse'
import { UserError } from './user-error.ts'

/** A parsed row; `value` is `undefined` when the line is not valid JSON. `line` counts from 1 as an editor does. */
export type Row = { line: number; value: unknown }

export type RowReader = AsyncIterable<Row> & {
  /** Share of the file read so far, 0 to 1. */
  progress: () => number
}

/**
 * Opens `FILE.jsonl`, `FILE.ndjson` or `FILE.csv`, each also with `.gz`.
 * CSV needs a header row; columns such as `customer.email` become nested fields.
 * @throws {UserError} when the file is not there or its kind is unknown
 */
export async function readRows(path: string): Promise<RowReader> {
  if (!existsSync(path)) throw new UserError(`There is no file ${path}`)
  const kind = path.match(/\.(jsonl|ndjson|csv)(\.gz)?$/)
  if (!kind) throw new UserError(`${path} must end in .jsonl, .ndjson or .csv (each also .gz)`)
  const { size } = await stat(path)
  let bytesRead = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytesRead += chunk.length
      done(null, chunk)
    },
  })
  const file = createReadStream(path).pipe(counter)
  const bytes = kind[2] ? file.pipe(createGunzip()) : file
  const rows = kind[1] === 'csv' ? csvRows(bytes, path) : jsonRows(bytes)
  return { [Symbol.asyncIterator]: () => rows, progress: () => (size === 0 ? 1 : bytesRead / size) }
}

async function* jsonRows(bytes: NodeJS.ReadableStream): AsyncGenerator<Row> {
  let line = 0
  for await (const text of createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() === '') continue
    yield { line, value: parseJson(line === 1 ? text.replace(/^\uFEFF/, '') : text) }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Columns that are numbers in the intake's schema; everything else in a CSV is text. */
const NUMBER_COLUMNS = new Set(['customer.lifetime_value', 'customer.tenure_months'])

async function* csvRows(bytes: NodeJS.ReadableStream, path: string): AsyncGenerator<Row> {
  const parser = bytes.pipe(
    parse({ bom: true, columns: true, info: true, skip_empty_lines: true, trim: false }),
  )
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Record<string, string>
      info: Info
    }>)
      yield { line: info.lines, value: nested(record) }
  } catch (error) {
    const line = (error as { lines?: number }).lines
    throw new UserError(`${path}${line ? `, line ${line}` : ''}: not readable as CSV`)
  }
}

/** `{'customer.email': 'a'}` → `{customer: {email: 'a'}}`; an empty cell is an absent field. */
function nested(record: Record<string, string>): Record<string, unknown> {
  // Without a prototype, a column called __proto__ is a column like any other.
  const row: Record<string, unknown> = Object.create(null)
  for (const [header, cell] of Object.entries(record)) {
    if (cell === '') continue
    const column = header.trim()
    const value = NUMBER_COLUMNS.has(column) && !Number.isNaN(Number(cell)) ? Number(cell) : cell
    const dot = column.indexOf('.')
    if (dot < 0) row[column] = value
    else {
      const group = column.slice(0, dot)
      const inner = (row[group] as Record<string, unknown> | undefined) ?? Object.create(null)
      inner[column.slice(dot + 1)] = value
      row[group] = inner
    }
  }
  return row
}
