import type { ListedOrder } from '#domain/orders/contract.ts'
import type { Process } from '#domain/workflows/process.ts'
import type { Person } from '#features/identity/people.ts'
import type { ListedRow } from './listed-rows.ts'
import { presentFacts, presentStatus, type Library } from './present-order.ts'

/** The order as a row of a list. */
export function presentListed(row: ListedRow, process: Process, library: Library, people: Map<string, Person>): ListedOrder {
  return {
    ...presentFacts(row, process, library, people),
    items: row.items, checklist: row.checklist,
    services: row.services.map(({ position, ...line }) => ({ ...line, status: position && presentStatus(library, position) })),
  }
}
