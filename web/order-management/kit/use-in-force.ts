import { useMemo } from 'react'
import type { InForce } from '#domain/workflows/check-design.ts'
import type { LibraryStatus, ShownOrderType } from '#domain/workflows/contract.ts'
import type { Answered } from '../../ask.ts'
import { useAsk } from '../../asking.ts'
import { useHere } from '../../session/session.ts'

/** What designs are measured against, as the screens know it. */
export type ShownInForce = Omit<InForce, 'statuses' | 'orderTypes' | 'workflows'> & { statuses: LibraryStatus[]; orderTypes: ShownOrderType[]; workflows: Answered<'workflow.list'>['items'] }

/** Everything that is in force; the same object until something of it changes. */
export function useInForce(): { data: ShownInForce | undefined; error: unknown } {
  const { currency } = useHere().organization
  const [statuses, types, workflows, orderTypes] = [useAsk('status.list', {}), useAsk('workflow_type.list', {}), useAsk('workflow.list', {}), useAsk('order_type.list', {})]
  const [all, phases, ways, kinds] = [statuses.data?.items, types.data?.items, workflows.data?.items, orderTypes.data?.items]
  const data = useMemo(() => (all && phases && ways && kinds ? { statuses: all, workflowTypes: phases, workflows: ways, orderTypes: kinds, currency } : undefined), [all, phases, ways, kinds, currency])
  return { data, error: statuses.error ?? types.error ?? workflows.error ?? orderTypes.error }
}
