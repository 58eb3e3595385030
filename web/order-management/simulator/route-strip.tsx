import { IconCheck, IconChevronRight } from '@tabler/icons-react'
import { spelled } from '#domain/kernel/spelled.ts'
import type { Order } from '#domain/orders/order.ts'
import type { Process } from '#domain/workflows/process.ts'
import classes from './simulator.module.css'

/** The phases of the way this order takes: what is behind it, where it is, what is to come. */
export function RouteStrip({ process, order: { route, position } }: { process: Process; order: Pick<Order, 'route' | 'position'> }) {
  const at = route.findIndex(({ phase }) => phase === position.phase)
  return (
    <ol className={classes.route} aria-label="Its way">
      {route.map(({ phase, workflow }, i) => (
        <li key={phase} data-state={i < at ? 'done' : i === at ? 'here' : 'ahead'} aria-current={i === at ? 'step' : undefined}>
          {i > 0 && <IconChevronRight size={14} aria-hidden="true" className={classes.onward} />}
          <span className={classes.stop}>
            <b>{i < at && <IconCheck size={13} aria-label="Done: " />}{process.phaseNames[phase] ?? spelled(phase)}</b>
            <small>{process.workflows[workflow]?.name}</small>
          </span>
        </li>
      ))}
    </ol>
  )
}
