import type { Category } from '#domain/workflows/category.ts'
import { NEXT_PHASE } from '#domain/workflows/special-steps.ts'
import type { Point } from './graph-path.ts'
import { waysOf, type Way } from './graph-ways.ts'
import type { Transition, WorkflowDraft } from './workflow-edits.ts'

export type PlacedNode = Point & { id: string; place: string; width: number; height: number; kind: 'step' | 'from-all' | 'elsewhere' }
/** A line from one step to another. Where several lead to one step by the same move, the name of the move stands on one of them. */
export type PlacedEdge = { id: string; from: string; to: string; points: Point[]; label: Point | undefined; transition: Transition | undefined }
export type Placed = { nodes: PlacedNode[]; edges: PlacedEdge[]; width: number; height: number }

const NODE_HEIGHT = 40
const PLACE_HEIGHT = 26
// What a line that ends at a step takes of its side: with the name of its move, or without.
const NAMED = 30
const BARE = 12
const LANE = 12
const [SHORT_GAP, LABEL_GAP, ASIDE_GAP, MARGIN] = [26, 28, 26, 16]

type Side = 'left' | 'right'
type Port = { node: string; side: Side; size: number; other: string[]; y: number }
type Routed = Way & { at: Map<string, Port>; lane: number }

/**
 * Where every step and every way stands when the workflow is drawn: the road from top to bottom in the order of its steps, what
 * lies aside in a column of its own, and ways in lanes beside them, so that no line runs through a step or a name.
 */
export function layOut(draft: Pick<WorkflowDraft, 'steps' | 'transitions' | 'movement'>, nameOf: (place: string) => string, categoryOf: (step: string) => Category): Placed {
  const { road, aside, places, ways } = waysOf(draft, categoryOf)
  const sideOf = (key: string, kind: Way['kind']): Side => (road.includes(key) ? (kind === 'out' || kind === 'back' ? 'right' : 'left') : kind === 'out' || kind === 'back' ? 'left' : 'right')
  const ports: Port[] = []
  const placeIds = new Set(places.map(({ id }) => id))
  const routed = ways.filter(({ kind }) => kind !== 'down').map((way): Routed => {
    const at = new Map<string, Port>()
    const add = (name: string, node: string, other: string[], isNamed: boolean) => {
      const port: Port = { node, side: sideOf(node, way.kind), size: isNamed ? NAMED : BARE, other, y: 0 }
      ports.push(port)
      at.set(name, port)
    }
    for (const from of way.from) if (!placeIds.has(from)) add(`from ${from}`, from, [way.to], way.kind === 'back' || way.kind === 'place')
    if (!placeIds.has(way.to)) add('to', way.to, way.from, way.kind !== 'back')
    return { ...way, at, lane: 0 }
  })
  const portsAt = (node: string, side: Side) => ports.filter((port) => port.node === node && port.side === side)
  const heightOf = (key: string) => Math.max(NODE_HEIGHT, ...(['left', 'right'] as const).map((side) => sum(portsAt(key, side).map(({ size }) => size)) + 8))

  // ---- from top to bottom
  const middle = new Map<string, number>()
  let y = MARGIN
  road.forEach((key, i) => {
    const height = heightOf(key)
    middle.set(key, y + height / 2)
    const names = ways.filter((way) => way.kind === 'down' && way.from[0] === key && way.transition)
    const isLed = ways.some((way) => way.kind === 'down' && way.from[0] === key)
    y += height + (i === road.length - 1 ? 0 : Math.max(isLed ? SHORT_GAP + 8 : SHORT_GAP, names.length * LABEL_GAP + 26))
  })
  const roadEnd = y
  for (const { key, at } of asideInOrder(aside, routed, middle)) middle.set(key, at)
  let free = MARGIN
  const inOrder = aside.toSorted((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0))
  for (const key of inOrder) {
    const height = heightOf(key)
    const centre = Math.max(free + height / 2, middle.get(key) ?? 0)
    middle.set(key, centre)
    free = centre + height / 2 + ASIDE_GAP
  }
  // What was pushed down past the end of the road comes up again as far as there is room.
  let floor = Math.max(roadEnd, MARGIN)
  for (const key of inOrder.toReversed()) {
    const height = heightOf(key)
    const above = inOrder.slice(0, inOrder.indexOf(key)).reduce((total, one) => total + heightOf(one) + ASIDE_GAP, MARGIN)
    const centre = Math.max(above + height / 2, Math.min(middle.get(key) ?? 0, floor - height / 2))
    middle.set(key, centre)
    floor = centre - height / 2 - ASIDE_GAP
  }
  for (const key of [...road, ...aside]) {
    for (const side of ['left', 'right'] as const) {
      const here = portsAt(key, side).toSorted((a, b) => mean(a.other.map((one) => middle.get(one) ?? middle.get(key) ?? 0)) - mean(b.other.map((one) => middle.get(one) ?? middle.get(key) ?? 0)))
      let at = (middle.get(key) ?? 0) - sum(here.map(({ size }) => size)) / 2
      for (const port of here) {
        port.y = at + port.size / 2
        at += port.size
      }
    }
  }

  // ---- from left to right
  const lanesOf = (kinds: Way['kind'][]) => inLanes(routed.filter(({ kind }) => kinds.includes(kind)))
  const [leftLanes, middleLanes, rightLanes] = [lanesOf(['along']), lanesOf(['out', 'back']), lanesOf(['aside'])]
  const onRoad = (way: Way) => [...way.from, way.to].some((one) => road.includes(one))
  const placesAt = (isLeft: boolean) => places.filter(({ beside }) => road.includes(beside) === isLeft)
  const placeWidth = (isLeft: boolean) => Math.max(0, ...placesAt(isLeft).map(({ place }) => widthOf(nameOf(place))))
  const [leftLabels, middleLabels, rightLabels] = [widest(routed.filter((way) => way.kind === 'along' || (way.kind === 'place' && onRoad(way)))), widest(routed.filter(({ kind }) => kind === 'out' || kind === 'back')), widest(routed.filter((way) => way.kind === 'aside' || (way.kind === 'place' && !onRoad(way))))]
  const [roadWidth, asideWidth] = [Math.max(0, ...road.map((key) => widthOf(nameOf(key)))), Math.max(0, ...aside.map((key) => widthOf(nameOf(key))))]
  const roadLeft = MARGIN + leftLanes * LANE + placeWidth(true) + leftLabels
  const roadRight = roadLeft + roadWidth
  const lanesBegin = roadRight + (middleLanes > 0 ? 22 : 0)
  const asideLeft = lanesBegin + middleLanes * LANE + middleLabels + (aside.length > 0 ? 16 : 0)
  const asideRight = asideLeft + asideWidth
  const rightEnd = asideRight + rightLabels + placeWidth(false)
  const laneX = ({ kind, lane }: Routed) => (kind === 'along' ? roadLeft - leftLabels - placeWidth(true) - (lane + 0.5) * LANE : kind === 'aside' ? rightEnd + (lane + 0.5) * LANE : lanesBegin + (middleLanes - lane - 0.5) * LANE)
  const edgeOf = (port: Port) => (port.side === 'left' ? (road.includes(port.node) ? roadLeft : asideLeft) : road.includes(port.node) ? roadRight : asideRight)
  const placeX = (isLeft: boolean, width: number) => (isLeft ? roadLeft - leftLabels - width : asideRight + rightLabels)

  const nodes: PlacedNode[] = [...road, ...aside].map((key) => {
    const height = heightOf(key)
    const isRoad = road.includes(key)
    return { id: key, place: key, x: isRoad ? roadLeft : asideLeft, y: (middle.get(key) ?? 0) - height / 2, width: isRoad ? roadWidth : asideWidth, height, kind: key === NEXT_PHASE ? 'elsewhere' : 'step' }
  })
  const edges: PlacedEdge[] = []
  const downTo = new Map<string, number>()
  for (const way of ways) {
    const [from] = way.from
    if (way.kind !== 'down' || from === undefined) continue
    const x = roadLeft + roadWidth / 2
    const begin = (middle.get(from) ?? 0) + heightOf(from) / 2
    const end = (middle.get(way.to) ?? 0) - heightOf(way.to) / 2
    const count = way.transition ? (downTo.get(from) ?? 0) : 0
    if (way.transition) downTo.set(from, count + 1)
    edges.push({ id: idOf(way, from), from, to: way.to, points: [{ x, y: begin }, { x, y: end }], label: way.transition && { x, y: begin + 22 + count * LABEL_GAP }, transition: way.transition })
  }
  for (const way of routed) {
    const goal = way.at.get('to')
    way.from.forEach((from, i) => {
      const start = way.at.get(`from ${from}`)
      const place = places.find(({ id }) => id === from || id === way.to)
      const named = way.kind === 'back' || (way.kind === 'place' && !goal) ? start : goal
      if (way.kind === 'place' && place && named) {
        const isLeft = named.side === 'left'
        const width = widthOf(nameOf(place.place))
        const x = placeX(isLeft, width)
        nodes.push({ id: place.id, place: place.place, x, y: named.y - PLACE_HEIGHT / 2, width, height: PLACE_HEIGHT, kind: place.kind })
        const line = [{ x: isLeft ? x + width : x, y: named.y }, { x: edgeOf(named), y: named.y }]
        edges.push({ id: idOf(way, from), from, to: way.to, points: goal ? line : line.toReversed(), label: besidePort(named, edgeOf(named), way.transition), transition: way.transition })
      } else if (start && goal && named) {
        const x = laneX(way)
        const isFirst = way.kind === 'back' || i === 0
        edges.push({
          id: idOf(way, from), from, to: way.to, points: [{ x: edgeOf(start), y: start.y }, { x, y: start.y }, { x, y: goal.y }, { x: edgeOf(goal), y: goal.y }],
          label: isFirst ? besidePort(named, edgeOf(named), way.transition) : undefined, transition: way.transition,
        })
      }
    })
  }
  return { nodes, edges, width: rightEnd + rightLanes * LANE + MARGIN, height: Math.max(0, ...nodes.map((node) => node.y + node.height)) + MARGIN }
}

/** What lies aside, at the height of what leads there and where it leads. */
function asideInOrder(aside: string[], ways: Way[], middle: ReadonlyMap<string, number>): { key: string; at: number }[] {
  const known = new Map(middle)
  for (let round = 0; round < 3; round++) {
    for (const key of aside) {
      const others = ways.flatMap(({ from, to }) => (to === key ? from : from.includes(key) ? [to] : [])).flatMap((other) => (other === key ? [] : (known.get(other) ?? [])))
      if (others.length > 0) known.set(key, mean(others))
    }
  }
  return aside.map((key) => ({ key, at: known.get(key) ?? Number.MAX_SAFE_INTEGER })).map(({ key, at }) => ({ key, at: at === Number.MAX_SAFE_INTEGER ? Math.max(0, ...middle.values()) : at }))
}

/** Gives each way a lane in which no other runs at the same height, short ones nearest; answers how many lanes that takes. */
function inLanes(ways: Routed[]): number {
  const lanes: { from: number; to: number }[][] = []
  const spans = ways.map((way) => {
    const heights = [...way.at.values()].map((port) => port.y)
    return { way, from: Math.min(...heights), to: Math.max(...heights) }
  })
  for (const { way, from, to } of spans.toSorted((a, b) => a.to - a.from - (b.to - b.from))) {
    const free = lanes.findIndex((lane) => lane.every((other) => to + BARE <= other.from || from >= other.to + BARE))
    way.lane = free < 0 ? lanes.length : free
    const taken = lanes[way.lane] ?? []
    lanes[way.lane] = [...taken, { from, to }]
  }
  return lanes.length
}

function besidePort({ side, y }: Port, edge: number, transition: Transition | undefined): Point {
  const away = 15 + labelWidth(transition) / 2
  return { x: side === 'left' ? edge - away : edge + away, y }
}

function idOf({ transition }: Way, from: string): string {
  return transition ? `${transition.key} ${from}` : `onward ${from}`
}

function labelWidth(transition: Transition | undefined): number {
  return transition ? Math.min(190, 34 + transition.name.length * 6.4) : 0
}

/** As much room as the longest of their names takes beside a step. */
function widest(ways: Way[]): number {
  return Math.max(0, ...ways.map(({ transition }) => labelWidth(transition) + 26))
}

function widthOf(name: string): number {
  return Math.min(240, 60 + name.length * 7.2)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function mean(numbers: number[]): number {
  return numbers.length === 0 ? 0 : sum(numbers) / numbers.length
}
