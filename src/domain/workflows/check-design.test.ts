import { expect, test } from 'vitest'
import { examineOrderTypeDraft, examineWorkflowDraft, type InForce } from './check-design.ts'
import { pathInWords } from './place-name.ts'
import { orderType, workflow, type Workflow } from './schema.ts'

const status = (key: string, name: string, category: InForce['statuses'][number]['category'], isRetired = false) => ({ id: key, key, name, category, scope: 'order' as const, isRetired })
const statuses = [status('new', 'Received', 'placed'), status('agreed', 'Agreed', 'confirmed'), status('work', 'At the bench', 'in_progress'), status('done', 'Picked up', 'completed'), status('old', 'Long ago', 'ready', true)]
const intake = workflow.parse({ key: 'intake', name: 'Counter', type: 'intake', scope: 'order', movement: 'linear', steps: [{ key: 'a', status: 'new' }, { key: 'b', status: 'agreed' }] })
const bench = workflow.parse({ key: 'bench', name: 'Bench', type: 'production', scope: 'order', movement: 'linear', steps: [{ key: 'c', status: 'work' }, { key: 'd', status: 'done' }] })
const repair = orderType.parse({ key: 'repair', name: 'Repair', phases: [{ type: 'intake', choices: [{ workflow: 'intake' }] }, { type: 'production', choices: [{ workflow: 'bench' }] }], fields: [{ key: 'brand', label: 'Brand', kind: 'choice', options: ['Acme'] }] })
const around: InForce = { statuses, workflowTypes: [{ key: 'intake', name: 'Intake' }, { key: 'production', name: 'Production' }], workflows: [intake, bench].map((one) => ({ ...one, isRetired: false })), orderTypes: [repair] }
const called = new Map(statuses.map((one) => [one.key, one]))
const wordsOf = (draft: Workflow, within = around) => examineWorkflowDraft(draft, within).faults.map((fault) => [fault.message, pathInWords(fault, [draft, ...around.workflows], called).join(' → ')])

test('what a draft would do to the order types that use it is told as it is drawn, with the way there in words', () => {
  expect(wordsOf(bench)).toEqual([])
  const endless = { ...bench, steps: [...bench.steps.slice(0, 1), { key: 'e', status: 'agreed' }] }
  expect(wordsOf(endless)).toEqual([
    ['In the order type “Repair”: Nothing leads on from “Agreed”, and it is not an end.', 'At the bench → Agreed'],
    ['In the order type “Repair”: No order could ever be finished: no completed, cancelled or closed step can be reached.', 'At the bench → Agreed'],
  ])
  expect(wordsOf(endless, { ...around, orderTypes: [] })).toEqual([])
  expect(wordsOf({ ...bench, type: 'intake' })).toEqual([['The order type “Repair” would no longer work: “Bench” is not of the workflow type “production”.', '']])
  const asks = { ...intake, transitions: [{ key: 'go', name: 'Agree', from: ['a'], to: 'b', fields: [], guards: [{ fact: 'fields.brand', in: ['Other'] }], reasonRequired: false, hidden: false }] }
  expect(wordsOf(asks)).toEqual([['In the order type “Repair”: “Agree” can never be made: it asks that Brand is Other, which is never so.', '']])
})

test('a draft without steps, and one that begins to use what is retired, say so', () => {
  expect(wordsOf({ ...bench, steps: [] })).toEqual([['It has no steps yet.', '']])
  expect(wordsOf({ ...bench, steps: [{ key: 'c', status: 'work' }, { key: 'o', status: 'old' }, { key: 'd', status: 'done' }] })).toEqual([['“Long ago” is retired.', '']])
})

test('an order type is told what does not work about it while it is designed', () => {
  const wordsOfType = (patch: Partial<typeof repair>) => examineOrderTypeDraft({ ...repair, ...patch }, around).faults.map((fault) => [fault.message, fault.workflow, pathInWords(fault, around.workflows, called).join(' → ')])
  expect(wordsOfType({})).toEqual([])
  expect(wordsOfType({ phases: repair.phases.slice(0, 1) })).toEqual([
    ['Nothing leads on from “Agreed”, and it is not an end.', 'intake', 'Received → Agreed'],
    ['No order could ever be finished: no completed, cancelled or closed step can be reached.', 'intake', 'Received → Agreed'],
  ])
  expect(wordsOfType({ phases: [{ type: 'intake', choices: [{ workflow: 'gone' }] }] })).toEqual([['There is no workflow “gone”.', null, '']])
})
