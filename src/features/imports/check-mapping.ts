import type { ImportMapping } from '#domain/imports/contract.ts'
import { refuseField } from '#domain/kernel/refusal.ts'
import { positionAt, type Position, type Process, type Route } from '#domain/workflows/process.ts'
import { getStartingProcess } from '#features/workflows/processes.ts'
import type { Scope } from '#platform/scope.ts'
import { paymentStatusOf } from '#domain/imports/payment-words.ts'
import type { ImportRow } from './import-rows.ts'

/** Says no to a mapping by which this file could not be read, or not be gone on with, and gives the process its orders will be on. */
export async function checkMapping(scope: Scope, mapping: ImportMapping, { columns, groupedBy, doneToRow }: Pick<ImportRow, 'columns' | 'groupedBy' | 'doneToRow'>): Promise<Process> {
  for (const [target, column] of Object.entries(mapping.columns)) {
    if (!columns.includes(column)) refuseField(`/mapping/columns/${target}`, 'unknown', `The file has no column “${column}”.`)
  }
  const has = mapping.columns
  if (has.order_number === undefined) refuseField('/mapping/columns/order_number', 'required', 'Choose the column that holds the order number.')
  if (doneToRow > 0 && groupedBy !== has.order_number) refuseField('/mapping/columns/order_number', 'fixed', `Part of the file was imported with the order number in “${groupedBy}”; the rest has it there, too.`)
  if (has.line_name === undefined && has.line_sku === undefined) refuseField('/mapping/columns/line_name', 'required', 'Choose the column that names what was ordered, or its SKU.')
  if (has.line_unit_price === undefined && has.line_total === undefined) refuseField('/mapping/columns/line_total', 'required', 'Choose the column that holds the unit price or the total of a line item.')
  if (mapping.paymentStatus !== undefined && !paymentStatusOf(mapping.paymentStatus)) refuseField('/mapping/paymentStatus', 'unknown', `There is no payment status “${mapping.paymentStatus}”.`)
  const process = await getStartingProcess(scope, mapping.orderType, '/mapping/orderType')
  if (mapping.step !== undefined && !Object.values(process.workflows).some(({ steps }) => steps.some(({ key }) => key === mapping.step))) {
    refuseField('/mapping/step', 'unknown', `${process.orderType.name} has no step “${mapping.step}”.`)
  }
  return process
}

/** Where an imported order stands on its route: at the step chosen, or, where it was cancelled, at the route's first cancelled one. */
export function stepOnRoute(process: Process, route: Route, fits: (position: Position) => boolean): Position | undefined {
  for (const { phase, workflow } of route) {
    for (const { key } of process.workflows[workflow]?.steps ?? []) {
      const position = positionAt(process, phase, workflow, key)
      if (position && fits(position)) return position
    }
  }
  return undefined
}
