import { useCallback, useState } from 'react'
import type { ShownLineItem, ShownMove, ShownOrder } from '#domain/orders/contract.ts'
import { ask } from '../ask.ts'
import { offerAgain, tellMoved } from '../kit/offer.tsx'
import { tellProblem } from '../kit/tell.ts'
import { needsForm, type GivenWithMove } from '../orders/move-form.tsx'
import { wayBack } from '../orders/way-back.ts'
import { isProblem } from '../problem.ts'
import type { OrderChanges } from './order-changes.ts'

/** A move being talked about, because it asks for something or wants a yes. */
export type AskedMove = { move: ShownMove; line: ShownLineItem | undefined }

/** Moves of the order and of its line items: shown at once, and where the process has a free way back, with an undo. */
export function useMoves(organization: string, orderId: string, { run }: OrderChanges) {
  const [asked, setAsked] = useState<AskedMove>()

  const moveAtOnce = useCallback(async (move: ShownMove, line: ShownLineItem | undefined, given: GivenWithMove = {}) => {
    const id = line?.id ?? orderId
    const before: { from?: Standing } = {}
    const name = line ? 'line_item.move' : 'order.move'
    const order = await run({
      name,
      input: { id, transition: move.key, withMoves: true, ...given },
      meanwhile: (order) => {
        before.from ??= standingOf(order, line)
        return standingAt(order, line, move)
      },
    })
    const { from } = before
    const words = `${line?.name ?? order.number}: ${standingOf(order, line)?.status ?? move.name}`
    const { items } = line ? await ask('line_item.list_moves', { id }, { organization }).catch(() => ({ items: [] })) : (order.moves ?? { items: [] })
    const back = from && wayBack(items, from)
    tellMoved(id, words, back && (() => void run({ name, input: { id, transition: back.key, withMoves: true }, meanwhile: (order) => standingAt(order, line, back) }).catch(tellProblem)))
  }, [organization, orderId, run])

  const move = useCallback((move: ShownMove, line?: ShownLineItem) => {
    if (needsForm(move)) return setAsked({ move, line })
    const go = () => void moveAtOnce(move, line).catch((error: unknown) => (isProblem(error) && error.status > 0 && error.status < 500 ? tellProblem(error) : offerAgain(error, go)))
    go()
  }, [moveAtOnce])

  return { asked, leave: useCallback(() => setAsked(undefined), []), move, moveAtOnce }
}

type Standing = { workflow: string; step: string; status: string }

function standingOf(order: ShownOrder, line: ShownLineItem | undefined): Standing | undefined {
  const position = line ? order.lines.find(({ id }) => id === line.id)?.position : order.position
  return position ? { workflow: position.workflow, step: position.step, status: position.status.name } : undefined
}

function standingAt(order: ShownOrder, line: ShownLineItem | undefined, move: ShownMove): ShownOrder {
  if (!line) return { ...order, position: move.to }
  return { ...order, lines: order.lines.map((other) => (other.id === line.id ? { ...other, position: move.to } : other)) }
}
