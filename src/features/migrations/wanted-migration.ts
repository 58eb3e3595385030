import { sql } from 'kysely'
import type { z } from 'zod'
import { refuseErrors, refuseField } from '#domain/kernel/refusal.ts'
import type { previewMigration } from '#domain/migrations/contract.ts'
import type { Process } from '#domain/workflows/process.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { readOrderTypes, type OrderTypeRow } from '#features/workflows/order-type-rows.ts'
import type { Scope } from '#platform/scope.ts'

export type Asked = z.output<(typeof previewMigration)['input']>
export type WantedMigration = { orderType: OrderTypeRow; to: Process; fromProcessIds: string[]; mapping: Asked['mapping'] }

/** What is asked for, in the organization's own things; refuses what is not there, by its field. */
export async function wantedMigration(scope: Scope, asked: Asked): Promise<WantedMigration> {
  const orderType = (await readOrderTypes(scope)).find((row) => row.orderType.key === asked.orderType) ?? refuseField('/orderType', 'unknown', `There is no order type “${asked.orderType}”.`)
  const known = await readProcessIds(scope, orderType.id)
  const toId = asked.to ?? orderType.processId
  if (!known.includes(toId)) refuseField('/to', 'unknown', `“${orderType.orderType.name}” has no such process.`)
  refuseErrors((asked.from ?? []).flatMap((id, i) => (known.includes(id) && id !== toId ? [] : [{ pointer: `/from/${i}`, code: 'unknown', message: `“${orderType.orderType.name}” has no such process to move from.` }])))
  const to = await getProcess(scope, toId)
  refuseErrors(asked.mapping.flatMap((one, i) => (hasStep(to, one.to) ? [] : [{ pointer: `/mapping/${i}/to`, code: 'unknown', message: `The version to move to has no step “${one.to}”.` }])))
  return { orderType, to, fromProcessIds: asked.from ?? known.filter((id) => id !== toId), mapping: asked.mapping }
}

/** Every process an order type ever had, the newest first. */
async function readProcessIds(scope: Scope, orderTypeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM process WHERE organization_id = ${scope.organizationId} AND order_type_id = ${orderTypeId} ORDER BY created_at DESC, id DESC`.execute(scope.db)
  return rows.map(({ id }) => id)
}

export function hasStep({ workflows }: Process, step: string): boolean {
  return Object.values(workflows).some(({ steps }) => steps.some(({ key }) => key === step))
}
