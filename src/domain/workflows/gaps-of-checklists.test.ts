import { expect, test } from 'vitest'
import { library, transition } from '#test/generated-workflows.ts'
import { gapsOf } from './gaps.ts'
import { orderType, workflow, type ChecklistTemplate, type Transition } from './schema.ts'

const list: ChecklistTemplate = { name: 'Before handing over', items: ['Cleaned'] }
const gate = transition(['ready'], 'completed', { key: 'hand-over', name: 'Hand over', checklistGate: 'order' })

function gaps(transitions: Transition[], checklists?: ChecklistTemplate[]): string[] {
  const work = workflow.parse({ key: 'work', name: 'Work', type: 'production', scope: 'order', movement: 'explicit', steps: ['ready', 'completed'].map((key) => ({ key, status: key })), transitions })
  const type = orderType.parse({ key: 'job', name: 'Job', phases: [{ type: 'production', choices: [{ workflow: 'work' }] }], ...(checklists ? { checklists } : {}) })
  return gapsOf(type, { ...library, workflows: [work], wizards: [], locations: [] }).filter((gap) => gap.includes('checklists'))
}

test('a gate that waits for checklists nothing ever makes is a gap; with a list of its type, or one a move adds, it is none', () => {
  expect(gaps([gate])).toEqual(["“Hand over” waits for the order's checklists, but its orders come with none: it waits only for what somebody adds by hand."])
  expect(gaps([gate], [list])).toEqual([])
  expect(gaps([gate, transition(['ready'], 'completed', { effects: [{ kind: 'add_checklist', ...list }] })])).toEqual([])
  expect(gaps([transition(['ready'], 'completed')])).toEqual([])
})
