import { isSideRoad, type Category } from '#domain/workflows/category.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import type { Transition, WorkflowDraft } from './workflow-edits.ts'

/**
 * How a way is drawn. `down`: straight from a step of the road to the next. `along`: past steps of the road, on its left. `out` and
 * `back`: between the road and what lies aside of it. `aside`: between two that lie aside. `place`: to or from a place that stands
 * for steps, drawn right beside the step, as often as it is needed.
 */
export type Way = { kind: 'down' | 'along' | 'out' | 'back' | 'aside' | 'place'; from: string[]; to: string; transition: Transition | undefined }
export type Place = { id: string; place: string; kind: 'from-all' | 'elsewhere'; beside: string }
export type Drawn = { road: string[]; aside: string[]; places: Place[]; ways: Way[] }

type Draft = Pick<WorkflowDraft, 'steps' | 'transitions' | 'movement'>

const fromAll: ReadonlySet<string> = new Set([ANY_STEP, OPEN_STEPS])

/** What is to be drawn of a workflow: the road, what lies aside, and every way; moves of one name to one step are one way from several. */
export function waysOf({ steps, transitions, movement }: Draft, categoryOf: (step: string) => Category): Drawn {
  const keys = steps.map(({ key }) => key)
  const open = keys.filter((key) => !isSideRoad(categoryOf(key)))
  const isDrawn = (place: string) => keys.includes(place) || place === NEXT_PHASE
  const road = [...(open.length > 0 ? open : keys), ...(transitions.some(({ to }) => to === NEXT_PHASE) ? [NEXT_PHASE] : [])]
  const aside = keys.filter((key) => !road.includes(key))
  const places: Place[] = []
  const ways: Way[] = onwardOf({ steps, movement, transitions }, road)
  for (const transition of transitions) {
    const { from, to } = transition
    const byKind = new Map<Way['kind'], string[]>()
    for (const one of from) {
      if (fromAll.has(one) ? !isDrawn(to) : !keys.includes(one)) continue
      if (fromAll.has(one) || to === WHERE_HELD_FROM) {
        const place: Place = fromAll.has(one) ? { id: `${one} ${transition.key}`, place: one, kind: 'from-all', beside: to } : { id: `${to} ${one} ${transition.key}`, place: to, kind: 'elsewhere', beside: one }
        places.push(place)
        ways.push(fromAll.has(one) ? { kind: 'place', from: [place.id], to, transition } : { kind: 'place', from: [one], to: place.id, transition })
      } else if (isDrawn(to)) {
        const kind = kindOf(road, one, to)
        byKind.set(kind, [...(byKind.get(kind) ?? []), one])
      }
    }
    for (const [kind, of] of byKind) ways.push({ kind, from: of, to, transition })
  }
  return { road, aside, places, ways }
}

function kindOf(road: string[], from: string, to: string): Way['kind'] {
  const [at, goal] = [road.indexOf(from), road.indexOf(to)]
  if (at < 0) return goal < 0 ? 'aside' : 'back'
  if (goal < 0) return 'out'
  return goal === at + 1 ? 'down' : 'along'
}

/** Where a linear workflow leads on by itself, without a named move. */
function onwardOf({ movement, transitions }: Draft, road: string[]): Way[] {
  if (movement !== 'linear') return []
  return road.flatMap((from, i): Way[] => {
    const to = road[i + 1]
    return to === undefined || to === NEXT_PHASE || transitions.some((transition) => transition.to === to && transition.from.includes(from)) ? [] : [{ kind: 'down', from: [from], to, transition: undefined }]
  })
}
