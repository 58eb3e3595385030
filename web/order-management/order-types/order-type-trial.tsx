import { useMemo } from 'react'
import { processOfOrderType } from '#domain/workflows/design-process.ts'
import type { ShownInForce } from '../kit/use-in-force.ts'
import { Simulator } from '../simulator/simulator.tsx'
import type { OrderTypeDraft } from './order-type-edits.ts'

/** The draft of an order type tried out from its first phase to its last, with the workflows that are in force. */
export default function OrderTypeTrial({ draft, around }: { draft: OrderTypeDraft; around: ShownInForce }) {
  const process = useMemo(() => processOfOrderType(draft, around.workflows, around), [draft, around])
  return <Simulator process={process} library={around.statuses} />
}
