import { IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import type { ShownOrder } from '#domain/orders/contract.ts'
import { useShow } from '../kit/show.ts'
import { useHere } from '../session/session.ts'
import classes from './by-itself.module.css'

// Farther off, the name of a weekday could mean this week's or the next.
const BY_WEEKDAY = 6 * 86_400_000

/** Until when the order stands here because of business hours, and what happens then. */
export function UntilHours({ order }: { order: ShownOrder }) {
  const { locale, timeZone } = useHere().organization
  const show = useShow()
  const [now] = useState(() => Date.now())
  if (!order.movesWithHours) return null
  const { at, when, to } = order.movesWithHours
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' })
  const time = Date.parse(at) - now < BY_WEEKDAY ? `${weekday.format(new Date(at))} ${show.time(at)}` : show.dateTime(at)
  return (
    <p className={classes.list}><span className={classes.move}>
      <IconClock size={14} aria-hidden="true" className={classes.icon} />
      <span><b>{order.position.status.name} until <time dateTime={at}>{time}</time></b>: you {when === 'opening' ? 'open' : 'close'} then, and it goes {order.heldFrom ? 'back ' : ''}to “{to.name}” by itself.</span>
    </span></p>
  )
}
