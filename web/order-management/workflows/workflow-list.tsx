import { useAsk } from '../../asking.ts'
import { NoProcess } from '../../kit/no-process.tsx'
import { Shown } from '../../kit/shown.tsx'
import { WorkflowCard } from './workflow-card.tsx'

/** Every workflow at its published version. */
export default function WorkflowList() {
  const workflows = useAsk('workflow.list', {})
  const types = useAsk('workflow_type.list', {}).data?.items ?? []
  const statuses = new Map(useAsk('status.list', {}).data?.items.map((status) => [status.key, status]))
  return (
    <Shown data={workflows.data?.items} error={workflows.error} again={workflows.refetch}>
      {(items) => items.length === 0 ? <NoProcess /> : items.map((workflow) => (
        <WorkflowCard key={workflow.id} workflow={workflow} statuses={statuses} typeName={types.find(({ key }) => key === workflow.type)?.name} />
      ))}
    </Shown>
  )
}
