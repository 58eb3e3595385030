import { API, type Contract } from '#domain/kernel/contract.ts'
import { problems } from '#domain/kernel/refusal.ts'
import { signInLine } from './curl.ts'
import { namedSchemas, sentSchemas } from './named-schemas.ts'
import { pathsBesideJson } from './openapi-beside-json.ts'
import { operationOf } from './openapi-operation.ts'
import { ref, tagOf } from './openapi-parts.ts'
import { schemasNamed } from './schemas.ts'

/** Where the examples of the written document ask; a running Docket puts its own address there. */
const EXAMPLE_URL = 'http://127.0.0.1:4000'

/** The OpenAPI 3.1 document, made from the contracts alone. */
export function openApiDocument(asked: Contract[], publicUrl: string = EXAMPLE_URL): object {
  const contracts = asked.toSorted(inReadingOrder)
  const schemas = schemasNamed(namedSchemas, sentSchemas)
  const paths: Record<string, Record<string, object>> = {}
  for (const contract of contracts) (paths[`${API}${contract.path}`] ??= {})[contract.method.toLowerCase()] = operationOf(contract, contracts, schemas, publicUrl)
  for (const [path, operations] of Object.entries(pathsBesideJson(publicUrl, schemas))) paths[path] = { ...paths[path], ...operations }
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
      responses: Object.fromEntries(Object.entries(problems).map(([slug, [, title]]) => [slug, { description: title, content: problemContent }])),
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

const problemContent = { 'application/problem+json': { schema: ref('schemas', 'Problem') } }

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
