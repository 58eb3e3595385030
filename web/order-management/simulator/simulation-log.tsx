import { IconArchive, IconArrowRight, IconClock, IconHandStop, IconListDetails, IconPackage, IconPencil, IconPlayerPlay, IconRefreshAlert, IconRoute, IconSparkles, IconSunMoon, IconUser, IconWriting, type Icon } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Simulated } from '#domain/workflows/simulate.ts'
import { ScrollRegion } from '../../kit/scroll-region.tsx'
import type { LogEntry } from '#domain/workflows/told.ts'
import parts from '../kit/parts.module.css'
import classes from './simulator.module.css'

const signs: Record<LogEntry['kind'], Icon> = {
  began: IconPlayerPlay, moved: IconArrowRight, phase: IconRoute, nothing: IconHandStop, refused: IconHandStop, changed: IconPencil, stock: IconPackage, held: IconClock, archived: IconArchive, cancelled: IconHandStop,
  effect: IconSparkles, timer: IconClock, timer_waits: IconClock, time: IconClock, hours: IconSunMoon, customer: IconUser, event: IconWriting, circle: IconRefreshAlert,
}
const quiet: ReadonlySet<LogEntry['kind']> = new Set(['event', 'time', 'changed'])

/** Everything that happened to the pretend order, in order. */
export function SimulationLog({ steps }: { steps: Simulated[] }) {
  const frame = useRef<HTMLElement>(null)
  const count = steps.length
  useEffect(() => {
    // What happened last is what one looks at.
    if (count > 0) frame.current?.scrollTo({ top: frame.current.scrollHeight })
  }, [count])
  return (
    <div className={parts.titled}>
      <h3 className={parts.heading}><IconListDetails size={14} aria-hidden="true" /> What happened</h3>
      <ScrollRegion label="What happened" className={classes.log} ref={frame}><ol className={parts.rows}>
        {steps.flatMap(({ log }, i) => log.map((entry, j) => {
          const Sign = signs[entry.kind]
          return <li key={`${i}-${j}`} className={classes.entry} data-kind={entry.kind} data-quiet={quiet.has(entry.kind) || undefined}><Sign size={14} aria-hidden="true" /><span>{entry.text}</span></li>
        }))}
      </ol></ScrollRegion>
    </div>
  )
}
