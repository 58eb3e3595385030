import { holdsFor } from './condition.ts'
import { findFact, type Fact, type FactContext } from './fact.ts'
import type { Condition } from './schema.ts'

/**
 * What each fact could be, by a few values that stand for all: whatever a set of conditions can tell apart is among them. Conditions
 * are put to them by the very function that judges orders, so what no value satisfies, no order ever will.
 */
export type Possibilities = ReadonlyMap<string, readonly unknown[]>

/** Everything the facts these conditions ask about could be. */
export function possibilitiesOf(conditions: Condition[], scope: 'order' | 'line_item', context: FactContext): Possibilities {
  const byFact = new Map<string, Condition[]>()
  for (const condition of conditions) byFact.set(condition.fact, [...(byFact.get(condition.fact) ?? []), condition])
  return new Map([...byFact].map(([name, asked]) => {
    // What nobody knows of is a fault of its own; here it may be anything.
    return [name, valuesOf(findFact(name, scope, context) ?? { label: name, kind: 'text', isUndeclared: true }, asked)]
  }))
}

/** What is left when all of these hold; or the fact that leaves nothing. */
export function narrowed(possible: Possibilities, conditions: Condition[]): Possibilities | string {
  const left = new Map(possible)
  for (const condition of conditions) {
    const { held } = split(left.get(condition.fact) ?? NOTHING, condition)
    if (held.length === 0) return condition.fact
    left.set(condition.fact, held)
  }
  return left
}

/** Whether the condition holds whatever is left. */
export function isCertain(possible: Possibilities, condition: Condition): boolean {
  return (possible.get(condition.fact) ?? NOTHING).every((value) => holdsFor(condition, value))
}

/** What is left when not all of these hold: one after another of them is taken to fail. */
export function narrowedByFailing(possible: Possibilities, conditions: Condition[]): Possibilities[] {
  return conditions.flatMap((condition) => {
    const { failed } = split(possible.get(condition.fact) ?? NOTHING, condition)
    return failed.length > 0 ? [new Map(possible).set(condition.fact, failed)] : []
  })
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
