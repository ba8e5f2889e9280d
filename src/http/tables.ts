/** Answers that are tables: as JSON, or as CSV where the caller asks for it. */
import { z } from 'zod'
import { type Table, toCsv } from '../domain/insights/csv.ts'
import type { AppContext } from './context.ts'
import { CSV, prefersCsv } from './middleware/negotiate.ts'

/** Beside the JSON of an answer. */
export const asCsv = (table: Table) => ({
  [CSV]: {
    schema: z.string().meta({
      description:
        'RFC 4180 in UTF-8 with a byte order mark, which Excel needs for Persian and Arabic. Texts a spreadsheet would run as a formula begin with an apostrophe',
    }),
    examples: { csv: { value: toCsv(table) } },
  },
})

/** Null: the caller wants JSON. `name` becomes the file's. */
export function csvAnswer(
  c: AppContext,
  format: 'json' | 'csv' | undefined,
  name: string,
  table: () => Table,
): Response | null {
  c.header('vary', 'accept')
  if (format === 'json' || (format === undefined && !prefersCsv(c))) return null
  return c.body(toCsv(table()), 200, {
    'content-type': `${CSV}; charset=utf-8; header=present`,
    'content-disposition': `attachment; filename="deljoo-${name}.csv"`,
  })
}
