import { listViews as contract } from '#domain/views/contract.ts'
import { operation } from '#platform/operation.ts'
import { listViews as readViews } from './view-rows.ts'

export const listViews = operation(contract, async (scope) => ({ items: await readViews(scope) }))
