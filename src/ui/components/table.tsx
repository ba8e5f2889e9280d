import type { Child } from 'hono/jsx'

export type Column<Row> = {
  key: string
  heading: string
  cell: (row: Row) => Child
  /** Figures stand under each other. */
  numeric?: boolean
  /** Its heading is read out but not shown, for a column of buttons. */
  headingHidden?: boolean
  /** Where the heading leads to sort by it; `current`: how it is sorted now, if by this. */
  sort?: { href: string; current: 'ascending' | 'descending' | null }
}

/** On narrow screens each row becomes a small sheet with the headings beside its values. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  /** What it lists; read out, not shown. */
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}) {
  return (
    <table class="table">
      <caption class="heard">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, heading, numeric, headingHidden, sort }) => (
            <th
              key={key}
              scope="col"
              data-numeric={numeric ? '' : undefined}
              aria-sort={sort?.current ?? undefined}
            >
              {sort ? (
                <a class="table-sort" href={sort.href}>
                  {heading}
                </a>
              ) : (
                <span class={headingHidden ? 'heard' : undefined}>{heading}</span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, heading, cell, numeric, headingHidden }) => (
              <td
                key={key}
                data-heading={headingHidden ? undefined : heading}
                data-numeric={numeric ? '' : undefined}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
