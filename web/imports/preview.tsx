import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answered } from '../ask.ts'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { useShow } from '../kit/show.ts'
import { useWords } from '../session/session.ts'
import { Problems } from './problems.tsx'
import classes from './imports.module.css'

type Previewed = Answered<'import.preview'>

const SHOWN = 8

/** The first orders as they would be, and every problem with its row. */
export function Preview({ preview, isOld, action }: { preview: Previewed; isOld: boolean; action: ReactNode }) {
  const words = useWords()
  const show = useShow()
  const columns = useColumns()
  const { rows, orders, problemCount, problems, sample } = preview
  return (
    <section aria-label="Preview">
      <h2 className={classes.heading}>Preview</h2>
      <Text size="sm" mb="sm" component="output" display="block">
        {show.number(rows)} rows make {show.number(orders)} {words.orders.toLowerCase()}. {problemCount === 0 ? 'Every row can be read.' : `${show.number(problemCount)} ${problemCount === 1 ? 'problem' : 'problems'}: what has one is left out and listed.`}
      </Text>
      {action}
      <h3 className={classes.small}>The first of them</h3>
      <DataTable label="The first of them" columns={columns} rows={sample.slice(0, SHOWN)} keyOf={({ number }) => number} isOld={isOld} />
      {problems.length > 0 && <Problems problems={problems} shown={SHOWN} fileName="problems.csv" />}
    </section>
  )
}

function useColumns(): Column<Previewed['sample'][number]>[] {
  const words = useWords()
  const show = useShow()
  return [
    { key: 'number', name: words.order, cell: ({ number }) => <b>{number}</b> },
    { key: 'customer', name: words.customer, cell: ({ customer }) => customer },
    { key: 'placed', name: 'Placed', cell: ({ placedAt }) => <bdi>{show.day(placedAt)}</bdi> },
    { key: 'lines', name: words.lineItems, isEnd: true, cell: ({ lines }) => <span className="figures">{show.number(lines)}</span> },
    { key: 'total', name: 'Total', isEnd: true, cell: ({ total }) => <bdi className="figures">{show.money(total)}</bdi> },
  ]
}
