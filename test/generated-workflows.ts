import fc from 'fast-check'
import { categories, isSideRoad, rulesOf, type Category } from '#domain/workflows/category.ts'
import type { KnownStatus } from '#domain/workflows/freeze-process.ts'
import type { Condition, Transition, Workflow } from '#domain/workflows/schema.ts'
import { MOST_BUSINESS_MINUTES } from '#domain/workflows/timer.ts'

const mainRoad = categories.filter((category) => !isSideRoad(category))
const openRoad = mainRoad.filter((category) => rulesOf(category).isOpen)
const endings = ['completed', 'cancelled', 'closed'] as const

/** One status of each category, keyed by it. */
export const library: { statuses: KnownStatus[]; workflowTypes: { key: string; name: string }[] } = {
  statuses: categories.map((category) => ({ id: `id-${category}`, key: keyOf(category), name: category, category, scope: 'order' })),
  workflowTypes: [{ key: 'production', name: 'Production' }],
}

const possibleGuards: Condition[][] = [
  [{ fact: 'total', atLeast: 100 }, { fact: 'total', is: 'present' }], [{ fact: 'channel', in: ['web', 'api'] }, { fact: 'channel', notIn: ['api', 'counter'] }], [{ fact: 'needsShipping', is: 'absent' }],
  [{ fact: 'tags', in: ['rush'] }, { fact: 'tags', notIn: ['blocked'] }], [{ fact: 'lineCategories', in: ['ready'] }, { fact: 'lineCategories', in: ['completed'] }], [{ fact: 'fields.size', in: ['S', 'M'] }, { fact: 'fields.size', is: 'present' }],
  [{ fact: 'everyLineCategory', in: ['ready', 'completed'] }, { fact: 'everyLineCategory', notIn: ['ready'] }], [{ fact: 'lineCount', atLeast: 500 }], [{ fact: 'checklists', in: ['done', 'none'] }], [],
]
// Of facts that no guard above and no timer below asks for, so that none is always overtaken by another.
const possibleTriggers: Condition[][] = [[{ fact: 'paymentMethod', is: 'present' }], [{ fact: 'paymentStatus', in: ['paid', 'partial'] }], [{ fact: 'shippingAddress', is: 'present' }, { fact: 'paymentStatus', notIn: ['failed'] }]]

/** A workflow that can work, of any movement. */
export const soundWorkflow: fc.Arbitrary<Workflow> = fc.oneof(free(), linear(), explicit())
export const soundExplicitWorkflow = explicit()

/** Sound workflows that also ask, move by themselves and watch the clock: conditions that can hold, triggers that lead onward. */
export const soundTriggeredWorkflow: fc.Arbitrary<Workflow> = fc.oneof({ weight: 4, arbitrary: triggered() }, { weight: 1, arbitrary: alternating() })

export function transition(from: string[], to: string, more: Partial<Transition> = {}): Transition {
  const key = `${from.join('-')}-to-${to}`.replaceAll('@', '')
  return { key, name: key, from, to, fields: [], guards: [], reasonRequired: false, hidden: false, ...more }
}

function free(): fc.Arbitrary<Workflow> {
  return fc.record({ first: fc.constantFrom(...mainRoad), others: fc.array(fc.constantFrom(...categories), { maxLength: 10 }), end: fc.constantFrom(...endings) })
    .map(({ first, others, end }) => workflowOf('free', [first, ...others, end], []))
}

function linear(): fc.Arbitrary<Workflow> {
  return fc.record({ road: fc.array(fc.constantFrom(...openRoad), { maxLength: 8 }), sides: fc.array(fc.constantFrom(...categories.filter(isSideRoad)), { maxLength: 4 }) })
    .map(({ road, sides }) => {
      const steps = [...road, 'completed' as const, ...sides]
      const transitions = sides.flatMap((side, i) => {
        const key = stepKey(road.length + 1 + i)
        return [transition([stepKey(0)], key), ...(side === 'on_hold' ? [transition([key], '@held-from')] : [])]
      })
      return workflowOf('linear', steps, transitions)
    })
}

/** Every step is entered from an earlier one, and every open one leads to a later one, the last of which is an end. */
function explicit(): fc.Arbitrary<Workflow> {
  const middle = fc.record({ category: fc.constantFrom(...categories), enteredFrom: fc.nat(), leadsTo: fc.nat(), returns: fc.boolean() })
  return fc.record({
    first: fc.constantFrom(...openRoad), middles: fc.array(middle, { maxLength: 8 }), end: fc.constantFrom(...endings),
    more: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }), cancel: fc.constantFrom(undefined, '@any', '@open'),
  }).map(({ first, middles, end, more, cancel }) => {
    const steps = [first, ...middles.map(({ category }) => category), end]
    const last = steps.length - 1
    const ways = middles.flatMap(({ category, enteredFrom, leadsTo, returns }, before) => {
      const at = before + 1
      // Leading on into a hold that only leads back would be a circle.
      const later = steps.map((_, i) => i).filter((i) => i > at && !(middles[i - 1]?.category === 'on_hold' && middles[i - 1]?.returns))
      const onward = transition([stepKey(at)], stepKey(later[leadsTo % later.length] ?? last))
      const back = transition([stepKey(at)], '@held-from')
      return [
        transition([stepKey(enteredFrom % at)], stepKey(at)),
        ...(category === 'on_hold' && returns ? [back] : rulesOf(category).isOpen ? [onward] : []),
      ]
    })
    const shortcuts = more.map(([from, to]) => [from % steps.length, to % steps.length] as const).filter(([from, to]) => from !== to)
      .map(([from, to]) => transition([stepKey(from)], stepKey(to)))
    const all = [...ways, transition([stepKey(0)], stepKey(last)), ...shortcuts, ...(cancel ? [transition([cancel], stepKey(last))] : [])]
    return workflowOf('explicit', steps, [...new Map(all.map((one) => [one.key, one])).values()])
  })
}

function triggered(): fc.Arbitrary<Workflow> {
  /** How long a timer waits, by the clock or by business hours. */
  const wait = fc.oneof(fc.record({ afterMinutes: fc.integer({ min: 1, max: 525_600 }) }), fc.record({ afterMinutes: fc.integer({ min: 1, max: MOST_BUSINESS_MINUTES }), inBusinessHours: fc.constant(true as const) }))
  const more = fc.record({ guards: fc.array(fc.constantFrom(...possibleGuards), { minLength: 12, maxLength: 12 }), automatic: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...possibleTriggers)), { maxLength: 4 }), timers: fc.array(fc.tuple(fc.nat(), fc.nat(), wait), { maxLength: 4 }) })
  return fc.tuple(explicit(), more).map(([workflow, { guards, automatic, timers }]) => {
    const asked = workflow.transitions.map((one, i) => ({ ...one, guards: guards[i % guards.length] ?? [] }))
    const byItself = onePerStep(automatic, workflow).map(([from, to, conditions]) => transition([from], to, { key: `by-itself-${from}-${to}`, automatic: conditions, hidden: true }))
    const timed = onePerStep(timers, workflow).map(([from, to, waiting]) => transition([from], to, { key: `in-time-${from}-${to}`, ...waiting, hidden: true, guards: [{ fact: 'customerEmail', is: 'present' }] }))
    return { ...workflow, transitions: [...asked, ...byItself, ...timed] }
  })
}

/** From an open step to a later one, one from each, so that nothing goes round and nothing is overtaken. */
function onePerStep<T>(picks: [number, number, T][], { steps }: Workflow): [string, string, T][] {
  const open = steps.flatMap(({ key, status }, i) => (i < steps.length - 1 && rulesOf(categoryOf(status)).isOpen ? [{ key, i }] : []))
  const chosen = picks.flatMap(([from, to, what]): [string, string, T][] => {
    const step = open[from % Math.max(1, open.length)]
    return step ? [[step.key, steps[step.i + 1 + (to % (steps.length - step.i - 1))]?.key ?? '', what]] : []
  })
  return [...new Map(chosen.map((one) => [one[0], one])).values()]
}

/** Two steps that lead to each other by themselves, on conditions that exclude each other: back and forth as the facts change, never round. */
function alternating(): fc.Arbitrary<Workflow> {
  const exclusive = fc.constantFrom<[Condition, Condition]>(
    [{ fact: 'scheduled', is: 'present' }, { fact: 'scheduled', is: 'absent' }], [{ fact: 'paymentStatus', in: ['paid'] }, { fact: 'paymentStatus', notIn: ['paid', 'partial'] }],
    [{ fact: 'everyLineCategory', in: ['ready'] }, { fact: 'everyLineCategory', in: ['completed'] }], [{ fact: 'tags', in: ['rush'] }, { fact: 'tags', notIn: ['rush', 'slow'] }],
  )
  return fc.tuple(explicit().filter(({ steps }) => steps.length > 2), exclusive).map(([workflow, [there, back]]) => {
    const [first, second] = workflow.steps.filter(({ status }) => categoryOf(status) !== 'closed')
    if (!first || !second) return workflow
    return { ...workflow, transitions: [...workflow.transitions, transition([first.key], second.key, { key: 'there', automatic: [there] }), transition([second.key], first.key, { key: 'back', automatic: [back] })] }
  })
}

function categoryOf(status: string): Category {
  return status.replaceAll('-', '_') as Category
}

function workflowOf(movement: Workflow['movement'], steps: Category[], transitions: Transition[]): Workflow {
  return { key: 'work', name: 'Work', type: 'production', scope: 'order', movement, steps: steps.map((category, i) => ({ key: stepKey(i), status: keyOf(category) })), transitions }
}

function stepKey(i: number): string {
  return `step-${i}`
}

function keyOf(category: Category): string {
  return category.replaceAll('_', '-')
}
