import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'

/**
 * Moving open orders from the processes they started on to another one, usually today's. Steps that are there under the same key
 * are kept; what was removed or renamed is mapped. Nothing moves that is not mapped: such orders are blocked, and say why.
 */

/** Where those go who stand at a step that the other process does not have; `workflow` is the one they are in. */
export const stepMapping = z.strictObject({ workflow: s.key, from: s.key, to: s.key })

const wanted = {
  orderType: s.key,
  /** The process to move to; today's if not given. */
  to: s.id.optional(),
  /** The processes to move from; all others of the order type if not given. */
  from: z.array(s.id).min(1).max(100).optional(),
  mapping: z.array(stepMapping).max(500).default([]),
}

export const migrationPreview = z.object({
  to: s.id,
  /** How many there are; 10,001 stands for more than 10,000. */
  orders: z.int(),
  /** How many of them were judged: all of them, or the first 10,000. The counts below are of these. */
  judged: z.int(),
  /** How many would go over as things stand. */
  ready: z.int(),
  /** What would follow by itself at once, by the rule that would make the last move of each order. */
  follows: z.array(z.object({ rule: z.string(), to: z.string(), orders: z.int() })),
  /** Steps that the other process lacks and where something stands, each with what may stand in for it. */
  unmapped: z.array(z.object({ workflow: z.string(), workflowName: z.string(), step: z.string(), name: z.string(), orders: z.int(), lineItems: z.int(), choices: z.array(z.object({ step: z.string(), name: z.string() })), suggestion: z.string().nullable(), suggestedBecause: z.string().nullable() })),
  /** The first hundred that would stay behind, each with why. */
  blocked: z.array(z.object({ orderId: s.id, number: z.string(), because: z.string() })),
  blockedCount: z.int(),
})

export const shownMigration = z.object({
  id: s.id, orderType: z.object({ key: z.string(), name: z.string() }), state: z.enum(['running', 'done']),
  /** How many there were at its start; 10,001 stands for more than 10,000 until the run has counted them. */
  total: z.int(), migrated: z.int(), blocked: z.int(),
  /** How many of those it moved were moved back. */
  movedBack: z.int(),
  /** Whether something of it could still be moved back: also what an undoing had to leave behind. */
  undoes: s.id.nullable(), isUndoable: z.boolean(), startedAt: s.instant, startedBy: z.string(), finishedAt: s.instant.nullable(),
  /** The first hundred that stayed behind. */
  blockedOrders: z.array(z.object({ orderId: s.id, number: z.string(), because: z.string() })),
})
export type ShownMigration = z.infer<typeof shownMigration>

/** The processes of an order type that open orders are on. */
export const listProcesses = contract({
  name: 'process.list', method: 'GET', path: '/order-types/{key}/processes', permission: 'process.read', summary: 'The processes open orders of this type are on, newest first, with how many',
  input: z.strictObject({ key: s.key }),
  output: z.object({ items: z.array(z.object({ id: s.id, isCurrent: z.boolean(), frozenAt: s.instant, orderTypeVersion: z.int(), workflows: z.array(z.object({ key: z.string(), name: z.string(), version: z.int() })), openOrders: z.int() })) }),
})
export const previewMigration = contract({
  name: 'migration.preview', method: 'POST', path: '/migrations/preview', permission: 'process.migrate', summary: 'What moving open orders to another version of their process would do; nothing is changed',
  input: z.strictObject(wanted), output: migrationPreview,
})
export const startMigration = contract({
  name: 'migration.start', method: 'POST', path: '/migrations', status: 202, permission: 'process.migrate', needs: ['idempotency'], summary: 'Move open orders to another version of their process, in the background',
  input: z.strictObject({ id: s.id.optional(), ...wanted }), output: shownMigration,
})
const wantedBack = { id: s.id, /** Where those go who went on to a step that their former process does not have. */ mapping: wanted.mapping }
export const previewUndo = contract({
  name: 'migration.preview_undo', method: 'POST', path: '/migrations/{id}/undo/preview', permission: 'process.migrate', summary: 'What moving back what a migration moved would do; nothing is changed',
  input: z.strictObject(wantedBack), output: migrationPreview,
})
export const undoMigration = contract({
  name: 'migration.undo', method: 'POST', path: '/migrations/{id}/undo', status: 202, permission: 'process.migrate', summary: 'Move back what a migration moved, by another migration; what one undoing had to leave behind, another can bring back',
  input: z.strictObject(wantedBack), output: shownMigration,
})
export const listMigrations = contract({
  name: 'migration.list', method: 'GET', path: '/migrations', permission: 'process.read',
  summary: 'Migrations, newest first',
  input: z.strictObject({ ...s.paging }), output: s.pageOf(shownMigration),
})
export const getMigration = contract({
  name: 'migration.get', method: 'GET', path: '/migrations/{id}', permission: 'process.read',
  summary: 'How far a migration is',
  input: z.strictObject({ id: s.id }), output: shownMigration,
})
