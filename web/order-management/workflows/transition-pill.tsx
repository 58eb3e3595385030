import { IconBolt, IconClock, IconEyeOff, IconUsers } from '@tabler/icons-react'
import { createElement, memo } from 'react'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { StatusSign } from '../../kit/status-badge.tsx'
import { statusIcons } from '../../kit/status-icons.ts'
import classes from './transition-pill.module.css'
import type { Transition } from './workflow-edits.ts'
import { waitInWords, waitOf } from '#domain/workflows/timer.ts'

type Props = {
  transition: Transition
  /** Where it leads to, by name; and the status there, where it is one place. */
  to: string
  status: Pick<LibraryStatus, 'color' | 'icon'> | undefined
  isSelected: boolean
  isWrong?: boolean
  onOpen: (transition: string) => void
}

/** A move as one button: what it is called, where it leads to, and whether it happens by itself. */
export const TransitionPill = memo(function TransitionPill({ transition, to, status, isSelected, isWrong, onOpen }: Props) {
  const wait = waitOf(transition)
  const icon = transition.icon ? statusIcons.get(transition.icon.replace('\u{fe0f}', '')) : undefined
  return (
    <button
      type="button" className={classes.pill} data-kind={kindOf(transition)} data-selected={isSelected || undefined} data-wrong={isWrong || undefined} aria-pressed={isSelected}
      onClick={() => onOpen(transition.key)} title={aboutOf(transition, to)}
    >
      {transition.automatic && <IconBolt size={13} aria-label="by itself" />}
      {wait && <IconClock size={13} aria-label={`after ${waitInWords(wait)}`} />}
      {icon && createElement(icon, { size: 13, 'aria-hidden': true })}
      <span className={classes.name}>{transition.name}</span>
      <span className={classes.arrow} aria-hidden="true">→</span>
      <span className="visually-hidden"> to </span>
      <span className={classes.to}>{status && <StatusSign color={status.color} icon={status.icon} />}{to}</span>
      {transition.roles && <IconUsers size={13} aria-label="only some roles" />}
      {transition.hidden && <IconEyeOff size={13} aria-label="hidden from people" />}
    </button>
  )
})

export function kindOf({ automatic, afterMinutes }: Transition): 'automatic' | 'timed' | 'named' {
  return automatic ? 'automatic' : afterMinutes === undefined ? 'named' : 'timed'
}

function aboutOf({ name, automatic, hidden, ...timer }: Transition, to: string): string {
  const wait = waitOf(timer)
  const when = [automatic && 'by itself', wait && `after ${waitInWords(wait)}`, hidden && 'never by people'].filter(Boolean)
  return `${name} → ${to}${when.length > 0 ? `, ${when.join(', ')}` : ''}`
}
