import { z } from 'zod'
import { asksByQuery, pathMembersOf } from '#channels/http/read-input.ts'
import { sampleOf, type JsonSchema } from '#channels/api/sample.ts'
import type { Contract } from '#domain/kernel/contract.ts'
import { newId } from '#domain/kernel/id.ts'

export type SampleRequest = { method: string; path: string; body: Record<string, unknown> | undefined; headers: Record<string, string> }

/** The schema of what a contract takes in its body; undefined where it takes none. */
export function bodySchemaOf(contract: Contract): JsonSchema | undefined {
  if (asksByQuery(contract)) return undefined
  const { properties = {}, required = [], ...schema } = z.toJSONSchema(contract.input, { io: 'input' }) as JsonSchema
  const inPath = pathMembersOf(contract)
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name))), required: required.filter((name) => !inPath.includes(name)) }
}

/** A request a contract would let through, about something that is not there unless an id is given. */
export function sampleRequest(contract: Contract, id: string = newId()): SampleRequest {
  const schema = bodySchemaOf(contract)
  return {
    method: contract.method,
    path: `/api/v1${contract.path.replaceAll('{id}', id).replaceAll(/\{\w+\}/g, 'not-there')}`,
    body: schema && { ...(sampleOf(schema) as Record<string, unknown>), ...exampleBodyOf(contract) },
    headers: {
      ...(contract.needs?.includes('version') ? { 'if-match': '"1"' } : {}),
      ...(contract.needs?.includes('idempotency') ? { 'idempotency-key': newId() } : {}),
    },
  }
}

/** What is in the path already is not said again in the body. */
function exampleBodyOf({ example = {}, path }: Contract): Record<string, unknown> {
  return Object.fromEntries(Object.entries(example as object).filter(([name]) => !path.includes(`{${name}}`)))
}
