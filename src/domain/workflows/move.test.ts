import fc from 'fast-check'
import { expect, test } from 'vitest'
import { library, soundExplicitWorkflow, soundWorkflow, transition } from '#test/generated-workflows.ts'
import { enterStep } from './enter-step.ts'
import { exploreWorkflow } from './explore-workflow.ts'
import { freezeWorkflow } from './freeze-process.ts'
import { findMove, leavesFrom, movesFrom, type Move, type Mover } from './move.ts'
import { positionAt, type FrozenWorkflow, type Position, type Ways } from './process.ts'
import type { Workflow } from './schema.ts'
import { verdict } from './verdict.ts'

const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 40 })

test('whatever moves are made, an order is always at a declared position of its route', () => {
  fc.assert(fc.property(soundWorkflow, soundExplicitWorkflow, choices, (first, second, picks) => {
    const ways = waysOf({ ...first, key: 'first' }, { ...second, key: 'second' })
    const route = [{ phase: 'one', workflow: 'first' }, { phase: 'two', workflow: 'second' }]
    for (const { mover, move, before } of walk(ways, start(ways, route), picks)) {
      const stop = route.find(({ phase }) => phase === mover.position.phase)
      expect(stop?.workflow).toBe(mover.position.workflow)
      expect(mover.position).toEqual(positionAt(ways, mover.position.phase, mover.position.workflow, mover.position.step))
      expect(isDeclared(ways, before, move)).toBe(true)
      expect(mover.heldFrom === null).toBe(!['on_hold', 'closed'].includes(mover.position.category))
    }
  }), { numRuns: 1_000 })
})

test('the check walks exactly the places that orders can get to', () => {
  fc.assert(fc.property(soundWorkflow, choices, (workflow, picks) => {
    const ways = waysOf(workflow)
    const places = new Set(exploreWorkflow(ways.workflows[workflow.key] as FrozenWorkflow, false).places.map(({ step, heldFrom }) => `${step} ${heldFrom}`))
    for (const { mover } of walk(ways, start(ways, [{ phase: 'one', workflow: workflow.key }]), picks)) {
      expect(places).toContain(`${mover.position.step} ${mover.heldFrom?.step ?? null}`)
    }
  }), { numRuns: 500 })
})

test('no move leads to where one stands already, unless it records something', () => {
  fc.assert(fc.property(soundWorkflow, choices, (workflow, picks) => {
    const ways = waysOf(workflow)
    for (const { mover, before } of walk(ways, start(ways, [{ phase: 'one', workflow: workflow.key }]), picks)) {
      expect(mover.position).not.toEqual(before.position)
    }
  }))
})

test('releasing from hold returns to where it was held from, however many holds there were in between', () => {
  const ways = waysOf({
    key: 'w', name: 'W', scope: 'order', movement: 'explicit',
    steps: [{ key: 'a', status: 'placed' }, { key: 'b', status: 'ready' }, { key: 'h', status: 'on-hold' }, { key: 'k', status: 'on-hold' }, { key: 'z', status: 'completed' }],
    transitions: [transition(['a'], 'b'), transition(['a', 'b'], 'h'), transition(['h'], 'k'), transition(['h', 'k'], '@held-from', { key: 'release' }), transition(['b'], 'z')],
  })
  const path = ['b', 'h', 'k'].reduce((mover, toStep) => make(mover, findMove(ways, mover, { toStep })), start(ways, [{ phase: 'one', workflow: 'w' }]))
  expect(path).toMatchObject({ position: { step: 'k' }, heldFrom: { step: 'b' } })
  expect(make(path, findMove(ways, path, { transition: 'release' }))).toMatchObject({ position: { step: 'b' }, heldFrom: null })
})

test('a move that only automation makes leaves people theirs to the same step', () => {
  const workflow: Workflow = {
    key: 'w', name: 'W', scope: 'order', movement: 'free', steps: [{ key: 'a', status: 'placed' }, { key: 'z', status: 'completed' }],
    transitions: [transition(['a'], 'z', { key: 'by-itself', hidden: true, afterMinutes: 60 })],
  }
  const ways = waysOf(workflow)
  const move = findMove(ways, start(ways, [{ phase: 'one', workflow: 'w' }]), { toStep: 'z' })
  expect(move).toMatchObject({ kind: 'free' })
  expect(verdict({ move: move as Move, facts: {}, role: 'staff' }).allowed).toBe(true)
})

test('“any step” never means the step a transition leads to', () => {
  expect(leavesFrom(transition(['@any'], 'z'), { step: 'z', category: 'placed' })).toBe(false)
  expect(leavesFrom(transition(['@open'], 'z'), { step: 'a', category: 'completed' })).toBe(false)
  expect(leavesFrom(transition(['@open'], 'z'), { step: 'a', category: 'ready' })).toBe(true)
})

function waysOf(...workflows: Workflow[]): Ways {
  return { workflows: Object.fromEntries(workflows.map((workflow) => [workflow.key, freezeWorkflow({ ...workflow, version: 1 }, library.statuses)])) }
}

function start(ways: Ways, route: Mover['route']): Mover {
  const [stop] = route
  return { position: positionAt(ways, stop?.phase ?? null, stop?.workflow ?? '') as Position, heldFrom: null, route }
}

function make(mover: Mover, move: Move | undefined): Mover {
  if (!move) throw new Error('There is no such move')
  return enterStep(mover, move.to)
}

/** Takes one allowed move after another, as the picks say. */
function* walk(ways: Ways, from: Mover, picks: number[]): Generator<{ before: Mover; move: Move; mover: Mover }> {
  let before = from
  for (const pick of picks) {
    const moves = movesFrom(ways, before).filter((move) => verdict({ move, facts: {}, role: 'owner' }).allowed)
    const move = moves[pick % moves.length]
    if (!move) return
    const mover = make(before, move)
    yield { before, move, mover }
    before = mover
  }
}

function isDeclared(ways: Ways, { position }: Mover, { transition: named, kind, to }: Move): boolean {
  const workflow = ways.workflows[position.workflow]
  if (!workflow) return false
  if (kind === 'named') return named !== undefined && workflow.transitions.includes(named) && leavesFrom(named, position)
  if (kind === 'free') return workflow.movement === 'free' && to.workflow === position.workflow
  return workflow.movement === 'linear'
}
