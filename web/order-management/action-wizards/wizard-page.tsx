import { EmptyState } from '../../kit/empty-state.tsx'
import { PageHead } from '../../kit/page-head.tsx'
import { useHere } from '../../session/session.ts'

/** One wizard: its pages and their questions. */
export default function WizardPage() {
  const { slug } = useHere().organization
  return (
    <>
      <PageHead title="Action wizard" back={{ to: `/${slug}/settings/order-management/action-wizards`, name: 'Action Wizards' }} />
      <EmptyState title="There is no such wizard">It may never have existed here.</EmptyState>
    </>
  )
}
