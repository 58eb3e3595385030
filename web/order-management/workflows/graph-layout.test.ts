import { expect, test } from 'vitest'
import { NEXT_PHASE, OPEN_STEPS } from '#domain/workflows/special-steps.ts'
import { layOut, pathThrough } from './graph-layout.ts'
import { addStep, addTransition, type WorkflowDraft } from './workflow-edits.ts'

const empty: WorkflowDraft = { key: 'w', name: 'W', scope: 'order', movement: 'linear', steps: [], transitions: [] }
const steps = Array.from({ length: 60 }, (_, i) => `Step ${i + 1}`)
const long = steps.reduce((draft, name) => addStep(draft, { key: name, name }), empty)
const placed = (draft: WorkflowDraft) => layOut(draft, (place) => place, () => 'in_progress')

test('sixty steps stand apart from each other, each way between two of them', () => {
  const { nodes, edges } = placed(addTransition(long, { name: 'Cancel', from: [OPEN_STEPS], to: 'step-60' }).draft)
  expect([nodes.length, edges.length]).toEqual([61, 60])
  const overlaps = nodes.flatMap((a, i) => nodes.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height))
  expect(overlaps).toEqual([])
  expect(edges.every(({ points }) => points.length >= 2)).toBe(true)
})

test('a linear workflow is drawn with its road, and a named move takes the place of a stretch of it', () => {
  const named = addTransition(long, { name: 'Begin', from: ['step-1'], to: 'step-2' }).draft
  const ways = placed(named).edges.filter(({ from, to }) => from === 'step-1' && to === 'step-2')
  expect(ways.map(({ transition }) => transition?.name)).toEqual(['Begin'])
  expect(placed({ ...long, movement: 'explicit' }).edges).toEqual([])
})

test('what leads beyond the workflow is drawn as a place of its own', () => {
  const { nodes } = placed(addTransition(long, { name: 'Hand over', from: ['step-60'], to: NEXT_PHASE }).draft)
  expect(nodes.find(({ id }) => id === NEXT_PHASE)?.kind).toBe('elsewhere')
})

test('a way is one line from its first point to its last', () => {
  expect(pathThrough([{ x: 0, y: 0 }, { x: 0, y: 10 }])).toBe('M0,0L0,10')
  expect(pathThrough([{ x: 0, y: 0 }, { x: 5, y: 5 }, { x: 0, y: 10 }])).toBe('M0,0Q5,5 0,10')
  expect(pathThrough([])).toBe('')
})
