import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useMemo } from 'react'
import { examineOrderTypeDraft } from '#domain/workflows/check-design.ts'
import { gapsOf } from '#domain/workflows/gaps.ts'
import { useAsk } from '../../asking.ts'
import { useHere } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { FaultList } from '../kit/fault-list.tsx'
import type { ShownInForce } from '../kit/use-in-force.ts'
import { Chain } from './chain.tsx'
import type { OrderTypeDraft } from './order-type-edits.ts'

/** The chain as the draft has it right now, what keeps it from being published, and what it leaves open. */
export function AsItStands({ draft, around }: { draft: OrderTypeDraft; around: ShownInForce }) {
  const { slug } = useHere().organization
  const wizards = useAsk('wizard.list', {}).data?.items
  const locations = useAsk('organization.get', {}, { staleTime: 60_000 }).data?.locations
  // What is typed stands in its field first: every route is walked for this.
  const checked = useDeferredValue(draft)
  const { faults, doubts } = useMemo(() => examineOrderTypeDraft(checked, around), [checked, around])
  const gaps = useMemo(() => (wizards && locations ? gapsOf(checked, { ...around, wizards: wizards.filter(({ version }) => version !== null), locations }) : []), [checked, around, wizards, locations])
  const statuses = useMemo(() => new Map(around.statuses.map((status) => [status.key, status])), [around])
  // Where nothing is chosen anywhere, both would say so.
  const open = [...doubts, ...gaps].filter((gap) => !faults.some(({ message }) => message === gap))
  return (
    <div className={editor.card}>
      <h2 className={editor.cardTitle}>As it stands</h2>
      {draft.phases.length > 0 && <Chain type={draft} isUpright />}
      {faults.length > 0 && (
        <section className={editor.faults} aria-label="Check">
          <h3 className={editor.cardTitle} aria-live="polite">{faults.length === 1 ? 'One thing does not work yet' : `${faults.length} things do not work yet`}</h3>
          <FaultList faults={faults} workflows={around.workflows} statuses={statuses}>
            {({ workflow, message }) => (workflow === null
              ? <span>{message}</span>
              : <Link to="/$organization/settings/order-management/workflows/$workflow" params={{ organization: slug, workflow }}>{nameIn(around, workflow)}: {message}</Link>)}
          </FaultList>
        </section>
      )}
      <ul className={editor.gaps}>
        {open.map((gap) => <li key={gap}><IconAlertTriangle size={16} aria-hidden="true" />{gap}</li>)}
        {open.length === 0 && faults.length === 0 && <li><IconCircleCheck size={16} data-sound aria-hidden="true" />Nothing is missing.</li>}
      </ul>
    </div>
  )
}

function nameIn({ workflows }: ShownInForce, workflow: string): string {
  return workflows.find(({ key }) => key === workflow)?.name ?? workflow
}
