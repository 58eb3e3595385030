export type Point = { x: number; y: number }

const RADIUS = 9

/** A line through these points with rounded corners, as an SVG path. */
export function pathThrough(points: Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (!first || !last) return ''
  const corners = rest.slice(0, -1).map((corner, i) => {
    const [before, after] = [points[i] ?? corner, rest[i + 1] ?? corner]
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2)
    const [begin, end] = [towards(corner, before, radius), towards(corner, after, radius)]
    return `L${round(begin.x)},${round(begin.y)}Q${round(corner.x)},${round(corner.y)} ${round(end.x)},${round(end.y)}`
  })
  return `M${round(first.x)},${round(first.y)}${corners.join('')}L${round(last.x)},${round(last.y)}`
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to)
  return length === 0 ? from : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
