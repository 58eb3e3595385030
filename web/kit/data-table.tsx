import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import tables from './table.module.css'
import classes from './data-table.module.css'

export type Column<Row> = {
  key: string
  name: string
  /** Figures and buttons stand at the end of their column. */
  isEnd?: boolean
  width?: number
  /** Read by those who listen; those who see know it by what stands in it. */
  isNameUnseen?: boolean
  cell: (row: Row) => ReactNode
}

type Props<Row> = { label: string; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string; isOld?: boolean; isMuted?: (row: Row) => boolean }

/** Rows under headings; on a narrow screen each row is a card that names its own fields. */
export function DataTable<Row>({ label, columns, rows, keyOf, isOld, isMuted }: Props<Row>) {
  return (
    <div className={tables.frame} data-old={isOld || undefined}>
      <table className={`${tables.table} ${classes.table}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, name, isEnd, width, isNameUnseen }) => (
              <th key={key} scope="col" data-end={isEnd || undefined} style={width ? { width } : undefined}>
                {isNameUnseen ? <span className="visually-hidden">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={`${tables.row} ${classes.row}`} data-muted={isMuted?.(row) || undefined}>
              {columns.map(({ key, name, isEnd, isNameUnseen, cell }) => (
                <td key={key} data-end={isEnd || undefined} data-name={isNameUnseen ? undefined : name}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The name of a row that opens it: the link reaches over the whole row. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return <Link to={to} className={classes.link}>{children}</Link>
}
