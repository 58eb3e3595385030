import type { Contract } from '#domain/kernel/contract.ts'
import type { ProblemSlug } from '#domain/kernel/refusal.ts'
import { asksByQuery, pathMembersOf } from '#channels/http/read-input.ts'
import { curlOf } from './curl.ts'
import { authzOf, curlSample, headersOf, json, parametersOf, refusals, tagOf } from './openapi-parts.ts'
import { sampleOf, type JsonSchema } from './sample.ts'
import { inlined, type Schemas } from './schemas.ts'

const OWN_WORDS = 'The example has to name what your own organization has: replace its order type, transition, step, status or workflow by keys of yours.'

/** One operation of the OpenAPI document, from its contract alone; `contracts` are those its curl lines may ask first. */
export function operationOf(contract: Contract, contracts: Contract[], schemas: Schemas, publicUrl: string): object {
  const input = schemas.whole(contract.input, 'input')
  const body = asksByQuery(contract) ? undefined : withoutMembers(input, pathMembersOf(contract))
  const example = body && exampleOf(contract)
  return {
    operationId: contract.name,
    summary: contract.summary,
    ...(namesOwnWords(example) ? { description: OWN_WORDS } : {}),
    tags: [tagOf(contract)],
    ...(contract.permission === 'public' ? { security: [] } : contract.permission === 'signed-in' ? { security: [{ session: [] }] } : {}),
    parameters: [...parametersOf(contract, input), ...headersOf(contract, input)],
    ...(body ? { requestBody: { required: (body.required?.length ?? 0) > 0, ...json(body, { example }) } } : {}),
    responses: responsesOf(contract, schemas),
    'x-authz': authzOf(contract),
    ...curlSample(curlOf(contract, contracts, publicUrl, example)),
  }
}

/** The contract's own example, or the smallest body that fits; what is in the path is not in the body. */
function exampleOf(contract: Contract): unknown {
  const inPath = pathMembersOf(contract)
  if (contract.example === undefined) return sampleOf(withoutMembers(inlined(contract.input, 'input'), inPath))
  return Object.fromEntries(Object.entries(contract.example as object).filter(([name]) => !inPath.includes(name)))
}

function namesOwnWords(example: unknown): boolean {
  return /"(?:orderType|transition|toStep)":|-of-yours"/.test(JSON.stringify(example) ?? '')
}

function responsesOf(contract: Contract, schemas: Schemas): object {
  const status = contract.status ?? 200
  const schema = schemas.shown(contract.output, 'output')
  const success = status === 204 ? { description: 'Done; there is nothing to say.' } : { description: contract.summary, ...json(schema) }
  // Of several problems with one status the document names the most usual.
  return { [status]: success, ...refusals(...problemsOf(contract)) }
}

function problemsOf({ method, needs, path, permission }: Contract): ProblemSlug[] {
  return [
    'malformed-request', ...(permission === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)), ...(path.includes('{') ? (['not-found'] as const) : []),
    ...(method === 'GET' ? [] : (['idempotency-in-progress', 'payload-too-large', 'unsupported-media-type'] as const)),
    ...(needs?.includes('version') ? (['precondition-failed', 'precondition-required'] as const) : []), 'validation-failed', 'rate-limited', 'unavailable',
  ]
}

function withoutMembers(schema: JsonSchema, names: string[]): JsonSchema {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name)))
  const required = schema.required?.filter((name) => !names.includes(name)) ?? []
  return { ...schema, properties, ...(required.length > 0 ? { required } : { required: undefined }) }
}
