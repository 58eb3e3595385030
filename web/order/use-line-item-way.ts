import { useMemo } from 'react'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { useAsk } from '../asking.ts'
import type { Stop } from './line-sections.ts'

/** The steps of the workflow that the order's line items go through, in order. */
export function useLineItemWay(order: ShownOrder): Stop[] {
  const workflows = useAsk('workflow.list', {}, { staleTime: 60_000 }).data?.items
  const statuses = useAsk('status.list', {}, { staleTime: 60_000 }).data?.items
  const key = order.lines.find(({ position }) => position)?.position?.workflow
  return useMemo(() => {
    const byKey = new Map(statuses?.map((status) => [status.key, status]))
    const steps = workflows?.find((workflow) => workflow.key === key)?.steps ?? []
    return steps.flatMap((step) => {
      const status = byKey.get(step.status)
      return status ? [{ key: step.key, status }] : []
    })
  }, [workflows, statuses, key])
}
