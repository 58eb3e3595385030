import { isSideRoad } from '#domain/workflows/category.ts'
import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Answered } from '../../ask.ts'
import { useShow } from '../../kit/show.ts'
import { spelled } from '../../kit/spelled.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useHere, useWords } from '../../session/session.ts'
import classes from '../order-management.module.css'
import { placeName } from '../step-words.ts'

type Workflow = Answered<'workflow.list'>['items'][number]
type Status = Answered<'status.list'>['items'][number]

const movements = { free: 'moves freely between its steps', linear: 'one step at a time', explicit: 'only by its transitions' }

/** A workflow at its published version: its steps in their order, and the named moves between them. */
export function WorkflowCard({ workflow, statuses, typeName }: { workflow: Workflow; statuses: Map<string, Status>; typeName: string | undefined }) {
  const words = useWords()
  const show = useShow()
  const { slug } = useHere().organization
  const nameOfStep = (step: string) => statuses.get(workflow.steps.find(({ key }) => key === step)?.status ?? '')?.name ?? placeName(step)
  const shownStep = ({ key, status: statusKey }: Workflow['steps'][number]) => {
    const status = statuses.get(statusKey)
    return <li key={key}>{status ? <StatusBadge name={status.name} color={status.color} icon={status.icon} /> : spelled(key)}</li>
  }
  const isAside = ({ status }: Workflow['steps'][number]) => isSideRoad(statuses.get(status)?.category ?? 'draft')
  const [road, aside] = [workflow.steps.filter((step) => !isAside(step)), workflow.steps.filter(isAside)]
  return (
    <article className={classes.block} aria-label={workflow.name}>
      <div className={classes.blockHead}>
        <h2><Link to="/$organization/settings/order-management/workflows/$workflow" params={{ organization: slug, workflow: workflow.key }}>{workflow.name}</Link></h2>
        <Badge variant="default">Version {workflow.version}</Badge>
        <span className={classes.small}>{[typeName, `for ${(workflow.scope === 'order' ? words.orders : words.lineItems).toLowerCase()}`, movements[workflow.movement], `published ${show.day(workflow.publishedAt)}`].filter(Boolean).join(' · ')}</span>
      </div>
      <ol className={classes.steps}>{road.map(shownStep)}</ol>
      {aside.length > 0 && <ul className={classes.aside} aria-label="Off the road">{aside.map(shownStep)}</ul>}
      {workflow.transitions.length > 0 && (
        <details>
          <summary className={classes.small}>{workflow.transitions.length} named {workflow.transitions.length === 1 ? 'move' : 'moves'}</summary>
          <ul className={classes.list}>
            {workflow.transitions.map(({ key, name, from, to, fields, reasonRequired }) => (
              <li key={key}>
                <b>{name}</b>: from {from.map(nameOfStep).join(', ')} to {nameOfStep(to)}
                {fields.length + Number(reasonRequired) > 0 && <span className="dimmed"> · asks for {[...fields.map(({ label }) => label.toLowerCase()), ...(reasonRequired ? ['a reason'] : [])].join(', ')}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  )
}
