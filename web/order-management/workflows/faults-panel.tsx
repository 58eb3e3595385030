import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { Findings, ProcessFault } from '#domain/workflows/fault.ts'
import { FaultList } from '../kit/fault-list.tsx'
import { useEditing } from './editing.ts'
import classes from './faults-panel.module.css'
import type { WorkflowDraft } from './workflow-edits.ts'

/** What is wrong with the draft right now, by itself and in the order types that use it, each with the way that shows it. */
export function FaultsPanel({ draft, findings: { faults, doubts } }: { draft: WorkflowDraft; findings: Findings<ProcessFault> }) {
  const { select, statuses, workflows } = useEditing()
  if (draft.steps.length === 0) return null
  return (
    <section className={classes.panel} aria-label="Check" data-sound={faults.length === 0 || undefined}>
      <h3 className={classes.title} aria-live="polite">
        {faults.length === 0
          ? <><IconCircleCheck size={16} aria-hidden="true" /> It works: every step can be reached, and every way comes to an end.</>
          : <><IconAlertTriangle size={16} aria-hidden="true" /> {faults.length === 1 ? 'One thing does not work yet' : `${faults.length} things do not work yet`}</>}
      </h3>
      {doubts.map((doubt) => <p key={doubt} className={classes.doubt}>{doubt}</p>)}
      {faults.length > 0 && (
        <FaultList faults={faults} workflows={[draft, ...workflows]} statuses={statuses}>
          {({ step, workflow, message }) => (step && workflow === draft.key && draft.steps.some(({ key }) => key === step)
            ? <button type="button" className={classes.fault} onClick={() => select({ step })}>{message}</button>
            : <span className={classes.fault}>{message}</span>)}
        </FaultList>
      )}
    </section>
  )
}
