import { useParams } from '@tanstack/react-router'
import { useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useHere } from '../../session/session.ts'
import { WorkflowCard } from './workflow-card.tsx'

/** One workflow: its steps and the ways between them. */
export default function WorkflowPage() {
  const { slug } = useHere().organization
  const { workflow: key } = useParams({ strict: false })
  const workflows = useAsk('workflow.list', {})
  const types = useAsk('workflow_type.list', {}).data?.items ?? []
  const statuses = new Map(useAsk('status.list', {}).data?.items.map((status) => [status.key, status]))
  const workflow = workflows.data?.items.find((one) => one.key === key)
  return (
    <>
      <PageHead title={workflow?.name ?? 'Workflow'} back={{ to: `/${slug}/settings/order-management/workflows`, name: 'Workflows' }} />
      <Shown data={workflows.data} error={workflows.error} again={workflows.refetch}>
        {() => (workflow ? <WorkflowCard workflow={workflow} statuses={statuses} typeName={types.find((type) => type.key === workflow.type)?.name} /> : <EmptyState title="There is no such workflow">It may never have existed here.</EmptyState>)}
      </Shown>
    </>
  )
}
