import { IconAlertTriangle, IconClock, IconFileText, IconPlus, IconTimelineEvent } from '@tabler/icons-react'
import { memo } from 'react'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import classes from './step-list.module.css'
import { TransitionPill } from './transition-pill.tsx'
import type { Step, Transition } from './workflow-edits.ts'
import { spanInWords } from '#domain/kernel/span.ts'

export type Way = { transition: Transition; to: string; status: LibraryStatus | undefined }
type Props = {
  step: Step
  index: number
  name: string
  status: LibraryStatus | undefined
  ways: Way[]
  /** Where the movement itself leads on to, without a named move. */
  onward: string | undefined
  /** How many faults are about this step. */
  faults: number
  /** Whether the pretend order stands here. */
  isHere: boolean
  selectedStep: boolean
  selectedTransition: string | undefined
  mayEdit: boolean
  onOpenStep: (step: string) => void
  onOpenTransition: (transition: string) => void
  onAddWay: (step: string) => void
}

/** A step with the ways on from it. Drawn anew only when something of it changed: sixty of them stand on one screen. */
export const StepRow = memo(function StepRow({ step, index, name, status, ways, onward, faults, isHere, selectedStep, selectedTransition, mayEdit, onOpenStep, onOpenTransition, onAddWay }: Props) {
  return (
    <div className={classes.step} data-selected={selectedStep || undefined} data-here={isHere || undefined}>
      <div className={classes.head}>
        <span className={classes.number}>{index + 1}</span>
        <button type="button" className={classes.open} onClick={() => onOpenStep(step.key)} aria-pressed={selectedStep} aria-label={`Step ${name}`}>
          {status ? <StatusBadge name={name} color={status.color} icon={status.icon} /> : <span className={classes.gone}>{name}</span>}
        </button>
        {isHere && <span className={classes.here}>The pretend order is here</span>}
        {faults > 0 && <span className={classes.wrong}><IconAlertTriangle size={14} aria-hidden="true" />{faults === 1 ? 'Something is wrong' : `${faults} things are wrong`}</span>}
        <span className={classes.facts}>
          {step.customerName && <span title="Customers read"><IconTimelineEvent size={14} aria-hidden="true" /> “{step.customerName}”</span>}
          {step.expectedMinutes && <span title="Expected time in this step"><IconClock size={14} aria-hidden="true" /> {spanInWords(step.expectedMinutes)}</span>}
          {step.instructions && <span title={step.instructions}><IconFileText size={14} aria-label="Has instructions" /></span>}
        </span>
      </div>
      <div className={classes.ways}>
        {onward !== undefined && <span className={classes.onward}>→ {onward}</span>}
        {ways.map(({ transition, to, status: there }) => (
          <TransitionPill key={transition.key} transition={transition} to={to} status={there} isSelected={selectedTransition === transition.key} onOpen={onOpenTransition} />
        ))}
        {mayEdit && <button type="button" className={classes.add} onClick={() => onAddWay(step.key)} aria-label={`Add a move from ${name}`}><IconPlus size={14} aria-hidden="true" />Move</button>}
      </div>
    </div>
  )
}, isUnchanged)

function isUnchanged(before: Props, after: Props): boolean {
  return (Object.keys(after) as (keyof Props)[]).every((name) => (name === 'ways' ? areSameWays(before.ways, after.ways) : before[name] === after[name]))
}

function areSameWays(before: Way[], after: Way[]): boolean {
  return before.length === after.length && after.every(({ transition, to, status }, i) => before[i]?.transition === transition && before[i].to === to && before[i].status === status)
}
