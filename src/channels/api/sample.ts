/** As much of JSON Schema as contracts are written in. */
export type JsonSchema = {
  $ref?: string
  type?: string | undefined; format?: string; enum?: unknown[]; const?: unknown; default?: unknown; properties?: Record<string, JsonSchema>; required?: string[] | undefined
  items?: JsonSchema; minItems?: number; minimum?: number; exclusiveMinimum?: number; minLength?: number; anyOf?: JsonSchema[]; allOf?: JsonSchema[]; pattern?: string
}

const strings: Record<string, string> = {
  uuid: '01890000-0000-7000-8000-000000000000', date: '2026-01-31', 'date-time': '2026-01-31T09:00:00Z', email: 'amira@example.com',
}

/** A small value that fits a schema: for contracts that bring no example of their own. */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choices = (schema.anyOf ?? schema.allOf)?.map(sampleOf)
  if (choices) return choices.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)[0]
  switch (schema.type) {
    case 'object': return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]))
    case 'array': return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'boolean': return true
    case 'integer': case 'number': return Math.max(schema.minimum ?? 1, 1)
    case 'string': return strings[schema.format ?? ''] ?? 'example'.padEnd(schema.minLength ?? 0, '-')
    default: return null
  }
}
