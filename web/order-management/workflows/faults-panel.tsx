import { Fragment } from 'react'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { Fault } from '#domain/workflows/fault.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { placeName, useEditing } from './editing.ts'
import classes from './faults-panel.module.css'
import type { WorkflowDraft } from './workflow-edits.ts'

/** What is wrong with the draft right now, each with the way that shows it. */
export function FaultsPanel({ draft, faults }: { draft: WorkflowDraft; faults: Fault[] }) {
  const { select } = useEditing()
  if (draft.steps.length === 0) return null
  return (
    <section className={classes.panel} aria-label="Check" data-sound={faults.length === 0 || undefined}>
      <h3 className={classes.title} aria-live="polite">
        {faults.length === 0
          ? <><IconCircleCheck size={16} aria-hidden="true" /> It works: every step can be reached, and every way comes to an end.</>
          : <><IconAlertTriangle size={16} aria-hidden="true" /> {faults.length === 1 ? 'One thing does not work yet' : `${faults.length} things do not work yet`}</>}
      </h3>
      {faults.length > 0 && (
        <ul className={classes.list}>
          {faults.map((fault) => (
            <li key={fault.code + fault.message}>
              {fault.step && draft.steps.some(({ key }) => key === fault.step)
                ? <button type="button" className={classes.fault} onClick={() => select({ step: fault.step ?? '' })}>{fault.message}</button>
                : <span className={classes.fault}>{fault.message}</span>}
              {fault.path.length > 1 && <Path draft={draft} path={fault.path} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Path({ draft, path }: { draft: WorkflowDraft; path: string[] }) {
  const { statuses } = useEditing()
  return (
    <span className={classes.path}>
      {path.map((step, i) => {
        const status = statuses.get(draft.steps.find(({ key }) => key === step)?.status ?? '')
        return <Fragment key={`${step}${i}`}>{i > 0 && <span aria-hidden="true">→</span>}<StatusBadge name={placeName(draft, statuses, step)} color={status?.color ?? 'gray'} icon={status?.icon} /></Fragment>
      })}
    </span>
  )
}
