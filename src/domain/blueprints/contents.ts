import { z } from 'zod'
import { statusColors } from '../workflows/status.ts'
import type { BlueprintFile } from './blueprint.ts'

/** What a blueprint brings, as one looks at it before choosing it. */
const blueprintContents = z.object({
  orderTypes: z.array(z.object({ name: z.string(), phases: z.array(z.string()) })),
  statuses: z.array(z.object({ name: z.string(), color: z.enum(statusColors), icon: z.string().nullable() })),
  workflows: z.array(z.string()), wizards: z.array(z.string()), lists: z.array(z.string()),
})
export type BlueprintContents = z.infer<typeof blueprintContents>
export const shownBlueprint = z.object({ key: z.string(), name: z.string(), description: z.string(), contents: blueprintContents })
export type ShownBlueprint = z.infer<typeof shownBlueprint>

type Named = { name: string }[]

/** The names of everything in a blueprint; each order type with the phases it really goes through. */
export function contentsOf(blueprint: Pick<BlueprintFile, 'statuses' | 'workflowTypes' | 'workflows' | 'orderTypes' | 'views'> & { wizards?: Named | undefined }): BlueprintContents {
  const nameOf = new Map(blueprint.workflowTypes.map(({ key, name }) => [key, name]))
  const names = (named: Named) => named.map(({ name }) => name)
  return {
    orderTypes: blueprint.orderTypes.map(({ name, phases }) => ({ name, phases: phases.filter(({ choices }) => choices.length > 0).map(({ type }) => nameOf.get(type) ?? type) })),
    statuses: blueprint.statuses.map(({ name, color, icon }) => ({ name, color, icon: icon ?? null })),
    workflows: names(blueprint.workflows), wizards: names(blueprint.wizards ?? []), lists: names(blueprint.views),
  }
}
