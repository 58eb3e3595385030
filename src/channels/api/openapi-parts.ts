import { capitalised } from '#domain/kernel/capitalised.ts'
import type { Contract } from '#domain/kernel/contract.ts'
import { reachOf, roles, type Permission } from '#domain/kernel/permission.ts'
import { problems, type ProblemSlug } from '#domain/kernel/refusal.ts'
import { asksByQuery, pathMembersOf } from '#channels/http/read-input.ts'
import type { JsonSchema } from './sample.ts'

/** The heading an operation stands under: the first part of its address. */
export function tagOf({ path }: Contract): string {
  return capitalised((path.split('/')[1] ?? '').replaceAll('-', ' '))
}

/** What the address and the query of a contract hold. */
export function parametersOf(contract: Contract, input: JsonSchema): object[] {
  const inPath = pathMembersOf(contract)
  const path = inPath.map((name) => ({ name, in: 'path', required: true, schema: input.properties?.[name] ?? {} }))
  if (!asksByQuery(contract)) return path
  const query = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name)).map(([name, schema]) => ({
    name, in: 'query', required: input.required?.includes(name) ?? false, schema, ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
  }))
  return [...path, ...query]
}

/** The headers a contract takes besides its credential. */
export function headersOf({ method, needs, permission, path }: Contract, input: JsonSchema): object[] {
  const ownId = path.includes('{id}') ? 'newId' : 'id'
  const takesOwnId = ownId in (input.properties ?? {})
  return [
    ...(permission === 'public' || permission === 'signed-in' ? [] : [header('Docket-Organization', false, { type: 'string' }, 'Which organization, by short name or id. An API key knows its own.')]),
    ...(method === 'GET' ? [] : [header('Idempotency-Key', needs?.includes('idempotency') ?? false, { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
      !needs?.includes('idempotency') ? 'Makes asking twice harmless.' : takesOwnId ? `Needed. Only where the body has \`${ownId}\`, an id of your own, may it be left out.` : 'Needed.')]),
    ...(needs?.includes('version') ? [header('If-Match', true, { type: 'string', pattern: '^"\\d+"$' }, 'The ETag of what you are changing.')] : []),
  ]
}

function header(name: string, required: boolean, schema: object, description: string): object {
  return { name, in: 'header', required, schema, description }
}

/** Who may: how far the permission reaches for each role. */
export function authzOf({ permission }: Contract): object {
  if (permission === 'public' || permission === 'signed-in') return { permission }
  const reaches = roles.map((role) => [role, reachOf(role, permission satisfies Permission)])
  return { permission, roles: Object.fromEntries(reaches.filter(([, reach]) => reach)) }
}

/** A body or an answer in JSON. */
export function json(schema: object, more: object = {}): object {
  return { content: { 'application/json': { schema, ...more } } }
}

/** The line of shell that asks for it. */
export function curlSample(source: string): object {
  return { 'x-codeSamples': [{ lang: 'Shell', label: 'curl', source }] }
}

/** The problems that an operation may answer, by their status; of several with one status the last stands. */
export function refusals(...slugs: ProblemSlug[]): object {
  return Object.fromEntries(slugs.map((slug) => [problems[slug][0], ref('responses', slug)]))
}

export function ref(kind: 'schemas' | 'responses', name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` }
}
