import { expect, test } from 'vitest'
import { saveView } from '#features/views/save-view.ts'
import { listStatuses } from '#features/workflows/list-statuses.ts'
import { publishOrderType } from '#features/workflows/publish-order-type.ts'
import { publishWorkflow } from '#features/workflows/publish-workflow.ts'
import { removeStatus } from '#features/workflows/remove-status.ts'
import { retireStatus } from '#features/workflows/retire-status.ts'
import { saveStatus } from '#features/workflows/save-status.ts'
import { saveWorkflowDraft } from '#features/workflows/save-workflow-draft.ts'
import { saveWorkflowType } from '#features/workflows/save-workflow-type.ts'
import { perform } from '#platform/operation.ts'
import { withScope } from '#platform/scope.ts'
import { testDatabase } from '#test/database.ts'
import { foundTestOrganization } from '#test/found-organization.ts'
import { applyBlueprint } from './apply-blueprint.ts'
import { describeOrganization } from './describe-organization.ts'

const database = testDatabase()
const repair = { key: 'repair', name: 'Repair', type: 'production', scope: 'order', movement: 'linear', steps: [{ key: 'received', status: 'received' }, { key: 'done', status: 'done' }] }

async function foundRepairShop() {
  const organization = await foundTestOrganization(database)
  const ask = ((operation: Parameters<typeof perform>[1], input: unknown) => perform(database, operation, organization.caller('owner'), input)) as
    <O extends Parameters<typeof perform>[1]>(operation: O, input: unknown) => ReturnType<O['handle']>
  await ask(saveWorkflowType, { key: 'production', name: 'Production' })
  await ask(saveStatus, { key: 'received', name: 'Received', category: 'confirmed', color: 'blue', scope: 'order' })
  await ask(saveStatus, { key: 'done', name: 'Done', category: 'completed', color: 'green', scope: 'order' })
  await ask(publishWorkflow, repair)
  await ask(publishOrderType, { key: 'job', name: 'Job', phases: [{ type: 'production', choices: [{ workflow: 'repair' }] }] })
  return { organization, ask }
}

test('a status that nothing ever used is removed; one that was used, by whatever, stays', async () => {
  const { organization, ask } = await foundRepairShop()
  const status = { name: 'Checked', category: 'in_progress', color: 'cyan', scope: 'order' }
  for (const key of ['checked', 'never', 'drafted', 'viewed']) await ask(saveStatus, { ...status, key, name: key })
  const [received, done] = repair.steps
  await ask(publishWorkflow, { ...repair, steps: [received, { key: 'checked', status: 'checked' }, done] })
  await ask(publishWorkflow, repair)
  await ask(saveWorkflowDraft, { ...repair, steps: [received, { key: 'drafted', status: 'drafted' }, done] })
  await ask(saveView, { key: 'mine', name: 'Mine', layout: 'table', columns: [{ key: 'number', name: 'No' }], groups: [{ key: 'g', name: 'G', color: 'blue', filter: { status: ['viewed'] } }] })
  await expect(ask(removeStatus, { key: 'received' })).rejects.toMatchObject({ slug: 'in-use', message: '“Received” cannot be removed: version 3 of “Repair” has it. Retire it, and it is no longer offered.' })
  await expect(ask(removeStatus, { key: 'checked' })).rejects.toMatchObject({ slug: 'in-use', message: expect.stringContaining('version 2 of “Repair” has it') as string })
  await expect(ask(removeStatus, { key: 'drafted' })).rejects.toMatchObject({ message: expect.stringContaining('the draft of “Repair” has it') as string })
  await expect(ask(removeStatus, { key: 'viewed' })).rejects.toMatchObject({ message: expect.stringContaining('the view “Mine” shows it') as string })
  await ask(removeStatus, { key: 'never' })
  expect((await ask(listStatuses, {})).items.map(({ key }) => key)).toEqual(['received', 'done', 'checked', 'drafted', 'viewed'])
  await expect(ask(removeStatus, { key: 'never' })).rejects.toMatchObject({ slug: 'not-found' })
  await expect(perform(database, removeStatus, organization.caller('manager'), { key: 'done' })).rejects.toMatchObject({ slug: 'forbidden' })
})

test('what is retired is exported only where something in use goes through it, and a blueprint that has it brings it back', async () => {
  const { organization, ask } = await foundRepairShop()
  for (const key of ['spare', 'viewed']) await ask(saveStatus, { key, name: key, category: 'in_progress', color: 'cyan', scope: 'order' })
  await ask(saveView, { key: 'mine', name: 'Mine', layout: 'table', columns: [{ key: 'number', name: 'No' }], base: { status: ['viewed'] } })
  const described = () => withScope(database, organization.caller('owner'), { readOnly: true }, describeOrganization)
  const before = await described()
  for (const key of ['received', 'spare', 'viewed']) await ask(retireStatus, { key })
  expect((await described()).statuses.map(({ key }) => key)).toEqual(['received', 'done', 'viewed'])
  expect((await ask(applyBlueprint, { document: before })).changes).toMatchObject([{ what: 'status', key: 'spare' }])
  expect((await ask(listStatuses, {})).items.map(({ key, isRetired }) => [key, isRetired])).toEqual([['received', true], ['done', false], ['spare', false], ['viewed', true]])
  expect((await ask(applyBlueprint, { document: before })).changes).toEqual([])
})
