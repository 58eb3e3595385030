import type { ShownPosition } from '#domain/orders/contract.ts'
import type { View } from '#domain/views/contract.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { categoryAndStep } from './status-words.ts'

/** An order's status the way the view says it: "Service In Progress", or "In progress (Service In Progress)". */
export function OrderStatus({ position: { status }, display }: { position: ShownPosition; display: View['statusDisplay'] }) {
  const name = display === 'category_and_step' ? categoryAndStep(status) : status.name
  return <StatusBadge name={name} color={status.color} icon={status.icon} />
}
