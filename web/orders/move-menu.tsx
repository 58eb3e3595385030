import { Loader, Menu } from '@mantine/core'
import type { ShownMove } from '#domain/orders/contract.ts'
import { StatusSign } from '../kit/status-badge.tsx'
import classes from './move-menu.module.css'

type Props = { moves: ShownMove[] | undefined; failure?: string | undefined; onPick: (move: ShownMove) => void }

/**
 * Every move the process offers, as the items of a menu. What is refused stays readable, with the reason; it can be
 * reached by keyboard, so that the reason can be heard too.
 */
export function MoveItems({ moves, failure, onPick }: Props) {
  if (failure) return <Menu.Label>{failure}</Menu.Label>
  if (!moves) return <Menu.Label><Loader size="xs" aria-label="Loading" /></Menu.Label>
  if (moves.length === 0) return <Menu.Label>Nothing leads on from here.</Menu.Label>
  const named = moves.filter(({ kind }) => kind === 'named')
  const others = moves.filter(({ kind }) => kind !== 'named')
  return (
    <>
      {named.length > 0 && others.length > 0 && <Menu.Label>Actions</Menu.Label>}
      {named.map((move) => <MoveItem key={move.key} move={move} onPick={onPick} />)}
      {others.length > 0 && <Menu.Label>Move to</Menu.Label>}
      {others.map((move) => <MoveItem key={move.key} move={move} onPick={onPick} />)}
    </>
  )
}

function MoveItem({ move, onPick }: { move: ShownMove; onPick: (move: ShownMove) => void }) {
  const isRefused = isRefusedMove(move)
  return (
    <Menu.Item
      leftSection={<StatusSign color={move.to.status.color} icon={move.to.status.icon} />}
      aria-disabled={isRefused || undefined}
      className={isRefused ? classes.refused : undefined}
      closeMenuOnClick={!isRefused}
      onClick={() => !isRefused && onPick(move)}
    >
      {move.name}{move.fields.length > 0 && !isRefused ? '…' : ''}
      {isRefused && <span className={classes.because}>{move.verdict.because}</span>}
    </Menu.Item>
  )
}

/** A move that lacks only answers is offered: it asks for them. */
export function isRefusedMove(move: ShownMove): boolean {
  return move.verdict.blockedBy.length > 0
}
