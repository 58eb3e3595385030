import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { contracts } from '#domain/contracts.ts'
import { applyBlueprint } from '#features/blueprints/apply-blueprint.ts'
import { listDesignedOrderTypes } from '#features/workflows/list-designed-order-types.ts'
import { listDesignedWorkflows } from '#features/workflows/list-designed-workflows.ts'
import { saveOrderTypeDraft } from '#features/workflows/save-order-type-draft.ts'
import { saveWorkflowDraft } from '#features/workflows/save-workflow-draft.ts'
import type { Database } from '#platform/database.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization, type TestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { curlOf } from './curl.ts'
import { namedSchemas, sentSchemas } from './named-schemas.ts'
import { openApiDocument } from './openapi.ts'
import { writtenOpenApi, WRITTEN } from './write-openapi.ts'

const run = promisify(execFile)

type Described = { operationId: string; parameters?: object[]; responses: Record<string, object>; 'x-authz': object; 'x-codeSamples': { source: string }[]; requestBody?: { content: Record<string, { example: unknown }> } }

const document = openApiDocument(contracts) as { openapi: string; paths: Record<string, Record<string, Described>>; components: Record<string, Record<string, unknown>> }
const described = Object.values(document.paths).flatMap((methods) => Object.values(methods))

test('docs/openapi.json is what the contracts say today', async () => {
  expect(await readFile(WRITTEN, 'utf8') === writtenOpenApi(), 'Write it again: node src/channels/api/write-openapi.ts').toBe(true)
})

test('every contract is described, with who may and a line to try', () => {
  expect(document.openapi).toBe('3.1.0')
  const named = described.map(({ operationId }) => operationId)
  expect(contracts.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
  for (const operation of described) {
    expect(operation['x-authz'], operation.operationId).toBeDefined()
    expect(operation['x-codeSamples'][0]?.source, operation.operationId).toContain('curl')
    if (operation.requestBody?.content['application/json']) expect(operation.requestBody.content['application/json']?.example, operation.operationId).toBeDefined()
  }
})

test('every reference in it leads somewhere', () => {
  const text = JSON.stringify(document)
  for (const [, kind = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)) expect(document.components[kind]?.[name], `${kind}/${name}`).toBeDefined()
  expect(text).not.toContain('#/$defs')
})

test('what several operations answer alike is written once, and every name is used', () => {
  const alike = Map.groupBy(contracts.filter(({ status }) => status !== 204), ({ output }) => output)
  for (const contract of [...alike.values()].filter(({ length }) => length > 1).flat()) {
    const answer = described.find(({ operationId }) => operationId === contract.name)?.responses[contract.status ?? 200] as { content: { 'application/json': { schema: object } } } | undefined
    expect(answer?.content['application/json'].schema, contract.name).toEqual({ $ref: expect.stringMatching(/^#\/components\/schemas\/\w+$/) as unknown })
  }
  const written = Object.keys(document.components['schemas'] ?? {})
  for (const name of [...Object.keys(namedSchemas), ...Object.keys(sentSchemas)]) expect(written.some((one) => one === name || one === `${name}Input`), name).toBe(true)
})

test('what may be left out when it is sent is told apart from what always comes back', () => {
  const { FieldDefinition, FieldDefinitionInput, Address } = (document.components['schemas'] ?? {}) as Record<string, { required: string[] }>
  expect(FieldDefinition?.required).toContain('required')
  expect(FieldDefinitionInput?.required).not.toContain('required')
  expect(Address?.required).toEqual(['line1', 'city'])
  expect(document.components['schemas']).not.toHaveProperty('AddressInput')
})

test('the examples are such as the contracts take', () => {
  for (const contract of contracts.filter(({ example }) => example !== undefined)) {
    const parsed = contract.input.safeParse({ ...(contract.path.includes('{id}') ? { id: '01890000-0000-7000-8000-000000000000' } : {}), ...(contract.path.includes('{key}') ? { key: 'some-key' } : {}), ...(contract.example as object) })
    expect(parsed.error?.issues ?? [], contract.name).toEqual([])
  }
})

test('nothing that cannot be undone is done to whatever stands first in a list', () => {
  for (const name of ['api_key.revoke', 'member.deactivate', 'invitation.withdraw', 'session.revoke', 'customer.merge', 'line_item.remove', 'status.retire', 'workflow.retire', 'workflow.publish_draft']) {
    const source = described.find(({ operationId }) => operationId === name)?.['x-codeSamples'][0]?.source ?? ''
    expect(source, name).toMatch(/^(id|key)=PUT-THE-/)
    expect(source, name).not.toContain('head -n 1')
  }
})

test('the Idempotency-Key is called needed where it is, and who asks by cookie is told how to get one', () => {
  const place = described.find(({ operationId }) => operationId === 'order.place')
  expect(place?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true, description: expect.stringContaining('id of your own') as unknown }))
  const introduction = (document as unknown as { info: { description: string } }).info.description
  expect(introduction).toContain('curl -c cookies.txt')
  for (const { 'x-codeSamples': [sample] } of described) {
    if (sample?.source.includes('-b cookies.txt') && sample.source.includes('-X ')) expect(sample.source).toContain('X-CSRF-Token')
  }
})

test('no curl line of the reference page holds a name in braces that nobody would replace', () => {
  expect(described.flatMap(({ operationId, 'x-codeSamples': [sample] }) => (/\{\w+\}/.test(sample?.source ?? '') ? [operationId] : []))).toEqual([])
})

test('the curl lines of the reference page run as they stand', async () => {
  const database = testDatabase()
  const web = await startTestWeb(database)
  // Not the currency of the examples: they ask for the organization's own.
  const organization = await foundTestOrganization(database, { currency: 'GBP' })
  await perform(database, applyBlueprint, organization.caller('owner'), { blueprint: 'assistant-shop' })
  await draftTheFirst(database, organization)
  const key = await testKey(database, organization, 'owner')
  const line = (name: string) => {
    const contract = contracts.find((one) => one.name === name)
    const operation = described.find(({ operationId }) => operationId === name)
    if (!contract || !operation) throw new Error(`There is no ${name}`)
    return curlOf(contract, contracts, web.address, operation.requestBody?.content['application/json']?.example)
  }
  const answerOf = async (name: string) => {
    const { stdout } = await run('sh', ['-c', line(name).replaceAll(/^curl/gm, "curl -s -w '\\n%{http_code}'")], { env: { ...process.env, DOCKET_API_KEY: key } })
    return { status: Number(stdout.trim().split('\n').at(-1)), text: stdout }
  }
  const wanted = ['status.save', 'workflow_type.save', 'view.save', 'workflow.check', 'product_category.create', 'product.create', 'customer.create', 'customer.create', 'order.place', 'line_item.add', 'checklist.add', 'checklist.change', 'checklist.tick', 'migration.preview', 'order.update', 'line_item.change', 'order.move', 'order.duplicate', 'order.set_payment', 'order.assign', 'stock.adjust', 'customer.update', 'product.update', 'member.invite', 'organization.update', 'wizard.save_draft', 'wizard_run.start']
  for (const name of wanted) {
    const { status, text } = await answerOf(name)
    expect([200, 201], `${name}: ${line(name)}\n${text}`).toContain(status)
  }
  for (const { name } of contracts.filter(({ method, permission, path }) => method === 'GET' && permission !== 'signed-in' && !isOfOnesOwn(path))) {
    expect((await answerOf(name)).status, `${name}: ${line(name)}`).toBe(200)
  }
}, 60_000)

/** Something to be reviewed: a draft of what stands first in each list, as it is published. */
async function draftTheFirst(database: Database, organization: TestOrganization): Promise<void> {
  const owner = organization.caller('owner')
  const [workflow] = (await perform(database, listDesignedWorkflows, owner, {})).items.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const [orderType] = (await perform(database, listDesignedOrderTypes, owner, {})).items
  await perform(database, saveWorkflowDraft, owner, definitionOf(workflow?.published))
  await perform(database, saveOrderTypeDraft, owner, definitionOf(orderType?.published))
}

/** What is published, without what publishing added. */
function definitionOf(published: object | null | undefined): object {
  const added = ['id', 'version', 'publishedAt', 'processId', 'isRetired']
  return Object.fromEntries(Object.entries(published ?? {}).filter(([name]) => !added.includes(name)))
}

/** A draft, a file and a run's question are each of something one began oneself; what stands first in a list has none. */
function isOfOnesOwn(path: string): boolean {
  return path.startsWith('/imports') || path.startsWith('/migrations/{id}') || path.startsWith('/wizards/{key}/draft/') || path.startsWith('/files/') || path.endsWith('}/items')
}
