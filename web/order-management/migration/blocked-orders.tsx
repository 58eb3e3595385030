import { Link } from '@tanstack/react-router'
import { ScrollRegion } from '../../kit/scroll-region.tsx'
import { useHere, useWords } from '../../session/session.ts'
import parts from '../kit/parts.module.css'
import classes from './migration.module.css'

/** Those that stay behind, each with why. */
export function BlockedOrders({ orders, count }: { orders: { orderId: string; number: string; because: string }[]; count: number }) {
  const words = useWords()
  const { slug } = useHere().organization
  if (orders.length === 0) return null
  return (
    <ScrollRegion label="What stays behind" className={`${classes.scroll} ${parts.titled}`}>
      <h3 className={parts.heading}>{count === 1 ? 'One stays behind' : `${count.toLocaleString('en')} stay behind`}</h3>
      <ul className={parts.rows}>
        {orders.map(({ orderId, number, because }) => (
          <li key={orderId} className={classes.blocked}><Link to="/$organization/orders/$orderId" params={{ organization: slug, orderId }} target="_blank" aria-label={`${words.order} ${number}, in a new tab`}>{number}</Link> <span className="dimmed">{because}</span></li>
        ))}
        {count > orders.length && <li className="dimmed">and {count - orders.length} more</li>}
      </ul>
    </ScrollRegion>
  )
}
