import { useOrder } from './order-context.ts'
import { OrderItems } from './order-items.tsx'
import { OrderSummary } from './order-summary.tsx'
import classes from './details.module.css'

/** What was ordered, where line items have no status of their own. */
export function LineTable() {
  const { words } = useOrder()
  return (
    <div className={classes.stack}>
      <h2 className={classes.heading}>{words.lineItems}</h2>
      <OrderItems />
      <OrderSummary />
    </div>
  )
}
