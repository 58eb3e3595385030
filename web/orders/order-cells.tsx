import { IconAlertTriangle, IconDots, IconPencil, IconUserPlus, IconUsersPlus } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { channelNames } from '#domain/orders/channel.ts'
import type { ListedOrder } from '#domain/orders/contract.ts'
import type { View, ViewColumn } from '#domain/views/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { ChecklistSign } from '../kit/checklist-sign.tsx'
import { StatusBadge, StatusSign } from '../kit/status-badge.tsx'
import { useOrders } from './orders-context.ts'
import { OrderLink } from './order-link.tsx'
import { OrderStatus } from './order-status.tsx'
import classes from './order-cells.module.css'

/** How wide each column is at least, where it stands, and what of an order it shows. */
export const cells: Record<ViewColumn, { width: number; isEnd?: boolean; Cell: (props: { order: ListedOrder; display: View['statusDisplay'] }) => ReactNode }> = {
  number: { width: 90, Cell: NumberCell },
  customer: { width: 140, Cell: CustomerCell },
  items: { width: 154, Cell: ItemsCell },
  services: { width: 224, Cell: ServicesCell },
  total: { width: 90, isEnd: true, Cell: ({ order }) => <Amount order={order} /> },
  status: { width: 128, Cell: StatusCell },
  payment: { width: 108, Cell: PaymentCell },
  placed_at: { width: 84, Cell: ({ order }) => <Instant at={order.placedAt} /> },
  updated_at: { width: 84, Cell: ({ order }) => <Instant at={order.updatedAt} /> },
  due_at: { width: 84, Cell: ({ order }) => <Instant at={order.dueAt} otherwise="–" /> },
  date: { width: 140, Cell: DateCell },
  time: { width: 82, Cell: TimeCell },
  manager: { width: 52, Cell: ManagerCell },
  team: { width: 86, Cell: TeamCell },
  order_type: { width: 100, Cell: ({ order }) => order.orderType.name },
  channel: { width: 100, Cell: ({ order }) => channelNames[order.channel] },
  tags: { width: 110, Cell: ({ order }) => order.tags.join(', ') },
  address: { width: 160, Cell: ({ order }) => <Address order={order} /> },
  actions: { width: 76, isEnd: true, Cell: ActionsCell },
}

/** How wide a column is at least; a status with its category needs more. */
export function widthOf(column: ViewColumn, display: View['statusDisplay']): number {
  return column === 'status' && display === 'category_and_step' ? 254 : cells[column].width
}

/** The cell in a memo of its own: a row whose one fact changed draws that cell alone. */
export const OrderCell = memo(function OrderCell({ column, order, display }: { column: ViewColumn; order: ListedOrder; display: View['statusDisplay'] }) {
  const { Cell } = cells[column]
  return <Cell order={order} display={display} />
})

export function NumberCell({ order }: { order: ListedOrder }) {
  const { words } = useOrders()
  return (
    <span className={classes.line}>
      <OrderLink orderId={order.id} className={classes.number} data-order-link>
        <span className="visually-hidden">{words.order} </span>{order.number}
      </OrderLink>
      {order.escalated && <IconAlertTriangle size={15} className={classes.escalated} aria-label="Escalated" />}
    </span>
  )
}

function CustomerCell({ order: { customer } }: { order: ListedOrder }) {
  return (
    <>
      <div className={classes.clip}>{customer.name}</div>
      <div className={classes.under}>{customer.email ?? customer.phone}</div>
    </>
  )
}

function ItemsCell({ order: { items, checklist } }: { order: ListedOrder }) {
  const more = items.count - items.names.length
  return (
    <>
      <div className={classes.clip}>{items.names.join(', ') || '–'}</div>
      <div className={classes.under}>{items.count === 1 ? '1 item' : `${items.count} items`}{more > 0 && `, ${more} not shown`} <ChecklistSign {...checklist} /></div>
    </>
  )
}

// With more names than this beside each other, none can be read.
const MOST_NAMED = 2
const MOST_SHOWN = 8

/** One chip for each service, in the colour of where it stands: the first with their names, the rest as dots. The strip leads to the order's page. */
function ServicesCell({ order }: { order: ListedOrder }) {
  const [named, dots] = [order.services.slice(0, MOST_NAMED), order.services.slice(MOST_NAMED, MOST_SHOWN)]
  const more = order.items.count - named.length - dots.length
  return (
    <OrderLink orderId={order.id} className={classes.strip} tabIndex={-1}>
      {named.map(({ id, name, status, escalated, checklist }) => (
        <span key={id} className={classes.chip} data-status-color={status?.color ?? 'gray'} title={status ? `${name}: ${status.name}` : name}>
          {escalated && <IconAlertTriangle size={12} aria-label="Escalated" />}
          <span className={classes.clip}>{name}</span>
          {status && <span className="visually-hidden">: {status.name}</span>}
          <ChecklistSign {...checklist} onColor />
        </span>
      ))}
      {dots.length > 0 && (
        <span className={classes.dots} title={dots.map(({ name, status }) => (status ? `${name}: ${status.name}` : name)).join('\n')}>
          {dots.map(({ id, name, status, escalated }) => (
            <span key={id} className={classes.dot} data-status-color={escalated ? 'red' : (status?.color ?? 'gray')}>
              <span className="visually-hidden">{name}{status && `: ${status.name}`}{escalated && ', escalated'}</span>
            </span>
          ))}
        </span>
      )}
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </OrderLink>
  )
}

export function Amount({ order }: { order: ListedOrder }) {
  const { show } = useOrders()
  return <bdi className="figures">{show.money(order.total)}</bdi>
}

export function StatusCell({ order, display }: { order: ListedOrder; display: View['statusDisplay'] }) {
  const { openMenu, may } = useOrders()
  const status = <OrderStatus position={order.position} display={display} />
  if (!may.move) return status
  return (
    <button type="button" className={classes.edit} data-edit="status" aria-haspopup="menu" aria-label={`Status of ${order.number}: ${order.position.status.name}`} onClick={(event) => openMenu('status', order, event.currentTarget)}>
      {status}
    </button>
  )
}

function PaymentCell({ order }: { order: ListedOrder }) {
  const { openMenu, may, payments } = useOrders()
  const word = payments.wordFor(order.paymentStatus)
  const status = <StatusBadge name={word.name} color={word.color} />
  if (!may.payment) return status
  return (
    <button type="button" className={classes.edit} data-edit="payment" aria-haspopup="menu" aria-label={`Payment of ${order.number}: ${word.name}`} onClick={(event) => openMenu('payment', order, event.currentTarget)}>
      {status}
    </button>
  )
}

function DateCell({ order }: { order: ListedOrder }) {
  const { dates } = useOrders()
  return (
    <>
      <div className={classes.clip}>{order.scheduledAt ? <bdi className="figures">{dates.day(order.scheduledAt)}</bdi> : <span className="dimmed">Unscheduled</span>}</div>
      <div className={classes.under}><Address order={order} /></div>
    </>
  )
}

function TimeCell({ order: { scheduledAt } }: { order: ListedOrder }) {
  const { dates } = useOrders()
  return scheduledAt ? <bdi className="figures">{dates.time(scheduledAt)}</bdi> : <span className="dimmed">–</span>
}

function Instant({ at, otherwise }: { at: string | null; otherwise?: string }) {
  const { dates } = useOrders()
  if (!at) return <span className="dimmed">{otherwise}</span>
  return (
    <time dateTime={at}>
      <bdi className={classes.day}>{dates.day(at)}</bdi>
      <bdi className={classes.under}>{dates.time(at)}</bdi>
    </time>
  )
}

function Address({ order: { shippingAddress } }: { order: ListedOrder }) {
  return <span className={classes.clip}>{shippingAddress ? [shippingAddress.line1, shippingAddress.city].join(', ') : ''}</span>
}

function ManagerCell({ order }: { order: ListedOrder }) {
  const { openMenu, may, words } = useOrders()
  const { manager } = order
  if (!may.assign) return manager ? <><Avatar name={manager.name} id={manager.id} /><span className="visually-hidden">{manager.name}</span></> : null
  return (
    <button type="button" className={classes.edit} data-edit="manager" aria-haspopup="listbox" aria-label={`${words.manager} of ${order.number}: ${manager?.name ?? 'nobody yet'}`} onClick={(event) => openMenu('manager', order, event.currentTarget)}>
      {manager ? <Avatar name={manager.name} id={manager.id} /> : <span className={classes.nobody}><IconUserPlus size={14} /></span>}
    </button>
  )
}

function TeamCell({ order }: { order: ListedOrder }) {
  const { openMenu, may } = useOrders()
  const names = order.team.map(({ name }) => name).join(', ')
  const faces = (
    <span className={classes.faces}>
      {order.team.slice(0, 3).map(({ id, name }) => <Avatar key={id} name={name} id={id} />)}
      {order.team.length > 3 && <span className={classes.more}>+{order.team.length - 3}</span>}
      {order.team.length === 0 && may.assign && <span className={classes.nobody}><IconUsersPlus size={14} /></span>}
    </span>
  )
  if (!may.assign) return <>{faces}<span className="visually-hidden">{names}</span></>
  return (
    <button type="button" className={classes.edit} data-edit="team" aria-haspopup="listbox" aria-label={`Team of ${order.number}: ${names || 'nobody yet'}`} onClick={(event) => openMenu('team', order, event.currentTarget)}>
      {faces}
    </button>
  )
}

function ActionsCell({ order }: { order: ListedOrder }) {
  const { may, openMenu } = useOrders()
  return (
    <span className={classes.actions}>
      <OrderLink orderId={order.id} className={classes.action} aria-label={`View or edit ${order.number}`} tabIndex={-1}><IconPencil size={16} /></OrderLink>
      {may.move && (
        <button type="button" className={classes.action} aria-haspopup="menu" aria-label={`Update ${order.number}`} onClick={(event) => openMenu('status', order, event.currentTarget)}><IconDots size={16} /></button>
      )}
    </span>
  )
}

/** A dot that says at a glance whether the money is in: green when it is, else in its own colour. */
export function PaymentDot({ order }: { order: ListedOrder }) {
  const { payments } = useOrders()
  const word = payments.wordFor(order.paymentStatus)
  return <span className={classes.payment}><StatusSign color={word.color} />{word.name}</span>
}
