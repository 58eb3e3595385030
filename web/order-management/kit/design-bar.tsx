import { ActionIcon, Badge, Button, Menu, Tooltip } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconArrowBackUp, IconArrowForwardUp, IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './design-bar.module.css'
import type { Design } from './use-design.ts'

type Props = {
  design: Pick<Design<object>, 'state' | 'version' | 'undo' | 'redo'>
  /** The version in force; null where it was never published. */
  published: number | null
  isRetired: boolean
  mayPublish: boolean
  onReview: () => void
  /** Further acts, as items of a menu. */
  children?: ReactNode
}

/** What a design is at: what is in force, what is only a draft, whether it is saved; and the way to publish it. */
export function DesignBar({ design, published, isRetired, mayPublish, onReview, children }: Props) {
  const { state, version, undo, redo } = design
  useHotkeys([['mod+Z', () => undo?.()], ['mod+shift+Z', () => redo?.()], ['mod+Y', () => redo?.()]])
  const hasDraft = version > 0 || state !== 'stored'
  return (
    <div className={classes.bar}>
      <output className={classes.state} data-wrong={state === 'refused' || state === 'clash' || undefined}>{hasDraft ? stateWords[state] : ''}</output>
      <span className={classes.steps}>
        <Tooltip label="Undo (Ctrl Z)"><ActionIcon aria-label="Undo" disabled={!undo} onClick={undo}><IconArrowBackUp size={18} /></ActionIcon></Tooltip>
        <Tooltip label="Redo (Ctrl Shift Z)"><ActionIcon aria-label="Redo" disabled={!redo} onClick={redo}><IconArrowForwardUp size={18} /></ActionIcon></Tooltip>
      </span>
      {hasDraft && <Button onClick={onReview}>{mayPublish ? 'Review and publish' : 'Review'}</Button>}
      {children && (
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon variant="default" size={36} aria-label="More"><IconDots size={18} /></ActionIcon></Menu.Target>
          <Menu.Dropdown>{children}</Menu.Dropdown>
        </Menu>
      )}
      <span className="visually-hidden">{isRetired ? 'Retired. ' : ''}{published === null ? 'Never published.' : `Version ${published} is in force.`}</span>
    </div>
  )
}

/** The same at a glance, beside a name. */
export function DesignBadges({ published, hasDraft, isRetired }: { published: number | null; hasDraft: boolean; isRetired: boolean }) {
  return (
    <span className={classes.badges}>
      {published !== null && <Badge variant="default">Version {published}</Badge>}
      {hasDraft && <Badge variant="light" color="yellow">{published === null ? 'Draft, never published' : 'Draft'}</Badge>}
      {isRetired && <Badge variant="light" color="gray">Retired</Badge>}
    </span>
  )
}

const stateWords: Record<Design<object>['state'], string> = {
  stored: 'Draft saved', changed: 'Not saved yet…', saving: 'Saving…', refused: 'Not saved', clash: 'Not saved',
}
