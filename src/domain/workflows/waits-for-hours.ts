import { rollUpsFrom } from './roll-up.ts'
import { leavesFrom } from './move.ts'
import { phaseOf, positionAt, type Position, type Process } from './process.ts'
import type { Transition } from './schema.ts'
import { isMadeByItself } from './triggers.ts'

/** The facts that change when a business opens or closes, or says other hours. */
const facts: ReadonlySet<string> = new Set(['withinBusinessHours', 'placedWithinBusinessHours'])

/** Every place of a process that something leaves by itself depending on business hours. */
export function placesThatWaitForHours(process: Process): Position[] {
  return Object.values(process.workflows).filter(({ scope }) => scope === 'order').flatMap((workflow) => {
    const asking = workflow.transitions.filter(asksAboutHours)
    const phase = phaseOf(process, workflow.key)
    return workflow.steps.flatMap((step) => {
      const position = positionAt(process, phase, workflow.key, step.key)
      const leaving = position ? asking.filter((transition) => leavesFrom(transition, position)) : []
      return position && leaving.some((transition) => leavesByItself(process, position, transition)) ? [position] : []
    })
  })
}

/** Whether any of its conditions asks about business hours, or its timer counts them. */
export function asksAboutHours({ automatic = [], guards, inBusinessHours }: Pick<Transition, 'automatic' | 'guards' | 'inBusinessHours'>): boolean {
  return inBusinessHours === true || [...automatic, ...guards].some(({ fact }) => facts.has(fact))
}

function leavesByItself(process: Process, position: Position, transition: Transition): boolean {
  if (isMadeByItself(transition)) return true
  return rollUpsFrom(process, { position, heldFrom: null, route: [] }).some(({ move }) => move.transition === transition)
}
