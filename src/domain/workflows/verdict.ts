import { asNoun } from '../kernel/as-noun.ts'
import { roleNames, reachOf, type Role } from '../kernel/permission.ts'
import { together, whatIsOpen, type Progress } from '../checklists/progress.ts'
import type { FieldValue } from '../kernel/schema.ts'
import { factOf, holds, whyNot, type Facts } from './condition.ts'
import { movesFrom, type Move, type Mover } from './move.ts'
import { isFilledIn } from './present.ts'
import type { Process } from './process.ts'
import type { FieldDefinition } from './schema.ts'
import { waitOf, type Wait } from './timer.ts'

/**
 * The full answer to "may it go there, now, by this person?". One verdict greys out the drop target, fills the tooltip,
 * opens the form and refuses on the server; there is no second copy of a rule.
 */
export type Verdict = {
  allowed: boolean
  /** Fields still to be filled in; a move that lacks only these asks for them instead of refusing. */
  missing: FieldDefinition[]
  blockedBy: { code: 'no-transition' | 'role' | 'guard' | 'checklist' | 'automatic' | 'archived'; message: string }[]
  /** A question to be answered with yes before the move is made. */
  confirm?: string
  /** One sentence for a tooltip: why it may, or why not. */
  because: string
}

export type MoveAttempt = {
  move: Move
  facts: Facts
  /** The mover's role; undefined for customers and assistants, who move nothing by hand. */
  role: Role | undefined
  fields?: Record<string, FieldValue>
  reason?: string | undefined
  /** Set when automation asks: hidden transitions are its own, and roles do not bind it. */
  automation?: boolean
  /** Set when a customer's own wizard makes the move: by the wizard the business says that they may. */
  byWizard?: boolean
}

/** How far the checklists are that a transition may wait for; `facts.checklistProgress`. Of a line item's move, `line_items` are its own. */
export type ChecklistProgress = { order: Progress; line_items: Progress }

const reasonField: FieldDefinition = { key: 'reason', label: 'Reason', kind: 'long_text', required: true }

/** Judges one offered move. */
export function verdict(attempt: MoveAttempt): Verdict {
  const blockedBy = [...whoMayNot(attempt), ...whatStandsInTheWay(attempt)]
  const missing = blockedBy.length > 0 ? [] : whatIsMissing(attempt)
  const confirm = attempt.move.transition?.confirm
  return {
    allowed: blockedBy.length === 0 && missing.length === 0,
    missing,
    blockedBy,
    ...(confirm ? { confirm } : {}),
    because: blockedBy[0]?.message ?? (missing.length > 0 ? `Needs ${missing.map((field) => asNoun(field.label)).join(', ')}.` : 'Allowed.'),
  }
}

/** The verdict on going where the process has no way to; it names the ways there are. */
export function verdictOnNoWay(process: Process, mover: Mover, nameOf: (move: Move) => string): Verdict {
  const ways = movesFrom(process, mover).filter((move) => !move.transition?.hidden)
  const because = ways.length === 0
    ? 'Nothing leads on from here.'
    : `The process has no such move from here. It can go by: ${ways.map(nameOf).join(', ')}.`
  return { allowed: false, missing: [], blockedBy: [{ code: 'no-transition', message: because }], because }
}

/** The fields a move asks for, its reason included, in the order a form shows them. */
export function fieldsOf(move: Move): FieldDefinition[] {
  return [...(move.transition?.fields ?? []), ...(move.transition?.reasonRequired ? [reasonField] : [])]
}

function whoMayNot({ move, role, automation, byWizard }: MoveAttempt): Verdict['blockedBy'] {
  if (automation) return []
  if (move.transition?.hidden) return [{ code: 'automatic', message: 'This move is made by Docket itself.' }]
  if (byWizard) return []
  if (!role) return [{ code: 'role', message: 'Only members move orders by hand.' }]
  const allowedRoles = move.transition?.roles
  if (allowedRoles && !allowedRoles.includes(role)) {
    return [{ code: 'role', message: `Only ${allowedRoles.map((name) => roleNames[name]).join(', ')} may do this.` }]
  }
  if (move.kind === 'back' && !reachOf(role, 'order.step_back')) {
    return [{ code: 'role', message: 'Only managers may move an order back.' }]
  }
  return []
}

function whatStandsInTheWay({ move, facts }: MoveAttempt): Verdict['blockedBy'] {
  if (facts.archived === true) return [{ code: 'archived', message: 'It is archived. Restore it first.' }]
  const guards = (move.transition?.guards ?? [])
    .filter((guard) => !holds(guard, facts))
    .map((guard): Verdict['blockedBy'][number] => ({ code: 'guard', message: whyNot(guard, facts) }))
  const open = whatGateWaitsFor(move, facts)
  return open === undefined ? guards : [...guards, { code: 'checklist', message: open }]
}

function whatGateWaitsFor({ transition }: Move, facts: Facts): string | undefined {
  const progress = facts.checklistProgress as ChecklistProgress | undefined
  if (!transition?.checklistGate || !progress) return undefined
  return whatIsOpen(transition.checklistGate === 'all' ? together(progress.order, progress.line_items) : progress[transition.checklistGate])
}

function whatIsMissing({ move, facts, fields = {}, reason }: MoveAttempt): FieldDefinition[] {
  return fieldsOf(move).filter((field) => {
    if (!field.required) return false
    if (field.key === 'reason') return !isFilledIn(reason)
    // What the order already knows need not be asked again (WCAG 3.3.7), unless the form emptied it on purpose.
    return !isFilledIn(field.key in fields ? fields[field.key] : factOf(facts, `fields.${field.key}`))
  })
}

/** The automatic move that is due now, if any: the first whose conditions and guards all hold. */
export function automaticMove(process: Process, mover: Mover, facts: Facts): Move | undefined {
  return movesFrom(process, mover).find(
    (move) =>
      move.transition?.automatic?.every((condition) => holds(condition, facts)) &&
      verdict({ move, facts, role: undefined, automation: true }).allowed,
  )
}

/** Timers that move on from here, each with how long it waits; the shortest first. */
export function timedMoves(process: Process, mover: Mover): { move: Move; wait: Wait }[] {
  return movesFrom(process, mover)
    .flatMap((move) => {
      const wait = move.transition && waitOf(move.transition)
      return wait ? [{ move, wait }] : []
    })
    .sort((a, b) => a.wait.afterMinutes - b.wait.afterMinutes)
}

/** The move that time makes: of the timers that are over, the first that may. */
export function timedMove(process: Process, mover: Mover, facts: Facts, isOver: (wait: Wait) => boolean): Move | undefined {
  return timedMoves(process, mover).find(({ move, wait }) => isOver(wait) && verdict({ move, facts, role: undefined, automation: true }).allowed)?.move
}
