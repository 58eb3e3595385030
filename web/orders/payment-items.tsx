import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { PaymentStatus } from '#domain/orders/payment-status.ts'
import { StatusSign } from '../kit/status-badge.tsx'
import { usePaymentWords } from './payment-words.ts'

/** How far an order can be said to be paid, in the organization's words, as the items of a menu. */
export function PaymentItems({ now, onPick }: { now: PaymentStatus; onPick: (status: PaymentStatus) => void }) {
  return usePaymentWords().words.map(({ key, name, color }) => (
    <Menu.Item key={key} leftSection={<StatusSign color={color} />} rightSection={key === now ? <IconCheck size={16} aria-label="now" /> : undefined} onClick={() => key !== now && onPick(key)}>
      {name}
    </Menu.Item>
  ))
}
