import { reachOf, roles, type Permission } from '#domain/kernel/permission.ts'
import { API, type Contract } from '#domain/kernel/contract.ts'
import { readFile, uploadFile } from '#domain/files/contract.ts'
import { exportOrders, importFile } from '#domain/imports/file-contract.ts'
import { mediaTypes } from '#domain/files/media-type.ts'
import { problems, type ProblemSlug } from '#domain/kernel/refusal.ts'
import { curlOf, signInLine } from './curl.ts'
import { asksByQuery, pathMembersOf } from '#channels/http/read-input.ts'
import { namedSchemas, sentSchemas } from './named-schemas.ts'
import { sampleOf, type JsonSchema } from './sample.ts'
import { inlined, schemasNamed, type Schemas } from './schemas.ts'

/** Where the examples of the written document ask; a running Docket puts its own address there. */
const EXAMPLE_URL = 'http://127.0.0.1:4000'

/** The OpenAPI 3.1 document, made from the contracts alone. */
export function openApiDocument(asked: Contract[], publicUrl: string = EXAMPLE_URL): object {
  const contracts = asked.toSorted(inReadingOrder)
  const schemas = schemasNamed(namedSchemas, sentSchemas)
  const paths: Record<string, Record<string, object>> = {}
  for (const contract of contracts) (paths[`${API}${contract.path}`] ??= {})[contract.method.toLowerCase()] = operationOf(contract, contracts, schemas, publicUrl)
  paths[`${API}/events/stream`] = { get: eventStream(publicUrl) }
  ;(paths[`${API}${importFile.path}`] ??= {})['post'] = csvUpload(publicUrl, schemas)
  paths[`${API}${exportOrders.path}`] = { get: csvDownload(publicUrl, schemas) }
  paths[`${API}${uploadFile.path}`] = { post: fileUpload(publicUrl, schemas) }
  paths[`${API}${readFile.path}`] = { get: fileDownload(publicUrl, schemas) }
  return {
    openapi: '3.1.0',
    info: { title: 'Docket', version: '1', description: introduction(publicUrl), license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    tags: [...new Set(contracts.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of an organization: Settings, or bin/docket api-key create.' },
        session: { type: 'apiKey', in: 'cookie', name: 'docket', description: 'The session of somebody signed in; changes repeat the cookie docket-csrf in X-CSRF-Token.' },
      },
      schemas: { ...schemas.referredBy(paths), Problem: problemSchema },
      responses: Object.fromEntries(Object.entries(problems).map(([slug, [, title]]) => [slug, { description: title, content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } } }])),
    },
  }
}

const introduction = (publicUrl: string) => `Docket's REST API. Every operation is also how the screens work, so whatever they can do, a program can do.

- **Keys.** \`Authorization: Bearer KEY\`. The examples read the key from the environment: \`export DOCKET_API_KEY=…\`.
- **People.** What is asked by a person has \`-b cookies.txt\` in its example. Signing in makes that file: \`${signInLine(publicUrl)}\`. Changes then need the header \`X-CSRF-Token\` too, as the examples show.
- **Own words.** Order types, transitions, steps and statuses have the keys your organization gave them. Examples look them up where they can; keys ending in \`-of-yours\` and what is written in CAPITALS are to be replaced.
- **Asking twice.** Send an \`Idempotency-Key\` with every change; for 24 hours the same key gets the same answer, byte for byte.
- **Versions.** What can change has an \`ETag\`. Send it as \`If-Match\` and nobody's work is overwritten.
- **Refusals** are \`application/problem+json\`, with the exact field in \`errors\`; every type has a page under [/problems](/problems).
- **Paging** is by cursor: repeat the request with \`cursor\` set to the \`nextCursor\` of the answer.`

function operationOf(contract: Contract, contracts: Contract[], schemas: Schemas, publicUrl: string): object {
  const input = schemas.whole(contract.input, 'input')
  const body = asksByQuery(contract) ? undefined : withoutMembers(input, pathMembersOf(contract))
  const example = body && exampleOf(contract)
  return {
    operationId: contract.name,
    summary: contract.summary,
    ...(namesOwnWords(example) ? { description: 'The example has to name what your own organization has: replace its order type, transition, step, status or workflow by keys of yours.' } : {}),
    tags: [tagOf(contract)],
    ...(contract.permission === 'public' ? { security: [] } : contract.permission === 'signed-in' ? { security: [{ session: [] }] } : {}),
    parameters: [...parametersOf(contract, input), ...headersOf(contract, input)],
    ...(body ? { requestBody: { required: (body.required?.length ?? 0) > 0, content: { 'application/json': { schema: body, example } } } } : {}),
    responses: responsesOf(contract, schemas),
    'x-authz': authzOf(contract),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: curlOf(contract, contracts, publicUrl, example) }],
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

function parametersOf(contract: Contract, input: JsonSchema): object[] {
  const inPath = pathMembersOf(contract)
  const path = inPath.map((name) => ({ name, in: 'path', required: true, schema: input.properties?.[name] ?? {} }))
  if (!asksByQuery(contract)) return path
  const query = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name)).map(([name, schema]) => ({
    name, in: 'query', required: input.required?.includes(name) ?? false, schema, ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
  }))
  return [...path, ...query]
}

function headersOf({ method, needs, permission, path }: Contract, input: JsonSchema): object[] {
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

function responsesOf(contract: Contract, schemas: Schemas): object {
  const status = contract.status ?? 200
  const schema = schemas.shown(contract.output, 'output')
  const success = status === 204 ? { description: 'Done; there is nothing to say.' } : { description: contract.summary, content: { 'application/json': { schema } } }
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

/** Who may: how far the permission reaches for each role. */
function authzOf({ permission }: Contract): object {
  if (permission === 'public' || permission === 'signed-in') return { permission }
  return { permission, roles: Object.fromEntries(roles.flatMap((role) => {
    const reach = reachOf(role, permission satisfies Permission)
    return reach ? [[role, reach]] : []
  })) }
}

function eventStream(publicUrl: string): object {
  return {
    operationId: 'event.stream', summary: 'What happens, as it happens (server-sent events)', tags: ['Events'],
    description: 'Each event names its type and its order and no more; read again what has changed. `Last-Event-ID` or `after` resume where you were. An event called `reset` means that too much was missed: read everything again.',
    parameters: [
      { name: 'after', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } },
      { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string', pattern: '^\\d+$' } },
    ],
    responses: { 200: { description: 'A stream that stays open', content: { 'text/event-stream': { schema: { type: 'string' } } } }, 401: ref('responses', 'unauthenticated'), 403: ref('responses', 'forbidden') },
    'x-authz': authzOf({ permission: 'order.read' } as Contract),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: `curl -N ${publicUrl}/api/v1/events/stream -H "Authorization: Bearer $DOCKET_API_KEY"` }],
  }
}

/** The two whose body is a file; they are described from the contracts their door parses by. */
function csvUpload(publicUrl: string, schemas: Schemas): object {
  return {
    operationId: importFile.name, summary: importFile.summary, tags: ['Imports'],
    parameters: [{ name: 'fileName', in: 'query', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } }, ...headersOf(importFile, {})],
    requestBody: { required: true, content: { 'text/csv': { schema: { type: 'string' } } } },
    responses: { 201: { description: 'The file as it was understood, with a proposed mapping', content: { 'application/json': { schema: schemas.shown(importFile.output, 'output') } } }, ...refusals('unauthenticated', 'forbidden', 'payload-too-large', 'unsupported-media-type', 'file-rejected') },
    'x-authz': authzOf(importFile),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: `curl -X POST '${publicUrl}/api/v1${importFile.path}?fileName=orders.csv' -H "Authorization: Bearer $DOCKET_API_KEY" -H 'Idempotency-Key: orders-1' -H 'Content-Type: text/csv' --data-binary @orders.csv` }],
  }
}

function csvDownload(publicUrl: string, schemas: Schemas): object {
  return {
    operationId: exportOrders.name, summary: exportOrders.summary, tags: ['Orders'],
    parameters: parametersOf(exportOrders, schemas.whole(exportOrders.input, 'input')),
    responses: { 200: { description: 'A file', content: { 'text/csv': { schema: { type: 'string' } }, 'application/json': { schema: {} } } }, ...refusals('unauthenticated', 'forbidden', 'validation-failed') },
    'x-authz': authzOf(exportOrders),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: `curl '${publicUrl}/api/v1${exportOrders.path}?format=csv' -H "Authorization: Bearer $DOCKET_API_KEY" -o orders.csv` }],
  }
}

function fileUpload(publicUrl: string, schemas: Schemas): object {
  return {
    operationId: uploadFile.name, summary: uploadFile.summary, tags: ['Files'],
    parameters: [...parametersOf({ ...uploadFile, method: 'GET' }, schemas.whole(uploadFile.input, 'input')), ...headersOf(uploadFile, {})],
    requestBody: { required: true, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) },
    responses: { 201: { description: 'The file as it is kept: images drawn anew, without what else was in them', content: { 'application/json': { schema: schemas.shown(uploadFile.output, 'output') } } }, ...refusals('idempotency-key-missing', 'unauthenticated', 'forbidden', 'payload-too-large', 'file-rejected') },
    'x-authz': authzOf(uploadFile),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: `curl -X POST '${publicUrl}/api/v1${uploadFile.path}?name=photo.jpg' -H "Authorization: Bearer $DOCKET_API_KEY" -H 'Idempotency-Key: photo-1' -H 'Content-Type: image/jpeg' --data-binary @photo.jpg` }],
  }
}

function fileDownload(publicUrl: string, schemas: Schemas): object {
  return {
    operationId: readFile.name, summary: readFile.summary, tags: ['Files'],
    parameters: [...parametersOf(readFile, schemas.whole(readFile.input, 'input')), ...headersOf(readFile, {})],
    responses: { 200: { description: 'The bytes', content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) }, ...refusals('unauthenticated', 'not-found') },
    'x-authz': authzOf(readFile),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: `curl '${publicUrl}/api/v1/files/FILE_ID' -H "Authorization: Bearer $DOCKET_API_KEY" -OJ` }],
  }
}

function refusals(...slugs: ProblemSlug[]): object {
  return Object.fromEntries(slugs.map((slug) => [problems[slug][0], ref('responses', slug)]))
}

const problemSchema = {
  type: 'object', required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', description: 'The address of a page that explains the problem.' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
    instance: { type: 'string', description: 'The id of the request, as in X-Request-Id and in the log.' },
    errors: { type: 'array', items: { type: 'object', required: ['pointer', 'code', 'message'], properties: { pointer: { type: 'string', description: 'A JSON Pointer into the request' }, code: { type: 'string' }, message: { type: 'string' } } } },
  },
}

// What one comes for stands first; the rest is found by its name.
const first = ['Orders', 'Line items', 'Customers', 'Products']
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

function inReadingOrder(a: Contract, b: Contract): number {
  return rankOf(tagOf(a)) - rankOf(tagOf(b)) || tagOf(a).localeCompare(tagOf(b)) || a.path.localeCompare(b.path) || methods.indexOf(a.method) - methods.indexOf(b.method)
}

function rankOf(tag: string): number {
  return first.includes(tag) ? first.indexOf(tag) : first.length
}

function tagOf({ path }: Contract): string {
  const words = (path.split('/')[1] ?? '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function withoutMembers(schema: JsonSchema, names: string[]): JsonSchema {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => !names.includes(name)))
  const required = schema.required?.filter((name) => !names.includes(name)) ?? []
  return { ...schema, properties, ...(required.length > 0 ? { required } : { required: undefined }) }
}

function ref(kind: 'schemas' | 'responses', name: string): { $ref: string } {
  return { $ref: `#/components/${kind}/${name}` }
}
