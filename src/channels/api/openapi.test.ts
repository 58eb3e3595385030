import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { contracts } from '#domain/contracts.ts'
import { applyBlueprint } from '#features/blueprints/apply-blueprint.ts'
import { perform } from '#platform/operation.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { startTestWeb, testKey } from '#test/web.ts'
import { curlOf } from './curl.ts'
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

test('the examples are such as the contracts take', () => {
  for (const contract of contracts.filter(({ example }) => example !== undefined)) {
    const parsed = contract.input.safeParse({ ...(contract.path.includes('{id}') ? { id: '01890000-0000-7000-8000-000000000000' } : {}), ...(contract.example as object) })
    expect(parsed.error?.issues ?? [], contract.name).toEqual([])
  }
})

test('the curl lines of the reference page run as they stand', async () => {
  const database = testDatabase()
  const web = await startTestWeb(database)
  const organization = await foundTestOrganization(database)
  await perform(database, applyBlueprint, organization.caller('owner'), { blueprint: 'assistant-shop' })
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
  const wanted = ['product_category.create', 'product.create', 'customer.create', 'order.place', 'line_item.add', 'order.update', 'line_item.change', 'order.duplicate', 'order.set_payment', 'order.assign', 'stock.adjust', 'customer.update', 'product.update', 'member.invite', 'organization.update']
  for (const name of wanted) {
    const { status, text } = await answerOf(name)
    expect([200, 201], `${name}: ${line(name)}\n${text}`).toContain(status)
  }
  for (const { name } of contracts.filter(({ method, permission, path }) => method === 'GET' && permission !== 'signed-in' && !path.startsWith('/imports'))) {
    expect((await answerOf(name)).status, `${name}: ${line(name)}`).toBe(200)
  }
}, 60_000)
