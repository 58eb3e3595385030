import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { contentsOf, type ShownBlueprint } from '#domain/blueprints/contents.ts'

/** A blueprint as a gallery shows it. */
export function showBlueprint(blueprint: Blueprint): ShownBlueprint {
  const { key, name, description } = blueprint
  return { key, name, description, contents: contentsOf(blueprint) }
}
