import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { defaultPaymentStatusWords, type PaymentStatus, type PaymentStatusWord } from '#domain/orders/payment-status.ts'
import { StatusBadge, StatusSign } from '../kit/status-badge.tsx'
import { useHere } from '../session/session.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** How far the order is paid, in the organization's words; set by hand where one may. */
export function PaymentMenu() {
  const { order, may, attempt } = useOrder()
  const statuses = usePaymentWords()
  const now = paymentWord(statuses, order.paymentStatus)
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
        {statuses.map(({ key, name, color }) => (
          <Menu.Item key={key} leftSection={<StatusSign color={color} />} rightSection={key === now.key && <IconCheck size={14} aria-label="Now" />} onClick={() => set(key)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function usePaymentWords(): PaymentStatusWord[] {
  const { paymentStatuses } = useHere().organization
  return paymentStatuses.length > 0 ? paymentStatuses : defaultPaymentStatusWords
}

/** A status the organization has no word for (any more) is named by its key. */
export function paymentWord(words: PaymentStatusWord[], status: PaymentStatus): PaymentStatusWord {
  return words.find(({ key }) => key === status) ?? { key: status, name: status.replaceAll('_', ' '), color: 'gray' }
}
