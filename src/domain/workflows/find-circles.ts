import { sourceOf } from './fact.ts'
import { isCertain, narrowed, narrowedByFailing, type Possibilities } from './possibilities.ts'
import type { Condition, Effect } from './schema.ts'
import { factSetBy } from './triggers.ts'

/** Moves made by nobody, as far as going round in circles is concerned: from one place to another, if so much holds. */
export type Arrow<P> = { to: P; requires: Condition[]; effects: Effect[]; label: string }
/** A way round, from a place back to it; every arrow leads from the place before. */
export type Circle<P> = { places: P[]; arrows: Arrow<P>[] }

// Every circle of a process that people could follow is found long before. What is made to exhaust the search is given up after so
// many values looked at, and said to be.
const MOST_LOOKS = 4_000_000

// Where more moves than this leave one place, the first of them are tried by themselves before all are, with a part of the looks.
const FEW_ARROWS = 40
const LOOKS_AT_FEW = 1_000_000

/**
 * The ways an order could go round without anybody doing anything: arrows whose conditions can hold together, none of which is
 * always overtaken by one before it, that lead back to where they began and could be gone again. Shortest first, each once; and
 * whether every way was tried.
 */
export function findCircles<P>(starts: P[], arrowsOf: (place: P) => Arrow<P>[], nameOf: (place: P) => string, possible: Possibilities): { circles: Circle<P>[]; isWhole: boolean } {
  const all = arrowsReached(starts, arrowsOf, nameOf)
  const isMuch = [...all.values()].some(({ length }) => length > FEW_ARROWS)
  const few = isMuch ? searched(starts, new Map([...all].map(([name, arrows]) => [name, arrows.slice(0, FEW_ARROWS)])), nameOf, possible, LOOKS_AT_FEW) : undefined
  const whole = searched(starts, all, nameOf, possible, MOST_LOOKS)
  return { circles: [...new Map([...(few?.found ?? []), ...whole.found]).values()], isWhole: whole.isWhole }
}

function searched<P>(starts: P[], arrows: Map<string, Arrow<P>[]>, nameOf: (place: P) => string, possible: Possibilities, mostLooks: number): { found: Map<string, Circle<P>>; isWhole: boolean } {
  const arrowsFrom = (place: P) => arrows.get(nameOf(place)) ?? []
  const onCircles = placesOnCircles(arrows, nameOf)
  const found = new Map<string, Circle<P>>()
  let looks = 0
  for (const start of starts) {
    const goal = nameOf(start)
    const seen = new Set<string>()
    const ways: Way<P>[] = onCircles.has(goal) ? [{ at: start, possible, places: [start], arrows: [] }] : []
    for (const way of ways) {
      const there = arrowsFrom(way.at)
      for (const [i, arrow] of there.entries()) {
        const name = nameOf(arrow.to)
        if (!onCircles.has(name)) continue
        looks += (i + 1) * arrow.requires.reduce((sum, { fact }) => sum + (way.possible.get(sourceOf(fact))?.length ?? 0), 1)
        if (looks > mostLooks) return { found, isWhole: false }
        const left = gone(way.possible, arrow, there.slice(0, i))
        if (!left) continue
        const next: Way<P> = { at: arrow.to, possible: left, places: way.places, arrows: [...way.arrows, arrow] }
        if (name === goal && isGoneAgain(next, arrowsFrom)) found.set(next.places.map(nameOf).toSorted().join(' '), { places: next.places, arrows: next.arrows })
        const sight = `${name} ${signatureOf(left)}`
        if (seen.has(sight) || next.places.some((place) => nameOf(place) === name)) continue
        seen.add(sight)
        ways.push({ ...next, places: [...next.places, next.at] })
      }
    }
  }
  return { found, isWhole: true }
}

/** The arrows from every place that can be reached, whatever they require; each place is asked once. */
function arrowsReached<P>(starts: P[], arrowsOf: (place: P) => Arrow<P>[], nameOf: (place: P) => string): Map<string, Arrow<P>[]> {
  const arrows = new Map<string, Arrow<P>[]>()
  const places = [...starts]
  for (const place of places) {
    if (arrows.has(nameOf(place))) continue
    const there = arrowsOf(place)
    arrows.set(nameOf(place), there)
    places.push(...there.map(({ to }) => to).filter((to) => !arrows.has(nameOf(to))))
  }
  return arrows
}

/** Places that lead somewhere and are led to, when all that do not are taken away, over and over: the rest are on no circle. */
function placesOnCircles<P>(arrows: Map<string, Arrow<P>[]>, nameOf: (place: P) => string): Set<string> {
  const onward = new Map([...arrows].map(([name, there]) => [name, [...new Set(there.map(({ to }) => nameOf(to)))]]))
  let left = new Set(onward.keys())
  for (;;) {
    const ledTo = new Set([...left].flatMap((name) => onward.get(name) ?? []))
    const kept = new Set([...left].filter((name) => ledTo.has(name) && onward.get(name)?.some((to) => left.has(to))))
    if (kept.size === left.size) return left
    left = kept
  }
}

type Way<P> = { at: P; possible: Possibilities; places: P[]; arrows: Arrow<P>[] }

/** What is known once the arrow was taken: that its conditions held, that none before it was due, and what it did. */
function gone<P>(possible: Possibilities, arrow: Arrow<P>, before: Arrow<P>[]): Possibilities | undefined {
  const held = narrowed(possible, arrow.requires)
  const alone = held && noneDue(held, before)
  return alone && arrow.effects.reduce(settled, alone)
}

function noneDue<P>(possible: Possibilities, [first, ...others]: Arrow<P>[]): Possibilities | undefined {
  if (!first) return possible
  if (first.requires.every((condition) => isCertain(possible, condition))) return undefined
  for (const failing of narrowedByFailing(possible, first.requires)) {
    const found = noneDue(failing, others)
    if (found) return found
  }
  return undefined
}

function settled(possible: Possibilities, effect: Effect): Possibilities {
  if (effect.kind === 'add_tag') {
    const tags = possible.get('tags') as string[][] | undefined
    return tags ? new Map(possible).set('tags', tags.map((some) => [...new Set([...some, effect.tag])])) : possible
  }
  return factSetBy(effect).reduce((current, { fact, value }) => (current.has(fact) ? new Map(current).set(fact, [value]) : current), possible)
}

// Once round, what the moves do has been done: if they can be made once more, they can be made for ever.
function isGoneAgain<P>({ places, arrows, possible }: Way<P>, arrowsFrom: (place: P) => Arrow<P>[]): boolean {
  let left: Possibilities | undefined = possible
  for (const [i, arrow] of arrows.entries()) {
    const from = places[i]
    if (!left || from === undefined) return false
    const there = arrowsFrom(from)
    left = gone(left, arrow, there.slice(0, there.indexOf(arrow)))
  }
  return left !== undefined
}

// Values are told apart by the list they are in: lists are made once for each condition put to them (possibilities.ts).
const listNumbers = new WeakMap<object, number>()
let lists = 0

function signatureOf(possible: Possibilities): string {
  return [...possible.values()].map((values) => {
    const number = listNumbers.get(values) ?? ++lists
    listNumbers.set(values, number)
    return number
  }).join(' ')
}
