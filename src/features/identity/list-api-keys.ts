import { listApiKeys as contract } from '#domain/identity/contract.ts'
import { operation } from '#platform/operation.ts'
import { listApiKeyRows } from './api-key-rows.ts'

export const listApiKeys = operation(contract, async (scope) => ({ items: await listApiKeyRows(scope) }))
