import type { Address, FieldValue } from '#domain/kernel/schema.ts'
import type { ShownLineItem, ShownOrder } from '#domain/orders/contract.ts'
import type { Asked } from '../ask.ts'
import { addressLines } from '../kit/address-words.ts'
import { useOrder } from './order-context.ts'
import { plainWords } from './plain-words.ts'

type Show<T> = (value: T) => string

/** Saves one detail of the order under the version it was read at. */
export function useOrderEdit() {
  const { order, save } = useOrder()
  return <T>(what: string, read: (order: ShownOrder) => T, ask: (value: T) => Omit<Asked<'order.update'>, 'id'>, inWords: Show<T> = plainWords) => ({
    value: read(order),
    save: (mine: T, base: T) => save({ what, base, mine, read, inWords, change: (value: T) => ({ name: 'order.update', input: { id: order.id, ...ask(value) } }) }),
  })
}

/** Saves one detail of a line item. */
export function useLineEdit(line: ShownLineItem) {
  const { save } = useOrder()
  return <T>(what: string, read: (line: ShownLineItem) => T, ask: (value: T) => Omit<Asked<'line_item.change'>, 'id'>, inWords: Show<T> = plainWords) => ({
    value: read(line),
    save: (mine: T, base: T) =>
      save({
        what: `${line.name}: ${what}`, base, mine, inWords,
        read: (order) => read(order.lines.find(({ id }) => id === line.id) ?? line),
        change: (value: T) => ({ name: 'line_item.change', input: { id: line.id, ...ask(value) } }),
      }),
  })
}

export function addressInWords(address: Address | null): string {
  return address ? addressLines(address).join('\n') : ''
}

/** Own fields travel whole in the order and one at a time in a change. */
export function fieldOf(key: string): (of: { fields: Record<string, FieldValue> }) => FieldValue {
  return ({ fields }) => fields[key] ?? null
}
