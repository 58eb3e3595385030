import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { useAsk } from '../asking.ts'

/** An order type as it is published now: its own fields and fulfilment methods. */
export function useOrderType(key: string): ShownOrderType | undefined {
  return useAsk('order_type.list', {}, { staleTime: 60_000 }).data?.items.find((type) => type.key === key)
}
