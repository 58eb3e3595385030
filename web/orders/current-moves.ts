import { useIsMutating } from '@tanstack/react-query'
import type { ShownExpectedMove, ShownMove } from '#domain/orders/contract.ts'
import { useAsk } from '../asking.ts'
import { wordsFor } from '../problem.ts'
import { orderEditKey } from './order-edits.ts'

type Place = { workflow: string; step: string }

/** Moves as long as they lead on from where something stands on the screen; those of a step it has left are not offered. */
export type CurrentMoves = { moves: ShownMove[] | undefined; byItself: ShownExpectedMove[] | undefined; failure: string | undefined }

/** The moves of an order from where it is shown. Undefined until they are read there: what led on from its former step no longer does. */
export function useOrderMoves(id: string, position: Place): CurrentMoves {
  const { data, error } = useAsk('order.list_moves', { id })
  const current = isFrom(data?.at, position) ? data : undefined
  return { moves: current?.items, byItself: current?.byItself, failure: failureIn(error) }
}

/** The same of an order in a list, where nobody says when somebody else has moved it: then what is read last counts. */
export function useListedMoves(id: string, position: Place): Pick<CurrentMoves, 'moves' | 'failure'> {
  const { data, error, isFetching } = useAsk('order.list_moves', { id })
  const isChanging = useIsMutating({ mutationKey: orderEditKey }) > 0
  const current = isFrom(data?.at, position) || !(isFetching || isChanging) ? data : undefined
  return { moves: current?.items, failure: failureIn(error) }
}

/** The same of a line item; one without a workflow of its own has none. */
export function useLineItemMoves(id: string, position: Place | null, { enabled = true }: { enabled?: boolean } = {}): Pick<CurrentMoves, 'moves' | 'failure'> {
  const { data, error } = useAsk('line_item.list_moves', { id }, { enabled })
  return { moves: isFrom(data?.at, position) ? data?.items : undefined, failure: failureIn(error) }
}

export function isFrom(at: Place | null | undefined, position: Place | null): boolean {
  return at ? at.workflow === position?.workflow && at.step === position.step : at === null && position === null
}

function failureIn(error: unknown): string | undefined {
  return error ? wordsFor(error) : undefined
}
