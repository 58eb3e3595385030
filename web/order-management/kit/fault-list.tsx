import { Fragment, type ReactNode } from 'react'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { ProcessFault } from '#domain/workflows/fault.ts'
import { pathOf } from '#domain/workflows/place-name.ts'
import type { Workflow } from '#domain/workflows/schema.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import classes from './fault-list.module.css'

type Props = {
  faults: readonly ProcessFault[]
  workflows: readonly Pick<Workflow, 'key' | 'steps'>[]
  statuses: ReadonlyMap<string, Pick<LibraryStatus, 'name' | 'color' | 'icon'>>
  /** Its words, as something that leads to its place where there is one. */
  children: (fault: ProcessFault) => ReactNode
}

/** What is wrong with a design, each with the way that shows it. */
export function FaultList({ faults, workflows, statuses, children }: Props) {
  return (
    <ul className={classes.list}>
      {faults.map((fault) => (
        <li key={fault.code + fault.message}>
          {children(fault)}
          <span className={classes.path}>
            {pathOf(fault, workflows, statuses).map(({ name, status }, i) => <Fragment key={`${name}${i}`}>{i > 0 && <span aria-hidden="true">→</span>}<StatusBadge name={name} color={status?.color ?? 'gray'} icon={status?.icon} /></Fragment>)}
          </span>
        </li>
      ))}
    </ul>
  )
}
