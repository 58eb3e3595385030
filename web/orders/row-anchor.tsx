import { Portal } from '@mantine/core'
import type { ComponentType, ReactElement } from 'react'
import classes from './row-menu.module.css'

type Props = { cell: HTMLElement; Target: ComponentType<{ children: ReactElement }> }

/** What a shared menu stands on: a button nobody sees, laid over the cell and on the page, so that it scrolls along. */
export function RowAnchor({ cell, Target }: Props) {
  const { left, top, width, height } = cell.getBoundingClientRect()
  return (
    <Portal>
      <Target>
        <button type="button" tabIndex={-1} aria-label="Opened from here" className={classes.anchor} style={{ left: left + scrollX, top: top + scrollY, width, height }} />
      </Target>
    </Portal>
  )
}
