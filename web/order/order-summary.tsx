import { useOrder } from './order-context.ts'
import classes from './details.module.css'

/** What the order costs, as the server computed it. */
export function OrderSummary() {
  const { order, show } = useOrder()
  return (
    <dl className={classes.sums}>
      <dt>Subtotal</dt><dd>{show.money(order.subtotal)}</dd>
      <dt>Discount</dt><dd>{order.discount.amount > 0 ? '−' : ''}{show.money(order.discount)}</dd>
      <dt>Tax</dt><dd>{show.money(order.tax)}</dd>
      <dt>Shipping</dt><dd>{show.money(order.shipping)}</dd>
      <dt className={classes.total}>Total</dt><dd className={classes.total}>{show.money(order.total)}</dd>
    </dl>
  )
}
