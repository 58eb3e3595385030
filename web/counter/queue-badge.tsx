import { IconCloudOff } from '@tabler/icons-react'
import type { Queue } from './use-queue.ts'
import classes from './counter.module.css'

/** How many orders are kept on this device until the network is back. */
export function QueueBadge({ queue: { waiting, refused } }: { queue: Queue }) {
  return (
    <output className={classes.badges}>
      {waiting.length > 0 && <span className={classes.waiting}><IconCloudOff size={16} aria-hidden="true" />{waitingInWords(waiting.length)}</span>}
      {refused.length > 0 && <span className={classes.refused}>{refused.length} to be mended</span>}
    </output>
  )
}

export function waitingInWords(count: number): string {
  return count === 1 ? '1 order waits for the network' : `${count} orders wait for the network`
}
