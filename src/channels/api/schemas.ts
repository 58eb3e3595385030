import { z } from 'zod'
import { isSame } from '#domain/kernel/same.ts'
import type { JsonSchema } from './sample.ts'

/** Which way a schema is read: as what may be sent, or as what comes back. */
export type Way = 'input' | 'output'

/** Schemas as one document writes them: what has a name stands once under components/schemas, and is referred to everywhere else. */
export type Schemas = {
  /** The schema as it stands in the document: a reference, where it has a name. */
  shown(schema: z.ZodType, way: Way): JsonSchema
  /** The schema with its own members, also where it has a name. */
  whole(schema: z.ZodType, way: Way): JsonSchema
  /** Every named schema that these parts of the document come to refer to, by its name. */
  referredBy(parts: object): Record<string, JsonSchema>
}

/**
 * The schemas of a document in which these have names. What has a default may be left out when it is sent, and is always there when it
 * comes back: where that, or anything it refers to, makes the two differ, what may be sent is called the name with `Input` behind it.
 * `onlySent` are those that never come back.
 */
export function schemasNamed(names: Record<string, z.ZodType>, onlySent: Record<string, z.ZodType>): Schemas {
  const all = { ...names, ...onlySent }
  const registry = registryOf(all)
  const sent = writtenOnce(registry, 'input')
  const back = { ...sent, ...writtenOnce(registryOf(names), 'output') }
  const differing = differingIn(sent, back)
  const nameOf = (id: string, way: Way) => (way === 'input' && differing.has(id) ? `${id}Input` : id)
  const renamed = (schema: JsonSchema, way: Way) => withReferences(schema, (id) => nameOf(id, way))
  const named = Object.fromEntries(Object.keys(all).flatMap((id) => [[id, renamed(back[id] ?? {}, 'output')], [nameOf(id, 'input'), renamed(sent[id] ?? {}, 'input')]]))
  const shown = (schema: z.ZodType, way: Way): JsonSchema => {
    const id = registry.get(schema)?.id
    return id === undefined ? renamed(plain(z.toJSONSchema(schema, { io: way, metadata: registry, override })), way) : { $ref: referenceTo(nameOf(id, way)) }
  }
  return {
    shown,
    whole(schema, way) {
      const id = registry.get(schema)?.id
      return id === undefined ? shown(schema, way) : (named[nameOf(id, way)] ?? {})
    },
    referredBy(parts) {
      const reached = new Set(referencesIn(parts))
      for (const name of reached) for (const further of referencesIn(named[name] ?? {})) reached.add(further)
      return Object.fromEntries([...reached].toSorted().map((name) => [name, named[name] ?? {}]))
    },
  }
}

/** A schema with everything it consists of in its place: for whoever makes up a value for it. */
export function inlined(schema: z.ZodType, way: Way): JsonSchema {
  return plain(z.toJSONSchema(schema, { io: way, override }))
}

type Registry = ReturnType<typeof z.registry<{ id: string }>>

function registryOf(names: Record<string, z.ZodType>): Registry {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(names)) registry.add(schema, { id })
  return registry
}

function writtenOnce(registry: Registry, way: Way): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(registry, { io: way, uri: referenceTo, override })
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]))
}

function differingIn(sent: Record<string, JsonSchema>, back: Record<string, JsonSchema>): Set<string> {
  const differing = new Set(Object.keys(sent).filter((id) => !isSame(sent[id], back[id])))
  for (const one of differing) {
    for (const [id, schema] of Object.entries(sent)) if (referencesIn(schema).includes(one)) differing.add(id)
  }
  return differing
}

const AT = '#/components/schemas/'

function referenceTo(name: string): string {
  return `${AT}${name}`
}

function referencesIn(part: object): string[] {
  return Array.from(JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g), ([, name = '']) => name)
}

/** The schema with every reference to a named one rewritten, from wherever the library put it. */
function withReferences(schema: JsonSchema, nameOf: (id: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (member, value: unknown) => (
    member === '$ref' && typeof value === 'string' ? referenceTo(nameOf(value.slice(value.lastIndexOf('/') + 1))) : value)) as JsonSchema
}

function plain(written: object): JsonSchema {
  const { $schema: _, $id: __, $defs: ___, ...schema } = written as JsonSchema & Record<string, unknown>
  return schema
}

// The format says it; the pattern behind it would only be hard to read.
function override({ jsonSchema }: { jsonSchema: { format?: unknown; pattern?: unknown } }): void {
  if (['uuid', 'date', 'date-time', 'email'].includes(String(jsonSchema.format))) delete jsonSchema.pattern
}
