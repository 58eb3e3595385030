import type { ProcessFault } from './fault.ts'
import type { Workflow } from './schema.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from './special-steps.ts'

const places: Record<string, string> = { [ANY_STEP]: 'Any step', [OPEN_STEPS]: 'Any open step', [WHERE_HELD_FROM]: 'Where it was held from', [NEXT_PHASE]: 'The next phase' }

/** What a step, or a place that stands for steps, is called. A status that is a step twice is told apart by which step it is. */
export function placeName({ steps }: Pick<Workflow, 'steps'>, statuses: ReadonlyMap<string, { name: string }>, place: string): string {
  const known = places[place]
  if (known) return known
  const step = steps.find(({ key }) => key === place)
  if (!step) return 'A step that is gone'
  const name = statuses.get(step.status)?.name ?? 'A status that is gone'
  const same = steps.filter(({ status }) => status === step.status)
  return same.length > 1 ? `${name} (${same.indexOf(step) + 1})` : name
}

type Pointed = Pick<ProcessFault, 'workflow' | 'path'>
type Stepped = Pick<Workflow, 'key' | 'steps'>

/** The way that shows a fault, step by step as people call them, each with its status; nothing where it is no way. It may lead from one workflow into another. */
export function pathOf<S extends { name: string }>({ workflow, path }: Pointed, workflows: readonly Stepped[], statuses: ReadonlyMap<string, S>): { name: string; status: S | undefined }[] {
  if (path.length < 2) return []
  const first = workflows.filter(({ key }) => key === workflow)
  return path.map((place) => {
    const at = [...first, ...workflows].find(({ steps }) => steps.some(({ key }) => key === place))
    return { name: at ? placeName(at, statuses, place) : place, status: statuses.get(at?.steps.find(({ key }) => key === place)?.status ?? '') }
  })
}

/** The same in words alone. */
export function pathInWords(fault: Pointed, workflows: readonly Stepped[], statuses: ReadonlyMap<string, { name: string }>): string[] {
  return pathOf(fault, workflows, statuses).map(({ name }) => name)
}
