import { getRouteApi } from '@tanstack/react-router'
import { useAsk } from '../asking.ts'
import { StatusBadge } from '../kit/status-badge.tsx'

const route = getRouteApi('/$organization/orders/$orderId')

export default function OrderPage() {
  const { orderId } = route.useParams()
  const order = useAsk('order.get', { id: orderId }).data
  if (!order) return null
  const { status } = order.position
  return <h1>{order.number} <StatusBadge name={status.name} color={status.color} icon={status.icon} /></h1>
}
