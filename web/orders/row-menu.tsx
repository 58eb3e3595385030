import { Menu } from '@mantine/core'
import { useImperativeHandle, useState, type Ref } from 'react'
import type { ListedOrder, ShownMove } from '#domain/orders/contract.ts'
import { tellProblem } from '../kit/tell.ts'
import { useListedMoves } from './current-moves.ts'
import { MoveForm, needsForm } from './move-form.tsx'
import { MoveItems } from './move-menu.tsx'
import type { OrderEdits } from './order-edits.ts'
import type { RowMenuKind } from './orders-context.ts'
import { PaymentItems } from './payment-items.tsx'
import { PeoplePicker } from './people-picker.tsx'
import { RowAnchor } from './row-anchor.tsx'
import classes from './row-menu.module.css'

export type RowMenuHandle = { open: (kind: RowMenuKind, order: ListedOrder, cell: HTMLElement) => void }
type Opened = { kind: RowMenuKind; order: ListedOrder; cell: HTMLElement }

/**
 * The one menu all rows share: a menu for each of hundreds of rows is what makes tables slow. It stands on an unseen button
 * laid over the cell, and hands the focus back to the cell.
 */
export function RowMenu({ edits, ref }: { edits: OrderEdits; ref: Ref<RowMenuHandle> }) {
  const [opened, setOpened] = useState<Opened>()
  const [asked, setAsked] = useState<{ order: ListedOrder; move: ShownMove }>()
  useImperativeHandle(ref, () => ({
    open: (kind, order, cell) => {
      cell.setAttribute('aria-expanded', 'true')
      setOpened({ kind, order, cell })
    },
  }), [])
  const close = () => {
    opened?.cell.removeAttribute('aria-expanded')
    opened?.cell.focus({ preventScroll: true })
    setOpened(undefined)
  }
  const choose = (order: ListedOrder, move: ShownMove) => {
    if (needsForm(move)) setAsked({ order, move })
    else edits.move(order, move).catch(tellProblem)
  }

  return (
    <>
      {opened && (opened.kind === 'status' || opened.kind === 'payment') && (
        <Menu opened onChange={(isOpen) => !isOpen && close()} position="bottom-start" width={280} returnFocus={false} trapFocus closeOnItemClick>
          <RowAnchor cell={opened.cell} Target={Menu.Target} />
          <Menu.Dropdown className={classes.dropdown} aria-label={opened.kind === 'status' ? `Move ${opened.order.number}` : `Payment of ${opened.order.number}`}>
            {opened.kind === 'status'
              ? <Moves order={opened.order} onPick={(move) => choose(opened.order, move)} />
              : <PaymentItems now={opened.order.paymentStatus} onPick={(status) => edits.setPayment(opened.order, status)} />}
          </Menu.Dropdown>
        </Menu>
      )}
      {opened && (opened.kind === 'manager' || opened.kind === 'team') && (
        <PeoplePicker
          chosen={opened.kind === 'manager' ? (opened.order.manager ? [opened.order.manager] : []) : opened.order.team}
          several={opened.kind === 'team'}
          cell={opened.cell}
          onClose={close}
          onChange={(person, isIn) => {
            const { order } = opened
            if (opened.kind === 'manager') {
              edits.setManager(order, isIn ? person : null)
              return close()
            }
            edits.setInTeam(order, person, isIn)
            setOpened({ ...opened, order: { ...order, team: isIn ? [...order.team, person] : order.team.filter(({ id }) => id !== person.id) } })
          }}
        />
      )}
      {asked && (
        <MoveForm move={asked.move} orderId={asked.order.id} subject={asked.order.number} onMove={(given) => edits.move(asked.order, asked.move, given)} onClose={() => setAsked(undefined)} />
      )}
    </>
  )
}

function Moves({ order, onPick }: { order: ListedOrder; onPick: (move: ShownMove) => void }) {
  const { moves, failure } = useListedMoves(order.id, order.position)
  return <MoveItems moves={moves} failure={failure} onPick={onPick} />
}
