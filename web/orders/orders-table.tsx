import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { memo, useLayoutEffect, useState, type MouseEvent } from 'react'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { OrderSort } from '#domain/orders/order-sort.ts'
import type { View, ViewColumn } from '#domain/views/contract.ts'
import { cells, OrderCell, widthOf } from './order-cells.tsx'
import { useFits } from '../kit/use-fits.ts'
import { useOrders } from './orders-context.ts'
import tables from '../kit/table.module.css'
import classes from './orders-table.module.css'

type Columns = View['columns']
export type Sorting = { by: OrderSort; direction: 'asc' | 'desc'; onSort: (by: OrderSort, direction: 'asc' | 'desc') => void }
type Props = {
  label: string
  orders: ListedOrder[]
  columns: Columns
  display: View['statusDisplay']
  /** The number of the first row among all of them. */
  from: number
  total: number | undefined
  sorting: Sorting
  isOld?: boolean
  /** Kept for those who listen; the headings are seen above the groups. */
  headIsUnseen?: boolean
}

// A page of this many rows is drawn whole; more only as far as one can see.
const MOST_DRAWN = 100
const ROW_HEIGHT = 45

/** The order list as a table, in the columns and the order the organization chose. */
export function OrdersTable({ label, orders, columns, display, from, total, sorting, isOld, headIsUnseen }: Props) {
  const minWidth = leastWidth(columns, display)
  const [frame, fits] = useFits(minWidth)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const { current } = frame
    if (current) setOffset(current.getBoundingClientRect().top + scrollY)
  }, [frame, orders.length])
  const isLong = orders.length > MOST_DRAWN
  // oxlint-disable-next-line react/incompatible-library -- its answers are read anew at every rendering; nothing memoizes them
  const rows = useWindowVirtualizer({ count: orders.length, estimateSize: () => ROW_HEIGHT, overscan: 12, scrollMargin: offset, enabled: isLong })
  const drawn = rows.getVirtualItems()
  const first = isLong ? (drawn[0]?.index ?? 0) : 0
  const last = isLong ? (drawn.at(-1)?.index ?? -1) : orders.length - 1

  return (
    <div ref={frame} className={`${tables.frame} ${classes.frame}`} data-old={isOld || undefined} data-inner={headIsUnseen || undefined} data-fits={fits || undefined}>
      <table className={`${tables.table} ${classes.table}`} style={{ minWidth }} aria-label={label} aria-rowcount={total === undefined ? undefined : total + 1}>
        <ColumnWidths columns={columns} display={display} />
        <thead className={headIsUnseen ? 'visually-hidden' : classes.head}>
          <Headings columns={columns} sorting={sorting} />
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden="true" style={{ height: first * ROW_HEIGHT }} />}
          {orders.slice(first, last + 1).map((order, i) => (
            <OrderRow key={order.id} order={order} columns={columns} display={display} number={from + first + i + 1} />
          ))}
          {last < orders.length - 1 && <tr aria-hidden="true" style={{ height: (orders.length - 1 - last) * ROW_HEIGHT }} />}
        </tbody>
      </table>
    </div>
  )
}

/** The headings alone, above a list of groups whose tables keep the same widths. */
export function ColumnHeadings({ columns, display, sorting }: { columns: Columns; display: View['statusDisplay']; sorting: Sorting }) {
  return (
    <table className={`${tables.table} ${classes.table}`} style={{ minWidth: leastWidth(columns, display) }} aria-label="Columns">
      <ColumnWidths columns={columns} display={display} />
      <thead className={classes.head}><Headings columns={columns} sorting={sorting} /></thead>
    </table>
  )
}

const sortOf: Partial<Record<ViewColumn, OrderSort>> = { total: 'total', payment: 'payment', placed_at: 'placed_at', due_at: 'due_at', updated_at: 'updated_at', date: 'scheduled_at' }

function Headings({ columns, sorting: { by, direction, onSort } }: { columns: Columns; sorting: Sorting }) {
  return (
    <tr>
      {columns.map(({ key, name }) => {
        const sort = sortOf[key]
        const isBy = sort === by
        return (
          <th key={key} scope="col" data-end={cells[key].isEnd || undefined} aria-sort={isBy ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}>
            {sort ? (
              <button type="button" className={classes.sort} onClick={() => onSort(sort, isBy && direction === 'desc' ? 'asc' : 'desc')}>
                {name}
                {isBy && (direction === 'asc' ? <IconArrowUp size={13} aria-hidden="true" /> : <IconArrowDown size={13} aria-hidden="true" />)}
              </button>
            ) : name}
          </th>
        )
      })}
    </tr>
  )
}

function ColumnWidths({ columns, display }: { columns: Columns; display: View['statusDisplay'] }) {
  return <colgroup>{columns.map(({ key }) => <col key={key} style={{ width: widthOf(key, display) }} />)}</colgroup>
}

/** Narrower than this, a table scrolls sideways inside its frame. */
export function leastWidth(columns: Columns, display: View['statusDisplay']): number {
  return columns.reduce((sum, { key }) => sum + widthOf(key, display), 0)
}

type RowProps = { order: ListedOrder; columns: Columns; display: View['statusDisplay']; number: number }

const OrderRow = memo(function OrderRow({ order, columns, display, number }: RowProps) {
  const { slug } = useOrders()
  const navigate = useNavigate()
  const open = (event: MouseEvent) => {
    // What is itself a link or a button does its own; and who marks text with the mouse means the text.
    if ((event.target as Element).closest('a, button, input') || getSelection()?.type === 'Range') return
    void navigate({ to: '/$organization/orders/$orderId', params: { organization: slug, orderId: order.id } })
  }
  return (
    <tr className={`${tables.row} ${classes.row}`} onClick={open} aria-rowindex={number} data-order-row>
      {columns.map(({ key }) => (
        <td key={key} data-end={cells[key].isEnd || undefined}>
          <OrderCell column={key} order={order} display={display} />
        </td>
      ))}
    </tr>
  )
})
