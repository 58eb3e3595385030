import { expect, test } from 'vitest'
import type { Category } from '#domain/workflows/category.ts'
import { NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import { layOut, type Placed, type PlacedNode } from './graph-layout.ts'
import { pathThrough } from './graph-path.ts'
import { addStep, addTransition, type WorkflowDraft } from './workflow-edits.ts'

const empty: WorkflowDraft = { key: 'w', name: 'W', scope: 'order', movement: 'linear', steps: [], transitions: [] }
const steps = Array.from({ length: 60 }, (_, i) => `Step ${i + 1}`)
const long = steps.reduce((draft, name) => addStep(draft, { key: name, name }), empty)
const placed = (draft: WorkflowDraft, categoryOf: (step: string) => Category = () => 'in_progress') => layOut(draft, (place) => place, categoryOf)
const way = (draft: WorkflowDraft, name: string, from: string[], to: string) => addTransition(draft, { name, from, to }).draft

/** Of a workflow as large as they get: every fifth step lies aside, and moves lead on, back, out and to each other. */
const asideOf = (step: string): Category => (Number(step.slice(5)) % 5 === 0 ? 'on_hold' : 'in_progress')
const large = steps.slice(0, 55).reduce<WorkflowDraft>((draft, _, i) => {
  const [here, next, hold] = [`step-${i + 1}`, `step-${i + 2}`, `step-${(Math.floor(i / 5) + 1) * 5}`]
  const onward = way(way(draft, `On from ${i + 1}`, [here], next), `Back from ${i + 4}`, [`step-${i + 4}`], here)
  return here === hold ? way(onward, 'Release', [here], WHERE_HELD_FROM) : way(onward, `Hold ${i}`, [here, next], hold)
}, { ...long, movement: 'explicit' })

test('sixty steps stand apart from each other, each way between two of them', () => {
  const { nodes, edges } = placed(way(long, 'Cancel', [OPEN_STEPS], 'step-60'))
  expect([nodes.length, edges.length]).toEqual([61, 60])
  expect(overlapping(nodes)).toEqual([])
  expect(edges.every(({ points }) => points.length >= 2)).toBe(true)
})

test('however many ways there are, none runs through a step it has nothing to do with, and no two names lie on each other', () => {
  const drawn = placed(large, asideOf)
  expect(overlapping(drawn.nodes)).toEqual([])
  expect(runsThrough(drawn)).toEqual([])
  const names = drawn.edges.flatMap(({ label, transition, id }) => (label && transition ? [{ id, x: label.x - (34 + transition.name.length * 6.4) / 2, y: label.y - 12, width: 34 + transition.name.length * 6.4, height: 24 }] : []))
  expect(overlapping([...names, ...drawn.nodes])).toEqual([])
  expect(new Set(drawn.edges.flatMap(({ label, transition }) => (label ? [transition?.key] : []))).size).toBe(large.transitions.length)
})

test('the road is drawn in the order of its steps, and moves of one name to one step carry it once', () => {
  const { nodes, edges } = placed(way(way(long, 'Call off', ['step-1', 'step-2', 'step-3'], 'step-5'), 'Revive', ['step-5'], 'step-2'), asideOf)
  const road = nodes.filter(({ id }) => asideOf(id) === 'in_progress').toSorted((a, b) => a.y - b.y)
  expect(road.map(({ id }) => id)).toEqual(long.steps.map(({ key }) => key).filter((key) => asideOf(key) === 'in_progress'))
  const calledOff = edges.filter(({ transition }) => transition?.name === 'Call off')
  expect([calledOff.length, calledOff.filter(({ label }) => label).length]).toEqual([3, 1])
})

test('a linear workflow is drawn with its road, and a named move takes the place of a stretch of it', () => {
  const ways = placed(way(long, 'Begin', ['step-1'], 'step-2')).edges.filter(({ from, to }) => from === 'step-1' && to === 'step-2')
  expect(ways.map(({ transition }) => transition?.name)).toEqual(['Begin'])
  expect(placed({ ...long, movement: 'explicit' }).edges).toEqual([])
})

test('what leads beyond the workflow is drawn as a place of its own', () => {
  expect(placed(way(long, 'Hand over', ['step-60'], NEXT_PHASE)).nodes.find(({ id }) => id === NEXT_PHASE)?.kind).toBe('elsewhere')
})

test('a way is one line from its first point to its last, round its corners', () => {
  expect(pathThrough([{ x: 0, y: 0 }, { x: 0, y: 10 }])).toBe('M0,0L0,10')
  expect(pathThrough([{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 40, y: 40 }])).toBe('M0,0L31,0Q40,0 40,9L40,40')
  expect(pathThrough([])).toBe('')
})

type Box = Pick<PlacedNode, 'id' | 'x' | 'y' | 'width' | 'height'>

function overlapping(boxes: Box[]): string[] {
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).map((b) => `${a.id} | ${b.id}`))
}

function runsThrough({ nodes, edges }: Placed): string[] {
  return edges.flatMap(({ id, points }) => points.slice(1).flatMap((end, i) => {
    const begin = points[i] ?? end
    const [left, right, top, bottom] = [Math.min(begin.x, end.x), Math.max(begin.x, end.x), Math.min(begin.y, end.y), Math.max(begin.y, end.y)]
    return nodes.filter((node) => left < node.x + node.width - 1 && right > node.x + 1 && top < node.y + node.height - 1 && bottom > node.y + 1).map((node) => `${id} through ${node.id}`)
  }))
}
