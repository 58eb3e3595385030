import { expect, test } from 'vitest'
import type { AskOf } from '#domain/kernel/contract.ts'
import type * as contract from '#domain/workflows/contract.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization, type TestOrganization } from '#test/found-organization.ts'
import { checkWorkflow } from './check-workflow.ts'
import { listOrderTypes } from './list-order-types.ts'
import { listStatuses } from './list-statuses.ts'
import { listWorkflows } from './list-workflows.ts'
import { findCurrentProcess, getProcess } from './processes.ts'
import { publishOrderType } from './publish-order-type.ts'
import { publishWorkflow } from './publish-workflow.ts'
import { retireStatus } from './retire-status.ts'
import { saveStatus } from './save-status.ts'
import { saveWorkflowType } from './save-workflow-type.ts'
import { statusLibrary } from './status-library.ts'

const database = testDatabase()

const repair: AskOf<typeof contract.publishWorkflow> = {
  key: 'repair', name: 'Repair', type: 'production', scope: 'order', movement: 'linear',
  steps: [{ key: 'received', status: 'received' }, { key: 'done', status: 'done' }],
}
const job = { key: 'job', name: 'Job', phases: [{ type: 'production', choices: [{ workflow: 'repair' }] }] }

async function foundRepairShop() {
  const organization = await foundTestOrganization(database)
  const ask = asker(organization)
  await ask(saveWorkflowType, { key: 'production', name: 'Production' })
  await ask(saveStatus, { key: 'received', name: 'Received', category: 'confirmed', color: 'blue', scope: 'order' })
  await ask(saveStatus, { key: 'done', name: 'Done', category: 'completed', color: 'green', scope: 'order' })
  await ask(publishWorkflow, repair)
  await ask(publishOrderType, job)
  return { organization, ask }
}

function asker({ caller }: TestOrganization) {
  return ((operation, input) => perform(database, operation, caller('owner'), input)) as
    <O extends Parameters<typeof perform>[1]>(operation: O, input: unknown) => ReturnType<O['handle']>
}

test('renaming a status renames it wherever it is used, and never changes what it means', async () => {
  const { organization, ask } = await foundRepairShop()
  const renamed = await ask(saveStatus, { key: 'received', name: 'Taken in', customerName: 'We have it', category: 'confirmed', color: 'teal', scope: 'order' })
  expect(renamed).toMatchObject({ name: 'Taken in', category: 'confirmed', usedBy: ['Repair'] })
  await withScope(database, organization.caller('staff'), { readOnly: true }, async (scope) => {
    expect((await statusLibrary(scope)).get(renamed.id)).toMatchObject({ name: 'Taken in', customerName: 'We have it', color: 'teal' })
    expect((await findCurrentProcess(scope, 'job'))?.workflows['repair']?.steps[0]).toMatchObject({ statusId: renamed.id, category: 'confirmed' })
  })
  await expect(ask(saveStatus, { key: 'received', name: 'Taken in', category: 'cancelled', color: 'teal', scope: 'order' }))
    .rejects.toMatchObject({ slug: 'validation-failed', errors: [{ pointer: '/category', code: 'fixed' }] })
})

test('a workflow gets a new version only when it really differs; what was published before stays for the orders on it', async () => {
  const { organization, ask } = await foundRepairShop()
  const inScope = <T>(read: Parameters<typeof withScope<T>>[3]) => withScope(database, organization.caller('staff'), { readOnly: true }, read)
  const before = await inScope((scope) => findCurrentProcess(scope, 'job'))
  expect(await ask(publishWorkflow, repair)).toMatchObject({ version: 1 })
  expect((await inScope((scope) => findCurrentProcess(scope, 'job')))?.id).toBe(before?.id)

  await ask(saveStatus, { key: 'checked', name: 'Checked', category: 'in_progress', color: 'cyan', scope: 'order' })
  const [received, done] = repair.steps
  const longer = { ...repair, steps: [received, { key: 'checked', status: 'checked' }, done] }
  expect(await ask(publishWorkflow, longer)).toMatchObject({ version: 2 })
  const after = await inScope((scope) => findCurrentProcess(scope, 'job'))
  expect(after?.workflows['repair']).toMatchObject({ version: 2, steps: [{ key: 'received' }, { key: 'checked' }, { key: 'done' }] })
  expect((await inScope((scope) => getProcess(scope, before?.id ?? '')))?.workflows['repair']).toMatchObject({ version: 1, steps: [{ key: 'received' }, { key: 'done' }] })
  const { items } = await ask(listOrderTypes, {})
  expect(items).toMatchObject([{ key: 'job', version: 1, processId: after?.id }])
})

test('what cannot work is refused with each fault and the way to it, and nothing is published', async () => {
  const { ask } = await foundRepairShop()
  await ask(saveStatus, { key: 'waiting', name: 'Waiting', category: 'on_hold', color: 'orange', scope: 'order' })
  const broken = {
    ...repair, movement: 'explicit', steps: [...repair.steps, { key: 'waiting', status: 'waiting' }],
    transitions: [{ key: 'wait', name: 'Wait', from: ['received'], to: 'waiting' }],
  }
  const { faults } = await ask(checkWorkflow, broken)
  expect(faults).toMatchObject([
    { code: 'unreachable', step: 'done', message: 'Nothing leads to “Done”.' },
    { code: 'dead-end', step: 'waiting', path: ['received', 'waiting'] },
    { code: 'no-end' },
  ])
  await expect(ask(publishWorkflow, broken)).rejects.toMatchObject({ slug: 'workflow-invalid', extra: { faults } })
  expect((await ask(listWorkflows, {})).items).toMatchObject([{ key: 'repair', version: 1, movement: 'linear' }])
})

test('a workflow is judged where it is used: the last phase may not end open', async () => {
  const { ask } = await foundRepairShop()
  const openEnded = { ...repair, steps: repair.steps.slice(0, 1) }
  const { faults } = await ask(checkWorkflow, openEnded)
  expect(faults).toMatchObject([{ code: 'dead-end', step: 'received', message: expect.stringContaining('order type “Job”') as string }, { code: 'no-end' }])
  expect((await ask(checkWorkflow, { ...openEnded, key: 'another' })).faults).toEqual([])
})

test('a retired status stays where it is, and is refused to new use alone', async () => {
  const { ask } = await foundRepairShop()
  expect(await ask(retireStatus, { key: 'received' })).toMatchObject({ isRetired: true, usedBy: ['Repair'] })
  expect(await ask(publishWorkflow, { ...repair, name: 'Repair and care' })).toMatchObject({ version: 2 })
  await expect(ask(publishWorkflow, { ...repair, key: 'other' })).rejects.toMatchObject({ errors: [{ pointer: '/steps/0/status', code: 'retired' }] })
  await ask(retireStatus, { key: 'received', isRetired: false })
  expect((await ask(listStatuses, {})).items.find(({ key }) => key === 'received')).toMatchObject({ isRetired: false })
})

test('an order type that refers to nothing is refused, pointing at each reference', async () => {
  const { ask } = await foundRepairShop()
  const lost = { ...job, phases: [{ type: 'intake', choices: [{ workflow: 'repair', fulfilmentMethods: ['delivery'] }] }, { type: 'production', choices: [{ workflow: 'nothing' }] }] }
  await expect(ask(publishOrderType, lost)).rejects.toMatchObject({
    slug: 'validation-failed',
    errors: [
      { pointer: '/phases/0/type', code: 'unknown' }, { pointer: '/phases/0/choices/0/workflow', code: 'unfit' },
      { pointer: '/phases/0/choices/0/fulfilmentMethods/0', code: 'unknown' }, { pointer: '/phases/1/choices/0/workflow', code: 'unknown' },
    ],
  })
})

test('several who publish at once wait for each other, and every version is kept', async () => {
  const { ask } = await foundRepairShop()
  const versions = await Promise.all([1, 2, 3, 4].map((n) => ask(publishWorkflow, { ...repair, name: `Repair ${n}` })))
  expect(versions.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5])
})

test('staff read the process and only admins publish it', async () => {
  const { organization } = await foundRepairShop()
  expect((await perform(database, listStatuses, organization.caller('staff'), {})).items).toHaveLength(2)
  await expect(perform(database, publishWorkflow, organization.caller('manager'), repair)).rejects.toMatchObject({ slug: 'forbidden' })
})
