import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { channelNames } from '#domain/orders/channel.ts'
import type { ShownExpectedMove, ShownMove, ShownOrder } from '#domain/orders/contract.ts'
import { useLastKnown } from '../kit/use-last-known.ts'
import { useOrderMoves } from '../orders/current-moves.ts'
import { isRefusedMove } from '../orders/move-menu.tsx'
import { ByItself } from './by-itself.tsx'
import { MoreMenu } from './more-menu.tsx'
import { Neighbours } from './neighbours.tsx'
import { useOrder } from './order-context.ts'
import { PaymentMenu } from './payment-menu.tsx'
import { ProcessPopover } from './process-popover.tsx'
import { StatusMenu } from './status-menu.tsx'
import { UntilHours } from './until-hours.tsx'
import classes from './order-header.module.css'

const MOST_BUTTONS = 3

/** Which order this is, where it stands, how far it is paid, and what can be done next. */
export function OrderHeader() {
  const { order, show, may, move } = useOrder()
  const { moves, byItself, failure } = useOrderMoves(order.id, order.position)
  // While a move is under way, what led on from the step before keeps its place, and cannot be pressed.
  const isUnderWay = moves === undefined
  const known = useLastKnown(moves) ?? []
  const offered = offeredMoves(may('order.move') ? known : [])
  const expected = useLastKnown(byItself) ?? []
  const { customer } = order
  const hasMoved = useRef(false)
  // A move takes its own button away; whoever pressed it goes on from where the order stands now.
  useEffect(() => {
    if (!hasMoved.current || isUnderWay || document.activeElement !== document.body) return
    hasMoved.current = false
    document.querySelector<HTMLElement>('[data-order-status]')?.focus({ preventScroll: true })
  })
  const press = (offer: ShownMove) => {
    if (isUnderWay) return
    hasMoved.current = true
    move(offer)
  }
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <Neighbours />
        <h1 className={classes.number}>{order.number}</h1>
        <StatusMenu moves={moves} failure={failure} />
        <ProcessPopover />
        <PaymentMenu />
        {order.archivedAt && <span className={classes.archived}>Archived {show.day(order.archivedAt)}</span>}
      </div>
      <div className={classes.actions} data-under-way={isUnderWay || undefined}>
        {offered.buttons.map((offer, i) => (
          <Button key={offer.key} variant={i === 0 && !callsOff(offer) ? 'filled' : 'default'} className={i === 0 && !callsOff(offer) ? undefined : classes.second} aria-disabled={isUnderWay || undefined} onClick={() => press(offer)}>
            {offer.kind === 'forward' ? `Next: ${offer.name}` : offer.name}
          </Button>
        ))}
        <MoreMenu moves={isUnderWay ? [] : offered.more} buttons={isUnderWay ? [] : offered.buttons.filter((offer, i) => i > 0 || callsOff(offer))} />
      </div>
      <p className={classes.facts}>
        <span><b>{customer.name}</b>{customer.phone && <bdi className={classes.phone}> {customer.phone}</bdi>}</span>
        <span>{order.dueAt ? <>Due <time dateTime={order.dueAt}>{show.dateTime(order.dueAt)}</time></> : 'No due date'}</span>
        <span>Placed <time dateTime={order.placedAt}>{show.dateTime(order.placedAt)}</time></span>
        <span>{channelNames[order.channel]}</span>
        <span>{order.orderType.name}</span>
      </p>
      <UntilHours order={order} />
      <ByItself moves={expected.filter((one) => !isSaidWithHours(one, order))} />
    </header>
  )
}

/** The named moves that may be made now as buttons, the one that leads on first; the rest, and what is refused, in the menu. */
function offeredMoves(moves: ShownMove[]): { buttons: ShownMove[]; more: ShownMove[] } {
  const named = moves.filter(({ kind }) => kind === 'named' || kind === 'forward')
  const open = named.filter((move) => !isRefusedMove(move))
  const leadsOn = [...open.filter((move) => !callsOff(move)), ...open.filter(callsOff)]
  const buttons = leadsOn.slice(0, MOST_BUTTONS)
  return { buttons, more: named.filter((move) => !buttons.includes(move)) }
}

/** With the time it happens there is nothing more to say of it. */
function isSaidWithHours({ kind, to }: ShownExpectedMove, { movesWithHours }: ShownOrder): boolean {
  return kind === 'automatic' && movesWithHours?.to.id === to.status.id
}

const sideways = new Set(['cancelled', 'on_hold', 'returned', 'abandoned'])

function callsOff(move: ShownMove): boolean {
  return sideways.has(move.to.status.category)
}
