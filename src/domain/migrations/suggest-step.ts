import { isSideRoad, rulesOf } from '../workflows/category.ts'
import type { FrozenStep } from '../workflows/process.ts'
import { mayStandIn } from './plan-migration.ts'

/** A step that could stand in for one that is gone, and why this one. */
export type Suggestion = { step: string; because: string }
type Given = Pick<FrozenStep, 'key' | 'statusId' | 'category'>

/** Where something open may be put that stands at a step which is gone: nothing else is offered. */
export function choicesFor<T extends Given>(gone: Given, there: T[], lineItem: boolean): T[] {
  return there.filter(({ category }) => mayStandIn(gone.category, category, lineItem))
}

/**
 * What to suggest for a step that is gone: the step with the same status, or else the nearest of the same meaning, or else the
 * nearest on the road, what comes before it first: nothing is skipped so. Only what may be chosen and takes nothing from the
 * stock room, so that no suggestion is refused later. `before` are the steps of the workflow it is gone from, `there` those it
 * could be put at.
 */
export function suggestionFor(gone: Given, before: Given[], there: Given[], lineItem: boolean): Suggestion | undefined {
  const harmless = choicesFor(gone, there, lineItem).filter(({ category }) => [rulesOf(gone.category).stock, 'as_before'].includes(rulesOf(category).stock))
  const sameStatus = harmless.find(({ statusId }) => statusId === gone.statusId)
  if (sameStatus) return { step: sameStatus.key, because: 'It has the same status.' }
  const distance = distanceFrom(gone, before, there)
  const nearest = (steps: Given[]) => steps.toSorted((a, b) => distance(a) - distance(b))[0]
  const sameCategory = nearest(harmless.filter(({ category }) => category === gone.category))
  if (sameCategory) return { step: sameCategory.key, because: `It means the same: ${rulesOf(gone.category).name.toLowerCase()}.` }
  const onTheRoad = nearest(harmless.filter(({ category }) => !isSideRoad(category)))
  return onTheRoad && { step: onTheRoad.key, because: distance(onTheRoad) % 1 === 0 ? 'It comes right before, in the order of steps.' : 'It comes next, in the order of steps.' }
}

/** How far a step is from where the gone one would be: whole numbers for what comes before, halves more for what comes after. */
function distanceFrom(gone: Given, before: Given[], there: Given[]): (step: Given) => number {
  const passed = before.slice(0, before.findIndex(({ key }) => key === gone.key))
  const place = there.findLastIndex(({ key }) => passed.some((step) => step.key === key)) + 1
  return (step) => {
    const at = there.findIndex(({ key }) => key === step.key)
    return at < place ? place - 1 - at : at - place + 0.5
  }
}
