import { memo } from 'react'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { View } from '#domain/views/contract.ts'
import { ChecklistSign } from '../kit/checklist-sign.tsx'
import { Amount, NumberCell, OrderCell, PaymentDot, StatusCell } from './order-cells.tsx'
import { useOrders } from './orders-context.ts'
import type { Progress } from './roads.ts'
import classes from './order-card.module.css'

type Props = { order: ListedOrder; columns: View['columns']; display: View['statusDisplay']; progress?: Progress | undefined }

/** An order as a card: on narrow screens, and where the organization wants cards. */
export const OrderCard = memo(function OrderCard({ order, columns, display, progress }: Props) {
  const { dates } = useOrders()
  const { customer, items, checklist, placedAt, scheduledAt, dueAt, shippingAddress } = order
  const has = (key: View['columns'][number]['key']) => columns.some((column) => column.key === key)
  const more = items.count - items.names.length
  return (
    <article className={classes.card} aria-label={`${order.number}, ${customer.name}`}>
      <div className={classes.top}>
        <NumberCell order={order} />
        <PaymentDot order={order} />
        <span className={classes.total}><Amount order={order} /></span>
      </div>
      <div className={classes.customer}>{customer.name}</div>
      {has('services')
        ? <OrderCell column="services" order={order} display={display} />
        : <div className={classes.items}>{items.names.join(', ')}{more > 0 && ` +${more}`}</div>}
      {(has('address') || has('date')) && shippingAddress && <div className={classes.items}>{[shippingAddress.line1, shippingAddress.city].join(', ')}</div>}
      {progress && <ProgressBar {...progress} />}
      <div className={classes.bottom}>
        <StatusCell order={order} display={display} />
        <ChecklistSign {...checklist} />
        {has('manager') && <OrderCell column="manager" order={order} display={display} />}
        {has('team') && <OrderCell column="team" order={order} display={display} />}
        <span className={classes.date}>
          {has('due_at') && dueAt ? `Due ${dates.dayAndTime(dueAt)}` : has('date') ? (scheduledAt ? dates.dayAndTime(scheduledAt) : 'Unscheduled') : dates.dayAndTime(placedAt)}
        </span>
      </div>
    </article>
  )
})

/** The stages as a row of bars, filled as far as the order has come. */
function ProgressBar({ stages, at }: Progress) {
  return (
    <div className={classes.progress} title={stages.map(({ name }, i) => (i === at ? `▸ ${name}` : name)).join('\n')}>
      <span className="visually-hidden">Stage {at + 1} of {stages.length}</span>
      {stages.map(({ step }, i) => <span key={step} className={classes.stage} data-done={i <= at || undefined} />)}
    </div>
  )
}
