import { DataTable, RowLink, type Column } from '../kit/data-table.tsx'
import type { ListedOrder } from '#domain/orders/contract.ts'
import { LoadMore } from '../kit/load-more.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { usePages } from '../kit/use-pages.ts'
import { usePaymentWords } from '../orders/payment-words.ts'
import { useHere, useWords } from '../session/session.ts'

/** Everything the customer ordered, newest first. */
export function CustomerOrders({ customerId }: { customerId: string }) {
  const words = useWords()
  const columns = useColumns()
  const pages = usePages('order.list', { customer: customerId, sort: 'placed_at', direction: 'desc', limit: 25 })
  return (
    <>
      <h2>{words.orders}</h2>
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(orders) => orders.length === 0 ? <p className="dimmed">Nothing ordered yet.</p> : (
          <>
            <DataTable label={words.orders} columns={columns} rows={orders} keyOf={({ id }) => id} isMuted={({ archivedAt }) => archivedAt !== null} />
            <LoadMore pages={pages} />
          </>
        )}
      </Shown>
    </>
  )
}

function useColumns(): Column<ListedOrder>[] {
  const { slug } = useHere().organization
  const words = useWords()
  const show = useShow()
  const payments = usePaymentWords()
  return [
    { key: 'number', name: words.order, cell: ({ id, number }) => <RowLink to={`/${slug}/orders/${id}`}>{number}</RowLink> },
    { key: 'items', name: words.lineItems, cell: ({ items: { names, count } }) => <span>{names[0] ?? 'Nothing'}{count > 1 && <span className="dimmed"> +{count - 1}</span>}</span> },
    { key: 'status', name: 'Status', cell: ({ position: { status } }) => <StatusBadge name={status.name} color={status.color} icon={status.icon} /> },
    { key: 'payment', name: 'Payment', cell: ({ paymentStatus }) => {
      const word = payments.wordFor(paymentStatus)
      return <StatusBadge name={word.name} color={word.color} />
    } },
    { key: 'placed', name: 'Placed', cell: ({ placedAt }) => <bdi>{show.day(placedAt)}</bdi> },
    { key: 'total', name: 'Total', isEnd: true, cell: ({ total }) => <bdi className="figures">{show.money(total)}</bdi> },
  ]
}
