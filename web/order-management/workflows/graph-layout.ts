import { Graph, layout } from '@dagrejs/dagre'
import { isSideRoad, type Category } from '#domain/workflows/category.ts'
import { ANY_STEP, NEXT_PHASE, OPEN_STEPS, WHERE_HELD_FROM } from '#domain/workflows/special-steps.ts'
import type { Transition, WorkflowDraft } from './workflow-edits.ts'

export type Point = { x: number; y: number }
export type PlacedNode = Point & { id: string; width: number; height: number; kind: 'step' | 'from-all' | 'elsewhere' }
export type PlacedEdge = { id: string; from: string; to: string; points: Point[]; label: Point; transition: Transition | undefined }
export type Placed = { nodes: PlacedNode[]; edges: PlacedEdge[] }

const HEIGHT = 40
const fromAll: ReadonlySet<string> = new Set([ANY_STEP, OPEN_STEPS])
const elsewhere: ReadonlySet<string> = new Set([WHERE_HELD_FROM, NEXT_PHASE])

/** Where every step and every way stands when the workflow is drawn: from top to bottom, with room for the names of the ways. */
export function layOut(draft: Pick<WorkflowDraft, 'steps' | 'transitions' | 'movement'>, nameOf: (place: string) => string, categoryOf: (step: string) => Category): Placed {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 34, edgesep: 16, marginx: 16, marginy: 16 })
  const places = [...new Set(draft.transitions.flatMap(({ from, to }) => [...from, to]).filter((place) => fromAll.has(place) || elsewhere.has(place)))]
  const keys = [...draft.steps.map(({ key }) => key), ...places]
  for (const key of keys) graph.setNode(key, { width: Math.min(240, 56 + nameOf(key).length * 7.2), height: HEIGHT })
  const edges: Omit<PlacedEdge, 'points' | 'label'>[] = [
    ...onwardOf(draft, categoryOf).map(([from, to]) => ({ id: `onward ${from}`, from, to, transition: undefined })),
    ...draft.transitions.flatMap((transition) => transition.from.map((from) => ({ id: `${transition.key} ${from}`, from, to: transition.to, transition }))),
  ].filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to))
  for (const { id, from, to, transition } of edges) graph.setEdge(from, to, transition ? { width: Math.min(190, 34 + transition.name.length * 6.4), height: 24, labelpos: 'c' } : { width: 0, height: 0 }, id)
  layout(graph)
  return {
    nodes: keys.map((id) => {
      const { x, y, width, height } = graph.node(id)
      return { id, x: (x ?? 0) - width / 2, y: (y ?? 0) - height / 2, width, height, kind: fromAll.has(id) ? 'from-all' : elsewhere.has(id) ? 'elsewhere' : 'step' }
    }),
    edges: edges.map((edge) => {
      const { points = [], x, y } = graph.edge(edge.from, edge.to, edge.id)
      const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 }
      return { ...edge, points, label: { x: x ?? middle.x, y: y ?? middle.y } }
    }),
  }
}

/** Where a linear workflow leads on by itself, without a named move. */
function onwardOf({ steps, movement, transitions }: Pick<WorkflowDraft, 'steps' | 'transitions' | 'movement'>, categoryOf: (step: string) => Category): [from: string, to: string][] {
  if (movement !== 'linear') return []
  const road = steps.map(({ key }) => key).filter((key) => !isSideRoad(categoryOf(key)))
  return road.flatMap((from, i): [string, string][] => {
    const to = road[i + 1]
    return to === undefined || transitions.some((transition) => transition.to === to && transition.from.includes(from)) ? [] : [[from, to]]
  })
}

/** A smooth line through these points, as an SVG path. */
export function pathThrough(points: Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const last = rest.at(-1)
  if (!last) return ''
  const curves = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1] ?? point
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${round(point.x)},${round(point.y)} ${round(end.x)},${round(end.y)}`
  })
  return `M${round(first.x)},${round(first.y)}${curves.length > 0 ? curves.join('') : `L${round(last.x)},${round(last.y)}`}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
