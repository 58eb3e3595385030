import { refuse, refuseUnknown } from '#domain/kernel/refusal.ts'
import { workflowKeysOf } from '#domain/workflows/freeze-process.ts'
import { retireOrderType as contract } from '#domain/workflows/design-contract.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { operation } from '#platform/operation.ts'
import { record } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { getDesignedOrderType } from './designed-order-types.ts'
import { lockProcess } from './lock-process.ts'
import { readOrderTypes, saveOrderTypeRetirement } from './order-type-rows.ts'
import { forgetCurrentProcesses } from './processes.ts'
import { readWorkflows } from './workflow-rows.ts'

/** Takes an order type out of use, or back into it: no new orders of it; those under way go on. */
export const retireOrderType = operation(contract, async (scope, { key, isRetired }) => {
  await lockProcess(scope)
  const before = (await readOrderTypes(scope)).find(({ orderType }) => orderType.key === key) ?? refuseUnknown('order type')
  if (before.isRetired !== isRetired) {
    if (!isRetired) await refuseRetiredWorkflows(scope, before.orderType)
    await saveOrderTypeRetirement(scope, { id: before.id, isRetired })
    forgetCurrentProcesses(scope)
    record(scope, 'order_type.retired', { key, isRetired })
  }
  return getDesignedOrderType(scope, key)
})

/** While it was out of use, a workflow of its may have been retired too. */
async function refuseRetiredWorkflows(scope: Scope, orderType: OrderType): Promise<void> {
  const used = workflowKeysOf(orderType)
  const retired = (await readWorkflows(scope)).filter(({ workflow, isRetired }) => isRetired && used.has(workflow.key)).map(({ workflow }) => `“${workflow.name}”`)
  if (retired.length > 0) refuse('in-use', `“${orderType.name}” goes through ${retired.join(', ')}, which ${retired.length === 1 ? 'is' : 'are'} retired. Take ${retired.length === 1 ? 'it' : 'them'} back into use first.`)
}
