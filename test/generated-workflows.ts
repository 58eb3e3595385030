import fc from 'fast-check'
import { categories, isSideRoad, rulesOf, type Category } from '#domain/workflows/category.ts'
import type { KnownStatus } from '#domain/workflows/freeze-process.ts'
import type { Transition, Workflow } from '#domain/workflows/schema.ts'

const mainRoad = categories.filter((category) => !isSideRoad(category))
const openRoad = mainRoad.filter((category) => rulesOf(category).isOpen)
const endings = ['completed', 'cancelled', 'closed'] as const

/** One status of each category, keyed by it. */
export const library: { statuses: KnownStatus[]; workflowTypes: { key: string; name: string }[] } = {
  statuses: categories.map((category) => ({ id: `id-${category}`, key: keyOf(category), name: category, category, scope: 'order' })),
  workflowTypes: [{ key: 'production', name: 'Production' }],
}

/** A workflow that can work, of any movement. */
export const soundWorkflow: fc.Arbitrary<Workflow> = fc.oneof(free(), linear(), explicit())
export const soundExplicitWorkflow = explicit()

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

function workflowOf(movement: Workflow['movement'], steps: Category[], transitions: Transition[]): Workflow {
  return { key: 'work', name: 'Work', type: 'production', scope: 'order', movement, steps: steps.map((category, i) => ({ key: stepKey(i), status: keyOf(category) })), transitions }
}

function stepKey(i: number): string {
  return `step-${i}`
}

function keyOf(category: Category): string {
  return category.replaceAll('_', '-')
}
