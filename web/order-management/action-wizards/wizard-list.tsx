import { EmptyState } from '../../kit/empty-state.tsx'

/** Every wizard there is: what it is for, where it runs, who goes through it. */
export default function WizardList() {
  return <EmptyState title="No wizards yet">A wizard asks, page by page, what an order needs to be taken in or moved on.</EmptyState>
}
