import type { ViewFilter } from '#domain/views/contract.ts'
import type { OrdersFilter } from './orders-search.ts'

const lists = ['category', 'status', 'orderType', 'paymentStatus'] as const
const flags = ['scheduled', 'archived'] as const

/**
 * What a tab or group shows of a view, narrowed by the filters a person chose: both must hold. Undefined where they exclude
 * each other, so that nothing need be asked.
 */
export function narrow(base: ViewFilter, own: ViewFilter, chosen: OrdersFilter): OrdersFilter | undefined {
  const shown: OrdersFilter = { ...base, ...own }
  const narrowed: OrdersFilter = { ...chosen, ...shown }
  for (const name of lists) {
    const both = intersection<string>(shown[name], chosen[name])
    if (both?.length === 0) return undefined
    if (both) Object.assign(narrowed, { [name]: both })
  }
  for (const name of flags) {
    const [wanted, given] = [shown[name], chosen[name]]
    if (wanted === undefined || wanted === 'any' || given === undefined) Object.assign(narrowed, { [name]: given ?? wanted })
    else if (wanted !== given) return undefined
  }
  return narrowed
}

function intersection<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): T[] | undefined {
  if (!a || !b) return [...(a ?? b ?? [])].length > 0 ? [...(a ?? b ?? [])] : undefined
  return a.filter((one) => b.includes(one))
}
