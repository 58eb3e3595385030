import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANY_STEP, OPEN_STEPS } from '#domain/workflows/special-steps.ts'
import { addStep, addTransition, changeStep, changeTransition, movesBetween, orderSteps, removeStep, setAllowed, type WorkflowDraft } from './workflow-edits.ts'

const empty: WorkflowDraft = { key: 'repair', name: 'Repair', scope: 'order', movement: 'explicit', steps: [], transitions: [] }
const words = ['Received', 'At work', 'Done']
const three = words.reduce((draft, name) => addStep(draft, { key: name.toLowerCase().replace(' ', '-'), name }), empty)
const connected = addTransition(addTransition(three, { name: 'Begin', from: ['received'], to: 'at-work' }).draft, { name: 'Cancel', from: [OPEN_STEPS], to: 'done' }).draft
const keys = (draft: WorkflowDraft) => draft.steps.map(({ key }) => key)

test('a status may be a step twice, and no two steps are the same', () => {
  expect(keys(addStep(three, { key: 'done', name: 'Done' }, 1))).toEqual(['received', 'done-2', 'at-work', 'done'])
})

test('what is emptied is left out, so that nothing empty is saved', () => {
  const told = changeStep(three, 'done', { instructions: 'Ring the bell', expectedMinutes: 60 })
  expect(changeStep(told, 'done', { instructions: undefined }).steps[2]).toEqual({ key: 'done', status: 'done', expectedMinutes: 60 })
  expect(changeTransition(connected, 'begin', { roles: ['owner'] }).transitions[0]?.roles).toEqual(['owner'])
  expect('roles' in (changeTransition(connected, 'begin', { roles: undefined }).transitions[0] ?? {})).toBe(false)
})

test('a step takes the moves with it that only it had, and leaves the others', () => {
  const both = changeTransition(connected, 'begin', { from: ['received', 'done'] })
  expect(removeStep(both, 'received').transitions.map(({ key, from }) => [key, from])).toEqual([['begin', ['done']], ['cancel', [OPEN_STEPS]]])
  expect(removeStep(connected, 'at-work').transitions.map(({ key }) => key)).toEqual(['cancel'])
})

test('in the matrix a move is allowed and taken away, except what leaves from any step', () => {
  const again = setAllowed(connected, 'done', 'at-work', true, 'At work')
  expect(again.transitions[0]?.from).toEqual(['received', 'done'])
  expect(setAllowed(setAllowed(again, 'done', 'at-work', false, ''), 'received', 'at-work', false, '').transitions.map(({ key }) => key)).toEqual(['cancel'])
  expect(setAllowed(connected, 'done', 'received', true, 'Received').transitions.at(-1)).toMatchObject({ key: 'received', from: ['done'], to: 'received' })
  expect(movesBetween(connected, { step: 'at-work', category: 'in_progress' }, 'done').map(({ key }) => key)).toEqual(['cancel'])
  expect(movesBetween(connected, { step: 'at-work', category: 'closed' }, 'done')).toEqual([])
})

test('whatever is done, keys stay unique and no move names a step that is gone', () => {
  const act = fc.record({ what: fc.nat(5), a: fc.nat(20), b: fc.nat(20) })
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    let draft = connected
    for (const { what, a, b } of acts) {
      const [from, to] = [draft.steps[a % Math.max(draft.steps.length, 1)]?.key, draft.steps[b % Math.max(draft.steps.length, 1)]?.key]
      if (what === 0) draft = addStep(draft, { key: 'x', name: words[a % 3] ?? '' }, b % (draft.steps.length + 1))
      else if (!from || !to) continue
      else if (what === 1) draft = removeStep(draft, from)
      else if (what === 2) draft = addTransition(draft, { name: words[b % 3] ?? '', from: a % 4 === 0 ? [ANY_STEP] : [from], to }).draft
      else if (what === 3) draft = orderSteps(draft, keys(draft).toReversed())
      else draft = setAllowed(draft, from, to, what === 4, 'Go')
      const [steps, transitions] = [keys(draft), draft.transitions]
      expect(new Set(steps).size).toBe(steps.length)
      expect(new Set(transitions.map(({ key }) => key)).size).toBe(transitions.length)
      expect(transitions.flatMap((one) => [...one.from, one.to]).filter((key) => !key.startsWith('@') && !steps.includes(key))).toEqual([])
      expect(transitions.every((one) => one.from.length > 0)).toBe(true)
    }
  }))
})
