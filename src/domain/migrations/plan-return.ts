import { isSame } from '../kernel/same.ts'
import type { Order } from '../orders/order.ts'
import type { HeldFrom, Position, Process, Route } from '../workflows/process.ts'
import { planMigration, put, type Plan, type StepMapping, type Terms } from './plan-migration.ts'

/** Everything about where an order stands that a migration changes. */
export type Stand = { processId: string; position: Position; heldFrom: HeldFrom | null; route: Route; lines: { id: string; position: Position | null; heldFrom: Position | null }[] }

/** What a migration did to one order: where it stood, and where it was when all that followed had followed. */
export type Migrated = { from: Stand; to: Stand }

export function standOf({ processId, position, heldFrom, route, lines }: Order): Stand {
  return { processId, position, heldFrom, route, lines: lines.map((line) => ({ id: line.id, position: line.position, heldFrom: line.heldFrom })) }
}

/**
 * What undoing a migration comes to for one order. One that stands as it was put goes back to exactly where it stood; one that has
 * gone on since goes where it is said, or by the migration's own mapping turned round, where that says one thing, and stays otherwise.
 */
export function planReturn(order: Order, { from, to }: Migrated, made: StepMapping[], terms: Terms): Plan {
  if (order.processId !== to.processId) return { because: 'It was moved to another version again since.', unmapped: [] }
  if (!isSame(standOf(order), to)) return planMigration(order, { ...terms, mapping: [...terms.mapping, ...turnedRound(made, { from, to }, terms.to)] })
  const stood = new Map(from.lines.map(({ id, position, heldFrom }) => [id, { position, heldFrom }]))
  const lines = order.lines.map((line) => ({ ...line, ...stood.get(line.id) }))
  return put(terms.to, { ...order, processId: from.processId, position: from.position, heldFrom: from.heldFrom, route: from.route, lines }, terms.moment)
}

/** The mapping the other way: only of steps that the former process lacks, and to which just one of its steps had gone. */
function turnedRound(mapping: StepMapping[], { from, to }: Migrated, former: Process): StepMapping[] {
  const own = { workflow: to.position.workflow, from: to.position.step, to: from.position.step }
  const turned = [own, ...mapping.map((one) => ({ workflow: one.workflow, from: one.to, to: one.from }))].filter((one, i, all) =>
    !former.workflows[one.workflow]?.steps.some(({ key }) => key === one.from) && all.findIndex((other) => isSame(other, one)) === i)
  return turned.filter((one) => turned.filter((other) => other.workflow === one.workflow && other.from === one.from).length === 1)
}
