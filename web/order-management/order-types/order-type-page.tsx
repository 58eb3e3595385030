import { useParams } from '@tanstack/react-router'
import { useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useHere } from '../../session/session.ts'
import { OrderTypeCard } from './order-type-card.tsx'

/** One order type: the chain of its phases, and what its orders begin with. */
export default function OrderTypePage() {
  const { slug } = useHere().organization
  const { orderType: key } = useParams({ strict: false })
  const types = useAsk('order_type.list', {})
  const type = types.data?.items.find((one) => one.key === key)
  return (
    <>
      <PageHead title={type?.name ?? 'Order type'} back={{ to: `/${slug}/settings/order-management/order-types`, name: 'Order Types' }} />
      <Shown data={types.data} error={types.error} again={types.refetch}>
        {() => (type ? <OrderTypeCard type={type} /> : <EmptyState title="There is no such order type">It may never have existed here.</EmptyState>)}
      </Shown>
    </>
  )
}
