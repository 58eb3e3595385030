import { isSideRoad } from '#domain/workflows/category.ts'
import { Badge } from '@mantine/core'
import type { Answered } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { NoProcess } from '../kit/no-process.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { useWords } from '../session/session.ts'
import classes from './settings.module.css'
import { spelled } from './spelled.ts'
import { placeName } from './step-words.ts'

type Workflow = Answered<'workflow.list'>['items'][number]
type Status = Answered<'status.list'>['items'][number]

const movements = { free: 'moves freely between its steps', linear: 'one step at a time', explicit: 'only by its transitions' }

/** Every workflow at its published version: its steps in their order, and the named moves between them. */
export default function WorkflowList() {
  const workflows = useAsk('workflow.list', {})
  const types = useAsk('workflow_type.list', {}).data?.items ?? []
  const statuses = new Map(useAsk('status.list', {}).data?.items.map((status) => [status.key, status]))
  return (
    <Shown data={workflows.data?.items} error={workflows.error} again={workflows.refetch}>
      {(items) => items.length === 0 ? <NoProcess /> : items.map((workflow) => (
        <OneWorkflow key={workflow.id} workflow={workflow} statuses={statuses} typeName={types.find(({ key }) => key === workflow.type)?.name} />
      ))}
    </Shown>
  )
}

function OneWorkflow({ workflow, statuses, typeName }: { workflow: Workflow; statuses: Map<string, Status>; typeName: string | undefined }) {
  const words = useWords()
  const show = useShow()
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
        <h2>{workflow.name}</h2>
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
