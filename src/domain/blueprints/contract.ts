import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import * as s from '../kernel/schema.ts'
import { blueprint } from './blueprint.ts'
import { shownBlueprint } from './contents.ts'

export const blueprintChange = z.object({
  what: z.enum(['setting', 'status', 'workflow_type', 'workflow', 'order_type', 'wizard', 'view']), key: z.string(), name: z.string(),
  change: z.enum(['add', 'change']), differences: z.array(z.string()),
})
/** What would be done, or was; and what the blueprint names that is not here, each with what follows. */
export const outcome = z.object({ changes: z.array(blueprintChange), notFound: z.array(z.string()) })
const chosen = { blueprint: s.key.optional(), document: blueprint.optional() }
const one = (input: { blueprint?: string | undefined; document?: unknown }) => (input.blueprint === undefined) !== (input.document === undefined)
const oneError = { error: 'Name a blueprint that Docket ships, or give a document.', path: ['blueprint'], params: { code: 'required' } }

export const listBlueprints = contract({
  name: 'blueprint.list', method: 'GET', path: '/blueprints', permission: 'process.read',
  summary: 'The blueprints Docket ships',
  input: z.strictObject({}), output: z.object({ items: z.array(shownBlueprint) }),
})
export const diffBlueprint = contract({
  name: 'blueprint.diff', method: 'POST', path: '/blueprints/diff', permission: 'process.read',
  summary: 'What applying a blueprint would add and change here',
  input: z.strictObject(chosen).refine(one, oneError), output: outcome,
  example: { blueprint: 'assistant-shop' },
})
export const applyBlueprint = contract({
  name: 'blueprint.apply', method: 'POST', path: '/blueprints/apply', permission: 'blueprint.apply',
  summary: 'Apply a blueprint; nothing of the organization is removed, and applying it again changes nothing',
  input: z.strictObject(chosen).refine(one, oneError), output: outcome,
  example: { blueprint: 'assistant-shop' },
})
export const exportBlueprint = contract({
  name: 'blueprint.export', method: 'GET', path: '/blueprints/export', permission: 'process.read',
  summary: 'This organization as a blueprint',
  input: z.strictObject({}), output: blueprint,
})
