import { z } from 'zod'
import * as s from '../kernel/schema.ts'
import { organizationSettings } from '../identity/settings.ts'
import { orderType, status, workflow, workflowType } from '../workflows/schema.ts'
import { view } from '../views/contract.ts'
import { page, question, wizard } from '../wizards/wizard.ts'

/** Products by their SKUs: ids would mean nothing elsewhere. */
const products = z.array(s.line(100)).max(200).optional()
const portableWizard = wizard.extend({
  pages: z.array(page.extend({ questions: z.array(question.extend({ products })).max(100) })).min(1).max(50),
  appliesTo: wizard.shape.appliesTo.unwrap().extend({ products }).optional(),
})

/** A whole way of working as one document: applied to an organization, compared with it, exported from it. */
export const blueprint = z.strictObject({
  docket: z.literal('blueprint/1'),
  key: s.key,
  name: s.line(100),
  description: s.text(1000).default(''),
  settings: organizationSettings.pick({ words: true, paymentStatuses: true, taxIncluded: true, hours: true }).partial().default({}),
  statuses: z.array(status).max(500),
  workflowTypes: z.array(workflowType).max(50),
  workflows: z.array(workflow).max(200),
  orderTypes: z.array(orderType).max(100),
  wizards: z.array(portableWizard).max(200).default([]),
  views: z.array(view).max(50),
})
export type Blueprint = z.infer<typeof blueprint>
/** A blueprint as a file may write it: what has a default may be left out. */
export type BlueprintFile = z.input<typeof blueprint>
