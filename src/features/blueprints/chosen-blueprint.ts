import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { refuse, type FieldError } from '#domain/kernel/refusal.ts'
import { getShippedBlueprint } from './shipped-blueprints.ts'

/** The document given, or the shipped one named. */
export async function chosenBlueprint({ blueprint, document }: { blueprint?: string | undefined; document?: Blueprint | undefined }): Promise<Blueprint> {
  if (!document) return getShippedBlueprint(blueprint ?? '')
  refuseSaidTwice(document)
  return document
}

function refuseSaidTwice(document: Blueprint): void {
  const errors = (['statuses', 'workflowTypes', 'workflows', 'orderTypes', 'views'] as const).flatMap((list) => {
    const keys = document[list].map(({ key }) => key)
    return keys.flatMap((key, i): FieldError[] => (keys.indexOf(key) < i ? [{ pointer: `/document/${list}/${i}/key`, code: 'duplicate', message: `“${key}” is there twice.` }] : []))
  })
  const [first] = errors
  if (first) refuse('validation-failed', first.message, { errors })
}
