import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import { leavesFrom } from '#domain/workflows/move.ts'
import type { Category } from '#domain/workflows/category.ts'
import { ANY_STEP, OPEN_STEPS } from '#domain/workflows/special-steps.ts'
import { keyFrom } from '../../kit/keys.ts'

export type WorkflowDraft = NonNullable<DesignedWorkflow['draft']>['definition']
export type Step = WorkflowDraft['steps'][number]
export type Transition = WorkflowDraft['transitions'][number]

/** What is changed; a member that becomes undefined is left out. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined }

/** A step in this status, at the end or at a place; a status may be a step twice. */
export function addStep(draft: WorkflowDraft, status: { key: string; name: string }, at = draft.steps.length): WorkflowDraft {
  const step: Step = { key: keyFrom(status.name, draft.steps.map(({ key }) => key), 'step'), status: status.key }
  return { ...draft, steps: draft.steps.toSpliced(at, 0, step) }
}

export function changeStep(draft: WorkflowDraft, key: string, patch: Patch<Omit<Step, 'key'>>): WorkflowDraft {
  return { ...draft, steps: draft.steps.map((step) => (step.key === key ? patched(step, patch) : step)) }
}

/** Without the step, and without the moves that only it had. */
export function removeStep(draft: WorkflowDraft, key: string): WorkflowDraft {
  const transitions = draft.transitions.flatMap((transition) => {
    if (transition.to === key) return []
    if (!transition.from.includes(key)) return [transition]
    const from = transition.from.filter((one) => one !== key)
    return from.length === 0 ? [] : [{ ...transition, from }]
  })
  return { ...draft, steps: draft.steps.filter((step) => step.key !== key), transitions }
}

export function orderSteps(draft: WorkflowDraft, keys: string[]): WorkflowDraft {
  const at = new Map(keys.map((key, i) => [key, i]))
  return { ...draft, steps: draft.steps.toSorted((a, b) => (at.get(a.key) ?? 0) - (at.get(b.key) ?? 0)) }
}

/** Answers the draft with the new move, and the move, so that it can be opened at once. */
export function addTransition(draft: WorkflowDraft, given: Pick<Transition, 'name' | 'from' | 'to'>): { draft: WorkflowDraft; transition: Transition } {
  const transition: Transition = { ...given, key: keyFrom(given.name, draft.transitions.map(({ key }) => key), 'move'), fields: [], guards: [], reasonRequired: false, hidden: false }
  return { draft: { ...draft, transitions: [...draft.transitions, transition] }, transition }
}

export function changeTransition(draft: WorkflowDraft, key: string, patch: Patch<Omit<Transition, 'key'>>): WorkflowDraft {
  return { ...draft, transitions: draft.transitions.map((transition) => (transition.key === key ? patched(transition, patch) : transition)) }
}

export function removeTransition(draft: WorkflowDraft, key: string): WorkflowDraft {
  return { ...draft, transitions: draft.transitions.filter((transition) => transition.key !== key) }
}

type Leaving = { step: string; category: Category }

/** The named moves that lead from one step to another. */
export function movesBetween(draft: WorkflowDraft, from: Leaving, to: string): Transition[] {
  return draft.transitions.filter((transition) => transition.to === to && leavesFrom(transition, from))
}

/** Whether a move leaves from this step because it leaves from all of them, or from all open ones. */
export function leavesFromAll({ from }: Transition): boolean {
  return from.includes(ANY_STEP) || from.includes(OPEN_STEPS)
}

/**
 * Allows a move between two steps, by a move that leads there already or a new one of that name; or takes it away. What leaves
 * from any step is not one step's to take away.
 */
export function setAllowed(draft: WorkflowDraft, from: string, to: string, isAllowed: boolean, name: string): WorkflowDraft {
  if (!isAllowed) {
    const transitions = draft.transitions.flatMap((transition) => {
      if (transition.to !== to || !transition.from.includes(from)) return [transition]
      const others = transition.from.filter((one) => one !== from)
      return others.length === 0 ? [] : [{ ...transition, from: others }]
    })
    return { ...draft, transitions }
  }
  const known = draft.transitions.find((transition) => transition.to === to && !transition.hidden && !leavesFromAll(transition) && transition.from.length < 100)
  return known ? changeTransition(draft, known.key, { from: [...known.from, from] }) : addTransition(draft, { name, from: [from], to }).draft
}

/** The draft as what is being designed anew under another name and key. */
export function copyOf(draft: WorkflowDraft, copy: Pick<WorkflowDraft, 'key' | 'name'>): WorkflowDraft {
  return { ...draft, ...copy }
}

function patched<T extends object>(thing: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...thing, ...patch }).filter(([, value]) => value !== undefined)) as T
}
