import { useAsk } from '../../asking.ts'
import { NoProcess } from '../../kit/no-process.tsx'
import { Shown } from '../../kit/shown.tsx'
import { OrderTypeCard } from './order-type-card.tsx'

/** Every order type at its published version. */
export default function OrderTypeList() {
  const types = useAsk('order_type.list', {})
  return (
    <Shown data={types.data?.items} error={types.error} again={types.refetch}>
      {(items) => (items.length === 0 ? <NoProcess /> : items.map((type) => <OrderTypeCard key={type.id} type={type} />))}
    </Shown>
  )
}
