import { listStatuses as contract } from '#domain/workflows/contract.ts'
import { operation } from '#platform/operation.ts'
import { shownStatusesOf } from './shown-statuses.ts'
import { readStatuses } from './status-rows.ts'

export const listStatuses = operation(contract, async (scope) => ({ items: await shownStatusesOf(scope, await readStatuses(scope)) }))
