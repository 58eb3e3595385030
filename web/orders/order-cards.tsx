import type { ListedOrder } from '#domain/orders/contract.ts'
import type { View } from '#domain/views/contract.ts'
import { OrderCard } from './order-card.tsx'
import { useProgress } from './roads.ts'
import classes from './order-card.module.css'

type Props = { label: string; orders: ListedOrder[]; view: View; isOld?: boolean }

export function OrderCards({ label, orders, view, isOld }: Props) {
  const progressOf = useProgress()
  return (
    <ul className={classes.grid} aria-label={label} data-old={isOld || undefined}>
      {orders.map((order) => (
        <li key={order.id} data-order-row>
          <OrderCard order={order} columns={view.columns} display={view.statusDisplay} progress={progressOf(order.position)} />
        </li>
      ))}
    </ul>
  )
}
