import { sql } from 'kysely'
import type { Surroundings } from '#domain/workflows/gaps.ts'
import type { Names } from '#domain/workflows/in-words.ts'
import { organizationSettings } from '#features/identity/organization-settings.ts'
import type { Scope } from '#platform/scope.ts'
import { readStatuses } from './status-rows.ts'
import { readWorkflows } from './workflow-rows.ts'
import { readWorkflowTypes } from './workflow-type-rows.ts'

export type { Surroundings } from '#domain/workflows/gaps.ts'

type Around = Surroundings & { currency: string }

/** What an order type is judged against besides itself. */
export async function readSurroundings(scope: Scope): Promise<Around> {
  const settings = await organizationSettings(scope)
  return {
    workflows: (await readWorkflows(scope)).map(({ workflow }) => workflow),
    statuses: await readStatuses(scope),
    workflowTypes: await readWorkflowTypes(scope),
    wizards: await readWizardNames(scope),
    locations: settings.locations,
    currency: settings.currency,
  }
}

/** What people call everything a description may refer to. */
export function namesIn({ workflows, statuses, workflowTypes, wizards, currency }: Around): Names {
  return { currency, workflows: named(workflows), statuses: named(statuses), workflowTypes: named(workflowTypes), wizards: named(wizards) }
}

function named(entries: { key: string; name: string }[]): Map<string, string> {
  return new Map(entries.map(({ key, name }) => [key, name]))
}

async function readWizardNames(scope: Scope): Promise<{ key: string; name: string; isRetired: boolean }[]> {
  const { rows } = await sql<{ key: string; name: string; isRetired: boolean }>`SELECT key, definition->>'name' AS name, is_retired AS "isRetired" FROM wizard
    WHERE organization_id = ${scope.organizationId}`.execute(scope.db)
  return rows
}
