import { z } from 'zod'
import { getOrder as contract, type ShownOrder } from '#domain/orders/contract.ts'
import { lineItemFieldsOf, orderFieldsOf } from '#domain/orders/custom-fields.ts'
import type { FieldDefinition } from '#domain/workflows/schema.ts'
import { organizationSettings, type OrganizationSettings } from '#features/identity/organization-settings.ts'
import { getProcess } from '#features/workflows/processes.ts'
import type { Database } from '#platform/database.ts'
import { operation, perform } from '#platform/operation.ts'
import type { Caller } from '#platform/scope.ts'
import { getOrder } from './order-rows.ts'
import { presentOrder } from './present-order.ts'

/** An order as it goes onto paper, with the words its fields and its business go by. */
export type Slip = { order: ShownOrder; settings: OrganizationSettings; orderFields: FieldDefinition[]; lineFields: FieldDefinition[] }

/** For whoever may read the order; the paper shows what the screen does. */
export async function readSlip(database: Database, caller: Caller, input: unknown): Promise<Slip> {
  return perform(database, readingSlip, caller, input)
}

// Asked as the order itself is; only the answer is another.
const readingSlip = operation({ ...contract, output: z.custom<Slip>() }, async (scope, { id }) => {
  const order = await getOrder(scope, id)
  const process = await getProcess(scope, order.processId)
  return { order: await presentOrder(scope, order), settings: await organizationSettings(scope), orderFields: orderFieldsOf(process), lineFields: lineItemFieldsOf(process) }
})
