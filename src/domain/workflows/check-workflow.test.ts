import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { library, soundExplicitWorkflow, soundWorkflow, transition } from '#test/generated-workflows.ts'
import { checkWorkflow, type FaultCode } from './check-workflow.ts'
import type { Workflow } from './schema.ts'

test('a sound workflow is never accused', () => {
  fc.assert(fc.property(soundWorkflow, fc.constantFrom('never' as const, 'maybe' as const), (workflow, next) => {
    expect(checkWorkflow(workflow, library, next)).toEqual([])
  }), { numRuns: 1_000 })
})

describe('a defect is always found, wherever it is:', () => {
  const defects: Record<string, { code: FaultCode; step: string | null; among?: fc.Arbitrary<Workflow>; make: (workflow: Workflow) => Workflow }> = {
    'a step without a status': { code: 'unknown-status', step: 'lost', make: (workflow) => withSteps(workflow, { key: 'lost', status: 'nothing' }) },
    'two steps of one name': { code: 'duplicate-step', step: 'step-0', make: (workflow) => withSteps(workflow, { key: 'step-0', status: 'ready' }) },
    'two transitions of one name': { code: 'duplicate-transition', step: null, make: (workflow) => withTransitions(workflow, transition(['@any'], 'step-0'), transition(['@any'], 'step-0')) },
    'a way to a step that is not there': { code: 'unknown-step', step: 'nowhere', make: (workflow) => withTransitions(workflow, transition(['step-0'], 'nowhere')) },
    'a way from a step that is not there': { code: 'unknown-step', step: 'nowhere', make: (workflow) => withTransitions(workflow, transition(['nowhere'], 'step-0')) },
    'a workflow type that is not there': { code: 'unknown-type', step: null, make: (workflow) => ({ ...workflow, type: 'nothing' }) },
    'a way from a step to itself': { code: 'no-change', step: 'step-0', make: (workflow) => withTransitions(workflow, transition(['step-0'], 'step-0')) },
    'a return from where nothing is remembered': { code: 'nothing-remembered', step: 'step-0', make: (workflow) => withTransitions(workflow, transition(['step-0'], '@held-from')) },
    'a condition on what nobody knows': { code: 'unknown-fact', step: null, make: (workflow) => withTransitions(workflow, transition(['step-0'], 'step-1', { key: 'odd', guards: [{ fact: 'weather', is: 'present' }] })) },
    'a start off the road': { code: 'no-start', step: 'held', make: (workflow) => ({ ...workflow, steps: [{ key: 'held', status: 'on-hold' }, ...workflow.steps] }) },
    'a step nothing leads to': { code: 'unreachable', step: 'island', among: soundExplicitWorkflow, make: (workflow) => withSteps(workflow, { key: 'island', status: 'completed' }) },
    'a dead end': { code: 'dead-end', step: 'pit', among: soundExplicitWorkflow, make: (workflow) => withTransitions(withSteps(withoutWildcards(workflow), { key: 'pit', status: 'in-progress' }), transition(['step-0'], 'pit')) },
    'a circle without a way out': {
      code: 'no-way-out', step: 'round', among: soundExplicitWorkflow,
      make: (workflow) => withTransitions(withSteps(withoutWildcards(workflow), { key: 'round', status: 'in-progress' }, { key: 'about', status: 'ready' }),
        transition(['step-0'], 'round'), transition(['round'], 'about'), transition(['about'], 'round')),
    },
    'no end at all': {
      code: 'no-end', step: null, among: soundExplicitWorkflow,
      make: (workflow) => ({ ...workflow, steps: workflow.steps.map((step) => ({ ...step, status: 'in-progress' })), transitions: workflow.transitions.filter(({ to }) => to !== '@held-from') }),
    },
  }

  test.each(Object.entries(defects))('%s', (_, { code, step, among, make }) => {
    fc.assert(fc.property((among ?? soundWorkflow).filter((workflow) => workflow.steps.length > 1), (sound) => {
      const workflow = make(sound)
      const found = checkWorkflow(workflow, library, 'never').filter((fault) => fault.code === code)
      expect(found.length).toBeGreaterThan(0)
      if (step !== null) expect(found.map((fault) => fault.step)).toContain(step)
      expect(found.every(({ message }) => message.endsWith('.'))).toBe(true)
    }), { numRuns: 300 })
  })
})

test('the path to a dead end is one that an order can really take', () => {
  fc.assert(fc.property(soundExplicitWorkflow, fc.nat(), (sound, at) => {
    const open = sound.steps.filter(({ status }) => !['completed', 'cancelled', 'closed', 'returned', 'abandoned', 'on-hold'].includes(status))
    const from = open[at % open.length]?.key ?? 'step-0'
    const workflow = withTransitions(withSteps(withoutWildcards(sound), { key: 'pit', status: 'in-progress' }), transition([from], 'pit'))
    const path = checkWorkflow(workflow, library, 'never').find(({ code }) => code === 'dead-end')?.path ?? []
    expect(path[0]).toBe('step-0')
    expect(path.at(-1)).toBe('pit')
    for (const [i, step] of path.slice(1).entries()) {
      const before = path[i] ?? ''
      expect(workflow.transitions.some(({ from: froms, to }) => froms.includes(before) && (to === step || to === '@held-from'))).toBe(true)
    }
  }))
})

test('the last open step of a phase is a dead end only where no phase follows', () => {
  const open: Workflow = { key: 'intake', name: 'Intake', type: 'production', scope: 'order', movement: 'linear', transitions: [], steps: [{ key: 'a', status: 'draft' }, { key: 'b', status: 'confirmed' }] }
  expect(checkWorkflow(open, library, 'always')).toEqual([])
  expect(checkWorkflow(open, library, 'never')).toMatchObject([{ code: 'dead-end', step: 'b', path: ['a', 'b'] }, { code: 'no-end' }])
  const explicit = { ...open, movement: 'explicit' as const, steps: [...open.steps, { key: 'c', status: 'cancelled' }], transitions: [transition(['a'], 'b'), transition(['@open'], 'c')] }
  expect(checkWorkflow(explicit, library, 'always')).toMatchObject([{ code: 'no-hand-over' }])
  expect(checkWorkflow({ ...explicit, transitions: [...explicit.transitions, transition(['b'], '@next-phase')] }, library, 'always')).toEqual([])
})

test('a hold that is only ever returned from is no dead end', () => {
  const workflow: Workflow = {
    key: 'w', name: 'W', scope: 'order', movement: 'explicit',
    steps: [{ key: 'a', status: 'placed' }, { key: 'h', status: 'on-hold' }, { key: 'z', status: 'completed' }],
    transitions: [transition(['a'], 'h'), transition(['h'], '@held-from'), transition(['a'], 'z')],
  }
  expect(checkWorkflow(workflow, library)).toEqual([])
  expect(checkWorkflow({ ...workflow, transitions: workflow.transitions.filter(({ to }) => to !== '@held-from') }, library)).toMatchObject([{ code: 'dead-end', step: 'h', path: ['a', 'h'] }])
})

test('the largest workflow allowed is checked in seconds at the most', () => {
  const steps = Array.from({ length: 200 }, (_, i) => ({ key: `s${i}`, status: i === 199 ? 'completed' : i % 2 ? 'on-hold' : 'in-progress' }))
  const transitions = Array.from({ length: 500 }, (_, i) => transition(steps.slice(0, 100).map(({ key }) => key).filter((key) => key !== `s${i % 200}`), `s${i % 200}`, { key: `t${i}` }))
  const before = performance.now()
  checkWorkflow({ key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps, transitions }, library)
  expect(performance.now() - before).toBeLessThan(10_000)
})

function withSteps(workflow: Workflow, ...steps: Workflow['steps']): Workflow {
  return { ...workflow, steps: [...workflow.steps, ...steps] }
}

function withTransitions(workflow: Workflow, ...transitions: Workflow['transitions']): Workflow {
  return { ...workflow, transitions: [...workflow.transitions, ...transitions] }
}

function withoutWildcards(workflow: Workflow): Workflow {
  return { ...workflow, transitions: workflow.transitions.filter(({ from }) => !from.includes('@any') && !from.includes('@open')) }
}
