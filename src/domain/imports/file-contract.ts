import { z } from 'zod'
import type { Contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { orderFilter } from '../orders/contract.ts'
import { shownImport } from './contract.ts'

// Files travel as they are and not as JSON, so these two are no operations: doors of their own carry them (channels/api/file-routes.ts).

/** A file of orders comes in: the body is the CSV itself. */
export const importFile = {
  name: 'import.upload', method: 'POST', path: '/imports', permission: 'order.import', status: 201, summary: 'Send a CSV of orders; the body is the file',
  input: z.strictObject({ fileName: s.line(200) }), output: shownImport,
} as const satisfies Contract

/** Orders go out as one file. */
export const exportOrders = {
  name: 'order.export', method: 'GET', path: '/orders/export', permission: 'order.export', summary: 'Orders as one CSV or JSON document',
  input: z.strictObject({ format: z.enum(['csv', 'json']).default('csv'), ...orderFilter }), output: z.unknown(),
} as const satisfies Contract
