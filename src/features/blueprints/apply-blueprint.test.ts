import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Blueprint } from '#domain/blueprints/blueprint.ts'
import { chooseRoute, startOf } from '#domain/workflows/process.ts'
import { listViews } from '#features/views/list-views.ts'
import { listOrderTypes } from '#features/workflows/list-order-types.ts'
import { listStatuses } from '#features/workflows/list-statuses.ts'
import { listWorkflowTypes } from '#features/workflows/list-workflow-types.ts'
import { listWorkflows } from '#features/workflows/list-workflows.ts'
import { findCurrentProcess } from '#features/workflows/processes.ts'
import { perform, type Operation } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization, type TestOrganization } from '#test/found-organization.ts'
import { applyBlueprint } from './apply-blueprint.ts'
import { diffBlueprint } from './diff-blueprint.ts'
import { exportBlueprint } from './export-blueprint.ts'
import { shippedBlueprints } from './shipped-blueprints.ts'

const database = testDatabase()
const shipped = await shippedBlueprints()

async function eventsOf({ organizationId, caller }: TestOrganization): Promise<string[]> {
  return withScope(database, caller('owner'), { readOnly: true }, async (scope) => {
    const { rows } = await sql<{ type: string }>`SELECT type FROM event WHERE organization_id = ${organizationId}`.execute(scope.db)
    return rows.map(({ type }) => type)
  })
}

describe.each(shipped)('$name', ({ key, orderTypes }) => {
  let organization: TestOrganization

  beforeAll(async () => {
    organization = await foundTestOrganization(database)
  })

  test('applied to an empty organization, it lets every order type begin', async () => {
    const owner = organization.caller('owner')
    const announced = await perform(database, diffBlueprint, owner, { blueprint: key })
    const applied = await perform(database, applyBlueprint, owner, { blueprint: key })
    expect(applied).toEqual(announced)
    await withScope(database, owner, { readOnly: true }, async (scope) => {
      for (const orderType of orderTypes) {
        const process = await findCurrentProcess(scope, orderType.key)
        const start = process && startOf(process, chooseRoute(process, { channel: 'api' }))
        expect(start, orderType.name).toMatchObject({ workflow: orderType.phases[0]?.choices.at(-1)?.workflow })
      }
    })
  })

  test('applied again, it changes and records nothing', async () => {
    const before = await eventsOf(organization)
    expect(before.filter((type) => type === 'blueprint.applied')).toHaveLength(1)
    expect(await perform(database, applyBlueprint, organization.caller('owner'), { blueprint: key })).toEqual({ changes: [], notFound: [] })
    expect(await eventsOf(organization)).toHaveLength(before.length)
  })

  test('everything it brought is shown as the contracts say', async () => {
    for (const asked of [listStatuses, listWorkflowTypes, listWorkflows, listOrderTypes, listViews, exportBlueprint]) {
      const output: unknown = await perform(database, asked as Operation, organization.caller('staff'), {})
      expect(asked.contract.output.safeParse(output).error, asked.contract.name).toBeUndefined()
    }
  })

  test('exported and applied elsewhere, nothing differs', async () => {
    const document = await perform(database, exportBlueprint, organization.caller('owner'), {})
    const elsewhere = await foundTestOrganization(database)
    await perform(database, applyBlueprint, elsewhere.caller('owner'), { document })
    expect(await perform(database, diffBlueprint, elsewhere.caller('owner'), { document })).toEqual({ changes: [], notFound: [] })
    const again = await perform(database, exportBlueprint, elsewhere.caller('owner'), {})
    expect({ ...again, key: '', name: '' }).toEqual({ ...document, key: '', name: '' })
  })
})

test('a blueprint keeps what an organization made for itself, and says in words what it changes', async () => {
  const organization = await foundTestOrganization(database)
  const owner = organization.caller('owner')
  const [blueprint] = shipped as [Blueprint]
  await perform(database, applyBlueprint, owner, { document: blueprint })
  const [status, ...others] = blueprint.statuses
  if (!status) throw new Error('There is no status')
  const own = { key: 'of-our-own', name: 'Of our own', category: 'placed', color: 'pink', scope: 'order' } as const
  await perform(database, applyBlueprint, owner, { document: { ...blueprint, statuses: [{ ...status, name: 'Renamed' }, ...others, own] } })
  const { changes } = await perform(database, diffBlueprint, owner, { document: blueprint })
  expect(changes).toEqual([{ what: 'status', key: status.key, name: status.name, change: 'change', differences: [`name: “Renamed” becomes “${status.name}”`] }])
  await perform(database, applyBlueprint, owner, { document: blueprint })
  const exported = await perform(database, exportBlueprint, owner, {})
  expect(exported.statuses).toHaveLength(blueprint.statuses.length + 1)
})

test('a document that cannot work is refused as a whole', async () => {
  const organization = await foundTestOrganization(database)
  const owner = organization.caller('owner')
  const [blueprint] = shipped as [Blueprint]
  const [first, ...others] = blueprint.workflows
  if (!first) throw new Error('There is no workflow')
  const broken = { ...first, steps: [...first.steps, { key: 'nowhere', status: 'no-such-status' }] }
  await expect(perform(database, applyBlueprint, owner, { document: { ...blueprint, workflows: [broken, ...others] } })).rejects.toMatchObject({
    slug: 'workflow-invalid', extra: { faults: [{ code: 'unknown-status', step: 'nowhere' }] },
  })
  const { statuses } = await perform(database, exportBlueprint, owner, {})
  expect(statuses).toEqual([])
  await expect(perform(database, applyBlueprint, owner, { document: { ...blueprint, orderTypes: blueprint.orderTypes.map((orderType) => ({ ...orderType, lineItemWorkflow: 'nothing' })) } }))
    .rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/document/orderTypes/0/lineItemWorkflow', code: 'unknown' }] })
})

test('only those who may apply a blueprint do, and an unknown one is refused by name', async () => {
  const organization = await foundTestOrganization(database)
  await expect(perform(database, applyBlueprint, organization.caller('manager'), { blueprint: shipped[0]?.key })).rejects.toMatchObject({ slug: 'forbidden' })
  await expect(perform(database, applyBlueprint, organization.caller('owner'), { blueprint: 'no-such' })).rejects.toMatchObject({ errors: [{ pointer: '/blueprint' }] })
})
