import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { refuseErrors } from '#domain/kernel/refusal.ts'
import { saidTwice } from '#domain/kernel/said-twice.ts'
import { getShippedBlueprint } from './shipped-blueprints.ts'

const lists = ['statuses', 'workflowTypes', 'workflows', 'orderTypes', 'wizards', 'views'] as const

/** The document given, or the shipped one named. */
export async function chosenBlueprint({ blueprint, document }: { blueprint?: string | undefined; document?: Blueprint | undefined }): Promise<Blueprint> {
  if (!document) return getShippedBlueprint(blueprint ?? '')
  refuseErrors(lists.flatMap((list) => saidTwice(`document/${list}`, document[list].map(({ key }) => key))))
  return document
}
