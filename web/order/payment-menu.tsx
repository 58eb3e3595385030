import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { PaymentStatus } from '#domain/orders/payment-status.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { PaymentItems } from '../orders/payment-items.tsx'
import { usePaymentWords } from '../orders/payment-words.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** How far the order is paid, in the organization's words; set by hand where one may. */
export function PaymentMenu() {
  const { order, may, attempt } = useOrder()
  const now = usePaymentWords().wordFor(order.paymentStatus)
  const badge = <StatusBadge name={now.name} color={now.color} icon="card" />
  if (!may('order.payment') || order.archivedAt) return <span title="Payment"><span className="visually-hidden">Payment: </span>{badge}</span>
  const set = (paymentStatus: PaymentStatus) =>
    void attempt({ name: 'order.set_payment', input: { id: order.id, paymentStatus }, meanwhile: (shown) => ({ ...shown, paymentStatus }) })
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.badge} title="Payment" aria-label={`Payment: ${now.name}. Change it`}>
          {badge}
          <IconChevronDown size={14} aria-hidden="true" className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Payment</Menu.Label>
        <PaymentItems now={now.key} onPick={set} />
      </Menu.Dropdown>
    </Menu>
  )
}
