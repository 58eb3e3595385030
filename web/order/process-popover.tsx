import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { isSideRoad } from '#domain/workflows/category.ts'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { StatusSign } from '../kit/status-badge.tsx'
import { useOrder } from './order-context.ts'
import { useStatusWords } from './status-menu.tsx'
import classes from './process-popover.module.css'

/** The whole way of the order: what is done, where it stands, what is to come. */
export function ProcessPopover() {
  const { order } = useOrder()
  return (
    <Popover position="bottom-start" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Process">
          <ActionIcon aria-label="Show the process"><IconRoute size={18} /></ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Process" mah={480} style={{ overflowY: 'auto' }} tabIndex={0} data-autofocus>
        <ProcessTimeline order={order} />
      </Popover.Dropdown>
    </Popover>
  )
}

type Place = 'done' | 'here' | 'to come'

function ProcessTimeline({ order }: { order: ShownOrder }) {
  const words = useStatusWords()
  const phaseAt = order.route.findIndex(({ phase }) => phase === order.position.phase)
  return (
    <div className={classes.timeline}>
      {order.route.map((stop, i) => {
        const road = stop.steps.filter(({ key, status }) => !isSideRoad(status.category) || (i === phaseAt && key === order.position.step))
        const stepAt = road.findIndex(({ key }) => key === order.position.step)
        const placeOf = (step: number): Place => {
          if (i !== phaseAt) return i < phaseAt ? 'done' : 'to come'
          return step === stepAt ? 'here' : step < stepAt ? 'done' : 'to come'
        }
        return (
          <section key={stop.phase}>
            {order.route.length > 1 && <h3 className={classes.phase}>{stop.phaseName}</h3>}
            <ol className={classes.steps}>
              {road.map((step, j) => (
                <li key={step.key} className={classes.step} data-place={placeOf(j)} aria-current={placeOf(j) === 'here' ? 'step' : undefined}>
                  <span className={classes.mark} aria-hidden="true">{placeOf(j) === 'done' ? '✓' : ''}</span>
                  <span>
                    <StatusSign color={step.status.color} icon={step.status.icon} /> {words({ status: step.status })}
                    <span className="visually-hidden">, {placeOf(j)}</span>
                    {placeOf(j) === 'here' && step.instructions && <span className={classes.instructions}>{step.instructions}</span>}
                  </span>
                </li>
              ))}
            </ol>
          </section>
        )
      })}
      {order.heldFrom && <p className={classes.instructions}>Held from {order.heldFrom.status.name}.</p>}
      {order.cancelReason && <p className={classes.instructions}>Cancelled: {order.cancelReason}</p>}
    </div>
  )
}
