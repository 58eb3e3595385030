import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { orderTypeTaking, processOfOrderType, processOfWorkflow } from '#domain/workflows/design-process.ts'
import type { Position } from '#domain/workflows/process.ts'
import { workflowKeysOf } from '#domain/workflows/freeze-process.ts'
import { useAsk } from '../../asking.ts'
import type { ShownInForce } from '../kit/use-in-force.ts'
import { Simulator } from '../simulator/simulator.tsx'
import type { WorkflowDraft } from './workflow-edits.ts'

type Props = { draft: WorkflowDraft; around: ShownInForce; onPositions: (positions: Position[]) => void }

/** The draft tried out where it would be used: in an order type, from its first phase to its last; or by itself. */
export default function WorkflowTrial({ draft, around, onPositions }: Props) {
  const designed = useAsk('order_type.list_designed', {}).data?.items
  const places = useMemo(() => (designed ?? []).flatMap(({ published, draft: begun }) => {
    const orderType = published ?? begun?.definition
    const taking = orderType && !published?.isRetired ? orderTypeTaking(orderType, draft) : undefined
    return orderType && taking ? [{ key: orderType.key, name: workflowKeysOf(orderType).has(draft.key) ? orderType.name : `${orderType.name}, if it took this`, orderType: taking }] : []
  }), [designed, draft])
  const [chosen, choose] = useState<string>()
  // Where it is in use comes first; what it is not part of is only looked at when asked for.
  const first = places.find(({ orderType, name }) => name === orderType.name)?.key ?? ALONE
  const place = chosen ?? first
  const orderType = places.find(({ key }) => key === place)?.orderType
  const process = useMemo(() => (orderType
    ? processOfOrderType(orderType, [...around.workflows.filter(({ key }) => key !== draft.key), draft], around)
    : processOfWorkflow(draft, around)), [orderType, draft, around])
  if (!designed) return null
  return (
    <Simulator key={place} process={process} library={around.statuses} isItemAlone={!orderType && draft.scope === 'line_item'} about={draft} onPositions={onPositions}>
      <Select size="xs" label="Tried out in" allowDeselect={false} data={[...places.map(({ key, name }) => ({ value: key, label: name })), { value: ALONE, label: 'This workflow by itself' }]} value={place} onChange={(next) => choose(next ?? ALONE)} />
    </Simulator>
  )
}

const ALONE = '@alone'
