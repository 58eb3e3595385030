import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { library, soundExplicitWorkflow, soundTriggeredWorkflow, soundWorkflow, transition } from '#test/generated-workflows.ts'
import { processorTime } from '#test/took.ts'
import { checkWorkflow, examineWorkflow } from './check-workflow.ts'
import type { FaultCode } from './fault.ts'
import { workflow as schema, type Condition, type Workflow } from './schema.ts'

test('a sound workflow is never accused', () => {
  fc.assert(fc.property(soundWorkflow, fc.constantFrom('never' as const, 'maybe' as const), (workflow, next) => {
    expect(checkWorkflow(workflow, library, next)).toEqual([])
  }), { numRuns: 1_000 })
})

test('conditions that can hold, triggers that lead onward and timers that have their turn are never accused', () => {
  fc.assert(fc.property(soundTriggeredWorkflow, (workflow) => {
    expect(checkWorkflow(workflow, library, 'never')).toEqual([])
  }), { numRuns: 1_000 })
}, 60_000)

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

describe('conditions and triggers that cannot be, wherever they are:', () => {
  const never: [string, Condition[]][] = [
    ['present and absent', [present('shippingAddress'), { fact: 'shippingAddress', is: 'absent' }]], ['no value left', [{ fact: 'paymentStatus', in: ['paid', 'partial'] }, { fact: 'paymentStatus', notIn: ['paid', 'partial', 'failed'] }]],
    ['two lists without a value in common', [{ fact: 'channel', in: ['web'] }, { fact: 'channel', in: ['counter', 'api'] }]], ['a value that is none of the options', [{ fact: 'paymentStatus', in: ['payed'] }]],
    ['absent and of a value', [{ fact: 'paymentMethod', is: 'absent' }, { fact: 'paymentMethod', in: ['card'] }]], ['empty and of an amount', [{ fact: 'total', is: 'absent' }, { fact: 'total', atLeast: 1 }]],
    ['more than there can be', [{ fact: 'lineCount', atLeast: 501 }]], ['an amount of what has none', [{ fact: 'customerEmail', atLeast: 1 }]], ['a word for yes or no', [{ fact: 'needsShipping', in: ['maybe'] }]],
    ['all items somewhere, and none of them there', [{ fact: 'everyLineCategory', in: ['completed'] }, { fact: 'lineCategories', in: ['ready'] }, { fact: 'everyLineCategory', notIn: ['completed'] }]],
    ['a tag that must and must not be there', [{ fact: 'tags', in: ['rush'] }, { fact: 'tags', notIn: ['rush', 'slow'] }]], ['a memory where nothing is remembered', [present('heldFrom')]],
    ['all items somewhere else than any of them', [{ fact: 'everyLineCategory', in: ['ready'] }, { fact: 'lineCategories', in: ['completed'] }]], ['something to ship of an order without items', [present('needsShipping'), { fact: 'lineCount', is: 'absent' }]],
    ['items that stand somewhere, and none of them', [{ fact: 'lineCount', in: ['0'] }, { fact: 'everyLineCategory', notIn: ['draft'] }, present('lineCategories')]], ['lists of items that are not there', [{ fact: 'lineCount', is: 'absent' }, { fact: 'lineChecklists', in: ['done'] }]],
    ['without a value that is always there', [{ fact: 'channel', is: 'absent' }]], ['done and open lists', [{ fact: 'checklists', in: ['open'] }, { fact: 'checklists', in: ['done'] }]],
  ]
  test.each(never)('%s', (_, guards) => {
    fc.assert(fc.property(soundTriggeredWorkflow, fc.nat(), fc.boolean(), (sound, at, isAutomatic) => {
      const from = openStep(sound, at)
      const wrong = transition([from], 'step-0', { key: 'wrong', ...(from === 'step-0' ? { to: sound.steps.at(-1)?.key ?? '' } : {}), ...(isAutomatic ? { automatic: guards } : { guards }) })
      const found = checkWorkflow(withTransitions(sound, wrong), library, 'never')
      expect(found).toMatchObject([{ code: 'impossible-guard', step: from, message: expect.stringMatching(/^“wrong.* never .*\.$|^“step-.*never .*\.$|can never be made/) }])
      expect(found[0]?.path.at(-1)).toBe(from)
    }), { numRuns: 100 })
  })

  test('in a sentence that names what excludes each other, and nothing else', () => {
    const guards: Condition[] = [present('team'), present('needsShipping'), { fact: 'channel', in: ['web'] }, { fact: 'lineCount', in: ['0'] }]
    const workflow: Workflow = { key: 'w', name: 'W', scope: 'order', movement: 'linear', steps: [{ key: 'a', status: 'placed' }, { key: 'z', status: 'completed' }], transitions: [transition(['a'], 'z', { name: 'Send', guards })] }
    expect(checkWorkflow(workflow, library, 'never').map(({ message }) => message)).toEqual(['“Send” can never be made: it asks that there is something to ship and that Number of line items is 0, which cannot be so at once.'])
  })

  test('a checklist gate that is only open where something is still to be done', () => {
    fc.assert(fc.property(soundTriggeredWorkflow, fc.constantFrom('order' as const, 'all' as const), (sound, checklistGate) => {
      const wrong = transition(['step-0'], sound.steps.at(-1)?.key ?? '', { key: 'wrong', checklistGate, guards: [{ fact: 'checklists', in: ['open'] }] })
      expect(checkWorkflow(withTransitions(sound, wrong), library, 'never').map(({ code }) => code)).toEqual(['impossible-guard'])
    }), { numRuns: 50 })
  })

  test.each([2, 3, 4])('a circle of %i moves made by nobody', (length) => {
    fc.assert(fc.property(soundTriggeredWorkflow.filter(({ steps }) => openSteps({ steps }).length >= length), fc.nat(), (sound, at) => {
      const open = openSteps(sound)
      const round = Array.from({ length }, (_, i) => open[(at + i) % open.length] ?? '')
      const conditions = [present('team'), present('manager'), { fact: 'dueAt', is: 'present' as const }, { fact: 'location', in: ['north'] }]
      const moves = round.map((from, i) => transition([from], round[(i + 1) % length] ?? '', { key: `round-${i}`, hidden: true, automatic: [conditions[i] ?? present('team')], effects: [{ kind: 'add_tag', tag: 'round' }] }))
      const found = checkWorkflow(withTransitions(sound, ...moves), library, 'never').filter(({ code }) => code === 'trigger-loop')
      expect(found.map(({ path }) => new Set(path).isSupersetOf(new Set(round)))).toContain(true)
      expect(found.every(({ message }) => / → /.test(message))).toBe(true)
    }), { numRuns: 150 })
  })

  test('a way round that what facts say about each other rules out is none', () => {
    const base: Workflow = { key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps: [{ key: 'a', status: 'placed' }, { key: 'b', status: 'confirmed' }, { key: 'z', status: 'completed' }], transitions: [transition(['a', 'b'], 'z')] }
    const round = (there: Condition, back: Condition) => checkWorkflow(withTransitions(base, transition(['a'], 'b', { automatic: [there] }), transition(['b'], 'a', { automatic: [back] })), library, 'never').map(({ code }) => code)
    expect(round(present('needsShipping'), { fact: 'lineCount', is: 'absent' })).toEqual([])
    expect(round(present('needsShipping'), { fact: 'lineCount', is: 'present' })).toEqual(['trigger-loop'])
    expect(round({ fact: 'everyLineCategory', in: ['ready'] }, { fact: 'lineCategories', in: ['in_progress'] })).toEqual([])
    expect(round({ fact: 'lineCategories', in: ['ready'] }, { fact: 'lineCategories', in: ['in_progress'] })).toEqual(['trigger-loop'])
    // An order may be marked paid though nobody said how, and the other way round.
    expect(round({ fact: 'paymentStatus', in: ['paid'] }, { fact: 'paymentMethod', is: 'absent' })).toEqual(['trigger-loop'])
  })

  test('a circle behind very many other automatic moves is found', () => {
    const round = [transition(['hub'], 'back', { automatic: [present('team')] }), transition(['back'], 'hub', { automatic: [present('manager')] })]
    expect(examineWorkflow(hubOf(60, [...round, transition(['back'], 'end-0')]), library, 'never')).toMatchObject({ faults: [{ code: 'trigger-loop', path: ['hub', 'back', 'hub', 'back'] }], doubts: [] })
  })

  test('a circle that what it does itself interrupts is none, and one that it brings about is', () => {
    const base: Workflow = { key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps: [{ key: 'a', status: 'placed' }, { key: 'b', status: 'confirmed' }, { key: 'z', status: 'completed' }], transitions: [transition(['a', 'b'], 'z')] }
    const round = (conditions: Condition[], value: string) => checkWorkflow(withTransitions(base,
      transition(['a'], 'b', { automatic: [present('team')], effects: [{ kind: 'set_field', field: 'bench', value }], fields: [{ key: 'bench', label: 'Bench', kind: 'choice', options: ['one', 'two'], required: false }] }),
      transition(['b'], 'a', { automatic: conditions })), library, 'never').map(({ code }) => code)
    expect(round([{ fact: 'fields.bench', in: ['one'] }], 'one')).toEqual(['trigger-loop'])
    expect(round([{ fact: 'fields.bench', in: ['one'] }], 'two')).toEqual([])
    expect(round([present('team')], 'two')).toEqual(['trigger-loop'])
    expect(round([{ fact: 'team', is: 'absent' }], 'two')).toEqual([])
  })

  const timers: [string, (from: string, to: string) => Workflow['transitions'], Partial<Workflow['transitions'][number]>?][] = [
    ['behind a shorter timer that always may', (from, to) => [transition([from], to, { key: 'sooner', afterMinutes: 5 }), transition([from], to, { key: 'late', afterMinutes: 60, guards: [present('team')] })]],
    ['behind an automatic move that is due whenever it is', (from, to) => [transition([from], to, { key: 'at-once', automatic: [present('team')] }), transition([from], to, { key: 'late', afterMinutes: 60, guards: [present('team'), present('manager')] })]],
    ['behind an automatic move that is always due', (from, to) => [transition([from], to, { key: 'at-once', automatic: [{ fact: 'lineCount', atLeast: 0 }] }), transition([from], to, { key: 'late', afterMinutes: 60 })]],
    ['that asks for a reason', (from, to) => [transition([from], to, { key: 'late', afterMinutes: 60, reasonRequired: true })]],
    ['that counts business hours behind a shorter one that goes by the clock', (from, to) => [transition([from], to, { key: 'sooner', afterMinutes: 60 }), transition([from], to, { key: 'late', afterMinutes: 60, inBusinessHours: true })]],
    ['that counts business hours behind a shorter one of them', (from, to) => [transition([from], to, { key: 'sooner', afterMinutes: 5, inBusinessHours: true }), transition([from], to, { key: 'late', afterMinutes: 60, inBusinessHours: true })]],
    ['that counts more business hours than are counted', (from, to) => [transition([from], to, { key: 'late', afterMinutes: 60_060, inBusinessHours: true })]],
    ['that waits longer than is allowed', (from, to) => [transition([from], to, { key: 'late', afterMinutes: 600_000 })]],
  ]
  test.each(timers)('a timer %s', (_, make) => {
    fc.assert(fc.property(soundTriggeredWorkflow, fc.nat(), (sound, at) => {
      const bare = { ...sound, transitions: sound.transitions.filter(({ afterMinutes, automatic }) => afterMinutes === undefined && automatic === undefined) }
      const from = openStep(bare, at)
      const found = checkWorkflow(withTransitions(bare, ...make(from, from === 'step-0' ? (bare.steps.at(-1)?.key ?? '') : 'step-0')), library, 'never').filter(({ code }) => code === 'dead-timer')
      expect(found).toMatchObject([{ step: from, message: expect.stringMatching(/^The timer “.*” can never fire: .*\.$/) }])
    }), { numRuns: 100 })
  })

  test('a timer in a step nobody can reach, in the archive, and of a line item', () => {
    fc.assert(fc.property(soundExplicitWorkflow, (sound) => {
      expect(codes(withTransitions(withSteps(sound, { key: 'island', status: 'ready' }), late('island')))).toContain('dead-timer')
      expect(codes(withTransitions(withSteps(sound, { key: 'attic', status: 'closed' }), transition(['step-0'], 'attic'), late('attic')))).toEqual(['dead-timer'])
    }), { numRuns: 100 })
  })

  test('a longer timer has its turn where the shorter one may be held back', () => {
    const guarded: Workflow = { key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps: [{ key: 'a', status: 'placed' }, { key: 'z', status: 'completed' }, { key: 'x', status: 'abandoned' }],
      transitions: [transition(['a'], 'z', { afterMinutes: 10, guards: [{ fact: 'paymentStatus', in: ['paid'] }] }), transition(['a'], 'x', { afterMinutes: 60 })] }
    expect(checkWorkflow(guarded, library, 'never')).toEqual([])
    const [sooner, later] = [transition(['a'], 'z', { afterMinutes: 10, inBusinessHours: true }), transition(['a'], 'x', { afterMinutes: 60 })]
    expect(checkWorkflow({ ...guarded, transitions: [sooner, later] }, library, 'never'), 'the clock may be over before ten minutes of opening are').toEqual([])
  })

  test('what counts business hours without a timer that could', () => {
    expect(codes({ key: 'w', name: 'W', scope: 'order', movement: 'linear', steps: [{ key: 'a', status: 'placed' }, { key: 'z', status: 'completed' }], transitions: [transition(['a'], 'z', { inBusinessHours: true })] })).toEqual(['nothing-counted'])
  })

  test('a move that only those are to make who move nothing', () => {
    const workflow: Workflow = { key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps: [{ key: 'a', status: 'placed' }, { key: 'z', status: 'completed' }], transitions: [transition(['a'], 'z', { roles: ['contractor'] })] }
    expect(checkWorkflow(workflow, library, 'never')).toMatchObject([{ code: 'nobody-may' }])
  })
})

test('a hundred steps, with everything that can be asked of them, are checked in the time a keystroke takes', () => {
  const steps = Array.from({ length: 100 }, (_, i) => ({ key: `s${i}`, status: i === 99 ? 'completed' : i % 9 === 0 && i > 0 ? 'on-hold' : 'in-progress' }))
  const transitions = steps.slice(0, -1).flatMap(({ key }, i) => [
    transition([key], `s${i + 1}`, { guards: [{ fact: 'total', atLeast: i }, { fact: 'channel', notIn: ['api'] }] }),
    transition([key], `s${Math.min(99, i + 2)}`, { key: `auto-${i}`, automatic: [{ fact: 'tags', in: [`tag-${i}`] }, { fact: 'paymentStatus', in: ['paid'] }], hidden: true }),
    transition([key], 's99', { key: `timer-${i}`, afterMinutes: i + 1, hidden: true, guards: [{ fact: 'customerEmail', is: 'present' }] }),
  ])
  const workflow: Workflow = { key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps, transitions }
  expect(checkWorkflow(workflow, library, 'never')).toEqual([])
  const times = Array.from({ length: 5 }, () => processorTime(() => checkWorkflow(workflow, library, 'never'))).sort((a, b) => a - b)
  expect(times[2]).toBeLessThan(200)
})

test('a workflow that is all triggers, each leading everywhere, is still answered, and that not all was tried is said', () => {
  const steps = Array.from({ length: 200 }, (_, i) => ({ key: `s${i}`, status: i === 199 ? 'completed' : 'in-progress' }))
  const transitions = Array.from({ length: 500 }, (_, i) => transition(['@open'], `s${i % 200}`, { key: `t${i}`, automatic: [{ fact: 'tags', in: [`a${i}`] }, { fact: 'paymentStatus', in: ['paid', 'partial'] }] }))
  expect(processorTime(() => {
    const { faults, doubts } = examineWorkflow({ key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps, transitions }, library, 'never')
    expect(faults.some(({ code }) => code === 'trigger-loop')).toBe(true)
    expect(doubts).toEqual(['“W” has so many moves made by nobody that not every way round could be tried: a circle among them may have been missed.'])
  })).toBeLessThan(5_000)
  expect(schema.safeParse({ key: 'w', name: 'W', scope: 'order', movement: 'free', steps: Array.from({ length: 10_000 }, (_, i) => ({ key: `s${i}`, status: 'placed' })) }).success).toBe(false)
}, 30_000)

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
  expect(processorTime(() => checkWorkflow({ key: 'w', name: 'W', scope: 'order', movement: 'explicit', steps, transitions }, library))).toBeLessThan(10_000)
}, 30_000)

function withSteps(workflow: Workflow, ...steps: Workflow['steps']): Workflow {
  return { ...workflow, steps: [...workflow.steps, ...steps] }
}

function withTransitions(workflow: Workflow, ...transitions: Workflow['transitions']): Workflow {
  return { ...workflow, transitions: [...workflow.transitions, ...transitions] }
}

function withoutWildcards(workflow: Workflow): Workflow {
  return { ...workflow, transitions: workflow.transitions.filter(({ from }) => !from.includes('@any') && !from.includes('@open')) }
}

/** A step with so many automatic moves to ends before those that are meant. */
function hubOf(count: number, more: Workflow['transitions']): Workflow {
  return {
    key: 'w', name: 'Hub', scope: 'order', movement: 'explicit',
    steps: [{ key: 'hub', status: 'placed' }, { key: 'back', status: 'confirmed' }, ...Array.from({ length: count }, (_, i) => ({ key: `end-${i}`, status: 'completed' }))],
    transitions: [...Array.from({ length: count }, (_, i) => transition(['hub'], `end-${i}`, { automatic: [{ fact: 'tags', in: [`tag-${i}`] }] })), ...more],
  }
}

function late(from: string): Workflow['transitions'][number] {
  return transition([from], 'step-0', { key: 'late', afterMinutes: 60 })
}

function codes(workflow: Workflow): FaultCode[] {
  return checkWorkflow(workflow, library, 'never').map(({ code }) => code)
}

function present(fact: string): Condition {
  return { fact, is: 'present' }
}

function openSteps({ steps }: Pick<Workflow, 'steps'>): string[] {
  return steps.filter(({ status }) => ['draft', 'quoted', 'placed', 'confirmed', 'in-progress', 'ready', 'in-transit'].includes(status)).map(({ key }) => key)
}

function openStep(workflow: Workflow, at: number): string {
  const open = openSteps(workflow)
  return open[at % open.length] ?? 'step-0'
}
