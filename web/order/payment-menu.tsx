import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { PaymentStatus } from '#domain/orders/payment-status.ts'
import { StatusBadge, StatusSign } from '../kit/status-badge.tsx'
import { usePaymentWords } from '../orders/payment-words.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** How far the order is paid, in the organization's words; set by hand where one may. */
export function PaymentMenu() {
  const { order, may, attempt } = useOrder()
  const { words, wordFor } = usePaymentWords()
  const now = wordFor(order.paymentStatus)
  if (!may('order.payment') || order.archivedAt) return <StatusBadge name={now.name} color={now.color} />
  const set = (paymentStatus: PaymentStatus) =>
    void attempt({ name: 'order.set_payment', input: { id: order.id, paymentStatus }, meanwhile: (shown) => ({ ...shown, paymentStatus }) })
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.badge} aria-label={`Payment: ${now.name}. Change it`}>
          <StatusBadge name={now.name} color={now.color} />
          <IconChevronDown size={14} aria-hidden="true" className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Payment</Menu.Label>
        {words.map(({ key, name, color }) => (
          <Menu.Item key={key} leftSection={<StatusSign color={color} />} rightSection={key === now.key && <IconCheck size={14} aria-label="Now" />} onClick={() => set(key)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
