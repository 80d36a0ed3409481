import type { ReactNode } from 'react'

import classes from './data-table.module.css'

export type Column<Row> = {
  /** Also the heading; the unit stands here, once, and not in the cells. */
  heading: string
  cell: (row: Row) => ReactNode
  /** Right-aligned, tabular. */
  numeric?: boolean
  /** Words that stay on one line. */
  short?: boolean
  /** Left out altogether. */
  hidden?: boolean
  /** CSS width, where the browser's own guess is bad. */
  width?: string
  /** Where the cell goes on a phone, whose rows have two lines: title and aside above, the rest below with its heading. */
  phone?: 'title' | 'aside' | 'hidden'
  /** Stands for the heading on a phone. */
  phoneLabel?: string
  /** Where the same table is in the order of this column; absent where it cannot be. */
  sort?: { href: string; direction: 'ascending' | 'descending' | null }
}

type Props<Row> = {
  /** What the table says, for those who cannot see what stands around it. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  rowKey: (row: Row) => string
}

/** The one table. Roles are spelled out since the phone's layout would otherwise take them away in some browsers. */
export function DataTable<Row>({ caption, columns: all, rows, rowKey }: Props<Row>) {
  const columns = all.filter(({ hidden }) => !hidden)
  return (
    <div className={classes.scroller}>
      <table className={classes.table} role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ heading, numeric, width, sort }) => (
              <th
                key={heading}
                role="columnheader"
                scope="col"
                data-numeric={numeric || undefined}
                aria-sort={sort?.direction ?? undefined}
                style={{ width }}
              >
                {sort ? (
                  <a href={sort.href} data-stay data-sorted={sort.direction ?? undefined}>
                    {heading}
                  </a>
                ) : (
                  heading
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column, index) => (
                <Cell key={column.heading} column={column} row={row} isFirst={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) {
  const shared = {
    'data-numeric': column.numeric || undefined,
    'data-short': column.short || undefined,
    'data-phone': column.phone ?? 'line',
    'data-label': column.phoneLabel ?? column.heading,
    children: column.cell(row),
  }
  return isFirst ? <th scope="row" role="rowheader" {...shared} /> : <td role="cell" {...shared} />
}
