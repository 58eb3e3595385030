import type { Findings, ProcessFault } from './fault.ts'
import { rulesOf, type Category } from './category.ts'
import { sourceOf } from './fact.ts'
import { fieldsIn } from './fact-context.ts'
import { enterStep } from './enter-step.ts'
import { exploreWorkflow } from './explore-workflow.ts'
import { findCircles, type Arrow } from './find-circles.ts'
import type { Mover } from './move.ts'
import { narrowed, type Possibilities } from './possibilities.ts'
import { positionAt, type Position, type Process, type Route } from './process.ts'
import { applies, rollUpsFrom, type Ruled } from './roll-up.ts'
import { automaticFrom, guardsByItself, mayMoveByItself, possibilitiesIn, type Trigger } from './triggers.ts'

type NameOf = (position: Position) => string
type RuledArrow = Arrow<Mover> & { rule: string | null }

/**
 * Roll-up rules that move an order back and forth while its line items stand still, by themselves or together with automatic
 * moves. Every way line items can stand apart from each other is tried: all at one category, at two, at all of them.
 */
export function faultsOfRollUps(process: Process, routes: Route[], nameOf: NameOf): Findings<ProcessFault> {
  const lineWorkflow = process.workflows[process.orderType.lineItemWorkflow ?? '']
  if (process.orderType.rollUps.length === 0 || !lineWorkflow) return { faults: [], doubts: [] }
  const transitions = Object.values(process.workflows).filter(({ scope }) => scope === 'order').flatMap((workflow) => workflow.transitions)
  const possible = possibilitiesIn({ scope: 'order', transitions }, fieldsIn([process.orderType], { scope: 'order', transitions }))
  const situations = situationsOf([...new Set(lineWorkflow.steps.map(({ category }) => category))])
  const faults = new Map<string, ProcessFault>()
  let isAllWhole = true
  for (const route of routes) {
    const [movers, choices] = [moversOn(process, route), new Map<string, Choices>()]
    const choicesAt = (mover: Mover) => choices.get(placeName(mover)) ?? remember(choices, placeName(mover), choicesOf(process, mover))
    const starts = movers.filter((mover) => choicesAt(mover).ruled.length > 0)
    for (const lines of situations) {
      const known = knownOf(possible, lines)
      if (!known) continue
      const { circles, isWhole } = findCircles(starts.filter((mover) => choicesAt(mover).ruled.some(({ rule }) => applies(rule, lines))), (mover) => arrowsOf(choicesAt(mover), mover, lines), placeName, known)
      isAllWhole &&= isWhole
      for (const { places, arrows } of circles) {
        const rules = arrows.flatMap((arrow) => (arrow as RuledArrow).rule ?? [])
        if (rules.length === 0) continue
        const steps = [...places, ...places.slice(0, 1)].map(({ position }) => position)
        const name = rules.toSorted().join(' ')
        if (!faults.has(name)) faults.set(name, { code: 'roll-up-cycle', step: steps[0]?.step ?? null, path: steps.map(({ step }) => step), workflow: steps[0]?.workflow ?? null, message: messageOf(rules, steps.map(nameOf), lines) })
      }
    }
  }
  const doubts = isAllWhole ? [] : [`“${process.orderType.name}” has so many roll-ups and moves made by nobody that not every way round could be tried: a circle among them may have been missed.`]
  return { faults: [...faults.values()], doubts }
}

function messageOf(rules: string[], steps: string[], lines: Category[]): string {
  const named = [...new Set(rules)].map((rule) => `“${rule}”`)
  const who = named.length === 1 ? `The roll-up ${named[0]} moves` : `The roll-ups ${named.join(' and ')} move`
  return `${who} orders back and forth: ${steps.join(' → ')}, while the line items stand at ${[...new Set(lines)].map((category) => rulesOf(category).name).join(' and ')}.`
}

function situationsOf(categories: Category[]): Category[][] {
  const pairs = categories.flatMap((one, i) => categories.slice(i + 1).map((other) => [one, other]))
  return [...categories.map((one) => [one]), ...pairs, ...(categories.length > 2 ? [categories] : [])]
}

/** Everywhere on its route an order can stand. */
function moversOn(process: Process, route: Route): Mover[] {
  return route.flatMap(({ phase, workflow }, i) => {
    const frozen = process.workflows[workflow]
    if (!frozen) return []
    const at = (step: string) => positionAt(process, phase, workflow, step)
    return exploreWorkflow(frozen, i < route.length - 1).places.flatMap((place): Mover[] => {
      const position = at(place.step)
      return position ? [{ position, heldFrom: (place.heldFrom === null ? undefined : at(place.heldFrom)) ?? null, route }] : []
    })
  })
}

type Choices = { automatic: Trigger[]; ruled: Ruled[] }

function choicesOf(process: Process, mover: Mover): Choices {
  const ruled = rollUpsFrom(process, mover).filter(({ move }) => !move.transition || mayMoveByItself(move.transition, mover))
  return { automatic: automaticFrom(process, mover), ruled: mover.position.category === 'closed' ? [] : ruled }
}

/** What moves it by itself, in the engine's order: first what is automatic, then the first rule that speaks of such line items. */
function arrowsOf({ automatic, ruled }: Choices, mover: Mover, lines: Category[]): RuledArrow[] {
  const first = ruled.find(({ rule }) => applies(rule, lines))
  return [
    ...automatic.map(({ move, transition, requires }): RuledArrow => ({ to: enterStep(mover, move.to, move.key), requires, effects: transition.effects ?? [], label: transition.name, rule: null })),
    ...(first ? [{
      to: enterStep(mover, first.move.to, first.move.key), requires: first.move.transition ? guardsByItself(first.move.transition, 'order') : [], effects: first.move.transition?.effects ?? [],
      label: first.rule.name, rule: first.rule.name,
    }] : []),
  ]
}

/** What is known of an order whose line items stand so; undefined where what is asked of them could not be. */
function knownOf(possible: Possibilities, lines: Category[]): Possibilities | undefined {
  const standing = lines.filter((category) => category !== 'cancelled')
  const known = new Map(possible)
  const fact = sourceOf('lineCategories')
  if (known.has(fact)) known.set(fact, [standing])
  return known.has('lineCount') ? narrowed(known, [{ fact: 'lineCount', atLeast: 1 }]) : known
}

function placeName({ position, heldFrom }: Mover): string {
  return [position.phase, position.workflow, position.step, heldFrom?.workflow, heldFrom?.step].join(' ')
}

function remember<T>(known: Map<string, T>, name: string, value: T): T {
  known.set(name, value)
  return value
}
