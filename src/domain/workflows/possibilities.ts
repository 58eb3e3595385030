import { holdsFor } from './condition.ts'
import { findFact, implications, sourceOf, type Fact, type FactContext } from './fact.ts'
import type { Condition } from './schema.ts'

/**
 * What each fact could be, by a few values that stand for all: whatever a set of conditions can tell apart is among them. Conditions
 * are put to them by the very function that judges orders, so what no value satisfies, no order ever will.
 */
export type Possibilities = ReadonlyMap<string, readonly unknown[]>

/** Everything the facts these conditions ask about could be. */
export function possibilitiesOf(conditions: Condition[], scope: 'order' | 'line_item', context: FactContext): Possibilities {
  const byFact = new Map<string, Condition[]>()
  for (const condition of conditions) byFact.set(sourceOf(condition.fact), [...(byFact.get(sourceOf(condition.fact)) ?? []), condition])
  return new Map([...byFact].map(([name, asked]) => {
    // What nobody knows of is a fault of its own; here it may be anything.
    return [name, valuesOf(findFact(name, scope, context) ?? { label: name, kind: 'text', isUndeclared: true }, asked)]
  }))
}

/** What is left when all of these hold; undefined where they cannot. */
export function narrowed(possible: Possibilities, conditions: Condition[]): Possibilities | undefined {
  const left = new Map(possible)
  for (const condition of conditions) {
    const { held } = split(valuesIn(left, condition), condition)
    if (held.length === 0) return undefined
    left.set(sourceOf(condition.fact), held)
  }
  return agreeing(left)
}

/** Whether the condition holds whatever is left. */
export function isCertain(possible: Possibilities, condition: Condition): boolean {
  return valuesIn(possible, condition).every((value) => holdsFor(condition, value))
}

/** What is left when not all of these hold: one after another of them is taken to fail. */
export function narrowedByFailing(possible: Possibilities, conditions: Condition[]): Possibilities[] {
  return conditions.flatMap((condition) => {
    const { failed } = split(valuesIn(possible, condition), condition)
    return failed.length > 0 ? (agreeing(new Map(possible).set(sourceOf(condition.fact), failed)) ?? []) : []
  })
}

/**
 * Without the values that what is left of other facts rules out; undefined where nothing is left of one. What facts say about each
 * other forms no ring, so that whatever remains of each fact goes together with something of every other.
 */
function agreeing(left: Map<string, readonly unknown[]>): Possibilities | undefined {
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const { where, must } of implications) {
      const here = left.get(where.fact)
      const there = here && left.get(must.fact)
      if (!there) continue
      const [ours, theirs] = [split(here, where), split(there, must)]
      const isRuledOut = theirs.held.length === 0 && ours.held.length > 0
      const isRequired = ours.failed.length === 0 && theirs.failed.length > 0
      if (!isRuledOut && !isRequired) continue
      const [fact, values] = isRuledOut ? [where.fact, ours.failed] : [must.fact, theirs.held]
      if (values.length === 0) return undefined
      left.set(fact, values)
      isDone = false
    }
  }
  return left
}

function valuesIn(possible: Possibilities, { fact }: Condition): readonly unknown[] {
  return possible.get(sourceOf(fact)) ?? NOTHING
}

type Split = { held: readonly unknown[]; failed: readonly unknown[] }
const NOTHING: readonly unknown[] = []
// The same conditions are put to the same values over and over while ways are searched.
const splits = new WeakMap<readonly unknown[], WeakMap<Condition, Split>>()

function split(values: readonly unknown[], condition: Condition): Split {
  const known = splits.get(values) ?? new WeakMap<Condition, Split>()
  splits.set(values, known)
  const before = known.get(condition)
  if (before) return before
  const held = values.filter((value) => holdsFor(condition, value))
  const found: Split = { held: held.length === values.length ? values : held, failed: held.length === values.length ? NOTHING : values.filter((value) => !holdsFor(condition, value)) }
  known.set(condition, found)
  return found
}

const SOMETHING = {}
const SOMETHING_ELSE = 'something else'
const PLENTY = 1e12

function valuesOf(fact: Fact, asked: Condition[]): unknown[] {
  const named = [...new Set(asked.flatMap((condition) => [...(condition.in ?? []), ...(condition.notIn ?? [])]))]
  if (fact.isUndeclared) return [undefined, true, false, SOMETHING, ...numbers(fact, asked, named), ...named, SOMETHING_ELSE, ...selections([...named, SOMETHING_ELSE], asked)]
  if (fact.many) return selections(fact.options?.map(({ value }) => value) ?? [...named, SOMETHING_ELSE], asked)
  if (fact.kind === 'presence') return [undefined, SOMETHING]
  if (fact.kind === 'yes_no') return [undefined, true, false]
  if (fact.kind === 'number') return numbers(fact, asked, named)
  const words = fact.options?.map(({ value }) => value) ?? [...named, SOMETHING_ELSE]
  return fact.isAlwaysThere ? words : [undefined, ...words]
}

function numbers({ max }: Fact, asked: Condition[], named: string[]): unknown[] {
  const bounds = asked.flatMap(({ atLeast }) => (atLeast === undefined ? [] : [atLeast, atLeast - 1]))
  const all = [0, ...bounds, ...named.map(Number).filter(Number.isFinite), max ?? PLENTY]
  // What Docket counts itself is always there and never less than nothing; a field may be empty, and may be anything.
  return max === undefined ? [undefined, ...all] : all.filter((value) => value >= 0 && value <= max)
}

/** Enough selections out of several: none, each alone, each two, all, and all that no condition forbids. */
function selections(options: string[], asked: Condition[]): string[][] {
  const forbidden = asked.flatMap(({ notIn }) => (notIn ? [notIn] : []))
  const without = (list: string[]) => options.filter((option) => !list.includes(option))
  const pairs = options.length > 20 ? [] : options.flatMap((one, i) => options.slice(i + 1).map((other) => [one, other]))
  const asAsked = asked.flatMap((condition) => (condition.in ? [options.filter((option) => condition.in?.includes(option))] : []))
  const selected = [[], ...options.map((option) => [option]), ...pairs, options, ...asAsked, ...forbidden.map(without), without(forbidden.flat())]
  return [...new Map(selected.map((selection) => [selection.join('\n'), selection])).values()]
}
