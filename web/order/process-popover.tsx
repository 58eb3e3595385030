import { ActionIcon, Popover, Progress, Tooltip } from '@mantine/core'
import { IconAlarm, IconRoute } from '@tabler/icons-react'
import { useState } from 'react'
import { roughly, spanInWords } from '#domain/kernel/span.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { timeInStep } from '#domain/workflows/time-in-step.ts'
import { StatusSign } from '../kit/status-badge.tsx'
import { categoryAndStep } from '../orders/status-words.ts'
import { useOrder } from './order-context.ts'
import classes from './process-popover.module.css'
import { timelineOf, type TimelineStep } from './process-timeline.ts'

/** The whole way of the order: what is done, where it stands and for how long, what is to come. */
export function ProcessPopover() {
  const { order } = useOrder()
  return (
    <Popover position="bottom-start" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Process">
          <ActionIcon aria-label="Show the process"><IconRoute size={18} /></ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Process" mah="min(560px, 80dvh)" style={{ overflowY: 'auto' }} tabIndex={0} data-autofocus>
        <ProcessTimeline order={order} />
      </Popover.Dropdown>
    </Popover>
  )
}

function ProcessTimeline({ order }: { order: ShownOrder }) {
  const { position, heldFrom } = order
  const phases = timelineOf(order)
  return (
    <div className={classes.timeline}>
      <dl className={classes.where}>
        {position.phaseName && <div><dt>Phase</dt><dd>{position.phaseName}</dd></div>}
        <div><dt>Workflow</dt><dd>{position.workflowName}</dd></div>
        <div><dt>Step</dt><dd><StatusSign color={position.status.color} icon={position.status.icon} /> {categoryAndStep(position.status)}</dd></div>
      </dl>
      {phases.map(({ phase, phaseName, workflowName, steps }) => (
        <section key={phase} aria-label={phaseName}>
          {phases.length > 1 && <h3 className={classes.phase}>{phaseName}{workflowName !== phaseName && <span className={classes.workflow}> {workflowName}</span>}</h3>}
          <ol className={classes.steps}>{steps.map((step) => <StepOfTimeline key={step.key} step={step} enteredAt={position.enteredAt} />)}</ol>
        </section>
      ))}
      {heldFrom && <p className={classes.instructions}>Held from {heldFrom.status.name}.</p>}
      {order.cancelReason && <p className={classes.instructions}>Cancelled: {order.cancelReason}</p>}
    </div>
  )
}

function StepOfTimeline({ step, enteredAt }: { step: TimelineStep; enteredAt: string | undefined }) {
  const { place, status, instructions, expectedMinutes } = step
  return (
    <li className={classes.step} data-place={place} aria-current={place === 'here' ? 'step' : undefined}>
      <span className={classes.mark} aria-hidden="true">{place === 'done' ? '✓' : ''}</span>
      <span>
        <span className={classes.name}>
          <span><StatusSign color={status.color} icon={status.icon} /> {status.name}<span className="visually-hidden">, {place}</span></span>
          {place !== 'here' && expectedMinutes !== null && <span className={classes.expected}>{spanInWords(expectedMinutes)}</span>}
        </span>
        {place === 'here' && enteredAt && <TimeHere enteredAt={enteredAt} expectedMinutes={expectedMinutes} />}
        {place === 'here' && instructions && <span className={classes.instructions}>{instructions}</span>}
      </span>
    </li>
  )
}

/** How long it has stood here, beside how long it should. */
function TimeHere({ enteredAt, expectedMinutes }: { enteredAt: string; expectedMinutes: number | null }) {
  // As of opening: whoever looks for longer than a minute opens it again.
  const [now] = useState(() => new Date().toISOString())
  const { minutes, target, isOverdue } = timeInStep(enteredAt, { expectedMinutes }, now)
  return (
    <span className={classes.time}>
      <span className={classes.instructions} data-overdue={isOverdue || undefined}>
        {isOverdue && <IconAlarm size={13} aria-hidden="true" />} Here for {roughly(minutes)}{target !== null && `, ${spanInWords(target)} expected`}{isOverdue && `: ${roughly(minutes - (target ?? 0))} too long`}
      </span>
      {target !== null && <Progress size={4} value={Math.min(100, (minutes / target) * 100)} color={isOverdue ? 'red' : 'indigo'} aria-label="Time in this step" />}
    </span>
  )
}
