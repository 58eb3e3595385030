import { sql } from 'kysely'
import { refuseUnknown } from '#domain/kernel/refusal.ts'
import { listProcesses as contract } from '#domain/migrations/contract.ts'
import { openOrdersByProcess } from '#features/workflows/open-orders.ts'
import { readOrderTypes } from '#features/workflows/order-type-rows.ts'
import { getProcess } from '#features/workflows/processes.ts'
import { operation } from '#platform/operation.ts'

/** The processes that open orders of a type are on, with the one that new orders start on; the newest first. */
export const listProcesses = operation(contract, async (scope, { key }) => {
  const orderType = (await readOrderTypes(scope)).find((row) => row.orderType.key === key) ?? refuseUnknown('order type')
  const counts = await openOrdersByProcess(scope)
  const { rows } = await sql<{ id: string; frozenAt: string }>`SELECT id, created_at AS "frozenAt" FROM process
    WHERE organization_id = ${scope.organizationId} AND order_type_id = ${orderType.id} ORDER BY created_at DESC, id DESC`.execute(scope.db)
  const shown = rows.filter(({ id }) => id === orderType.processId || counts.has(id))
  const items = []
  for (const { id, frozenAt } of shown) {
    const process = await getProcess(scope, id)
    items.push({
      id, isCurrent: id === orderType.processId, frozenAt, orderTypeVersion: process.orderType.version, openOrders: counts.get(id) ?? 0,
      workflows: Object.values(process.workflows).map(({ key: workflow, name, version }) => ({ key: workflow, name, version })),
    })
  }
  return { items }
})
