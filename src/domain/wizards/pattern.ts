/**
 * What a text must look like, matched whole and in linear time: a pattern becomes a machine that is in many states at once, and
 * reads each character once (Thompson 1968). What would need going back (references, looking around) is refused when it is
 * written, so that no pattern of anybody's can keep a server busy.
 */

/** At most so many states: a pattern of 200 characters needs fewer unless its counts multiply. */
const MOST_STATES = 1_000
const LONGEST = 200
const DEEPEST = 20
const MOST_REPEATS = 200

type Accepts = (character: string) => boolean
/** A step that reads a character, a fork that reads none, or the end. */
type State = { reads: Accepts; next: number } | { fork: number[] } | { end: true }
export type Pattern = State[]

/** Reads a pattern; where it cannot be used, the sentence says why. */
export function readPattern(source: string): { pattern: Pattern; fault?: never } | { fault: string; pattern?: never } {
  const known = remembered.get(source)
  if (known) return known
  const read = readAnew(source)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(source, read)
  return read
}

/** Whether the whole text fits the pattern; of a pattern that cannot be used, nothing does. */
export function matchesPattern(source: string, text: string): boolean {
  const { pattern } = readPattern(source)
  return pattern !== undefined && matches(pattern, text)
}

const MOST_REMEMBERED = 500
const remembered = new Map<string, ReturnType<typeof readAnew>>()

function readAnew(source: string): { pattern: Pattern } | { fault: string } {
  if (source.length > LONGEST) return { fault: `A pattern has at most ${LONGEST} characters.` }
  try {
    return { pattern: machineOf(partsOf(source)) }
  } catch (error) {
    if (error instanceof Unusable) return { fault: error.message }
    throw error
  }
}

/** The states the machine is in at once, and where each character leads them, as far as it was asked. */
type Together = { at: number[]; next: Map<string, Together> }
const MOST_KEPT = 100

function matches(pattern: Pattern, text: string): boolean {
  // What is read again and again leads to the same states again and again; those are worked out once.
  const kept = new Map<string, Together>()
  const together = (from: number[]): Together => {
    const at = enter(pattern, from)
    const name = at.join()
    const found = kept.get(name) ?? { at, next: new Map<string, Together>() }
    if (kept.size < MOST_KEPT) kept.set(name, found)
    return found
  }
  let here = together([0])
  for (const character of text) {
    const there = here.next.get(character) ?? together(onwards(pattern, here.at, character))
    here.next.set(character, there)
    if (there.at.length === 0) return false
    here = there
  }
  return here.at.some((at) => 'end' in (pattern[at] ?? {}))
}

function onwards(pattern: Pattern, from: number[], character: string): number[] {
  return from.flatMap((at) => {
    const state = pattern[at]
    return state && 'reads' in state && state.reads(character) ? state.next : []
  })
}

/** The states that read something, or end, to be reached from these without reading. */
function enter(pattern: Pattern, from: number[]): number[] {
  const entered = new Set<number>()
  const waiting = [...from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (entered.has(at)) continue
    entered.add(at)
    const state = pattern[at]
    if (state && 'fork' in state) waiting.push(...state.fork)
  }
  return [...entered].filter((at) => !('fork' in (pattern[at] ?? {}))).sort((a, b) => a - b)
}

// ---- from a pattern to its parts

class Unusable extends Error {}

type Part =
  | { kind: 'one'; accepts: Accepts }
  | { kind: 'sequence'; parts: Part[] }
  | { kind: 'either'; parts: Part[] }
  | { kind: 'repeat'; part: Part; least: number; most: number }

function partsOf(source: string): Part {
  const anchored = source.replace(/^\^/, '')
  // A backslash before the last $ makes it a character of the text.
  const characters = Array.from(/(?:^|[^\\])(?:\\\\)*\$$/.test(anchored) ? anchored.slice(0, -1) : anchored)
  let place = 0
  let depth = 0
  return whole()

  function whole(): Part {
    const part = either()
    if (place < characters.length) throw new Unusable('There is a “)” too many.')
    return part
  }

  function either(): Part {
    const parts = [sequence()]
    while (take('|')) parts.push(sequence())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'either', parts }
  }

  function sequence(): Part {
    const parts: Part[] = []
    while (place < characters.length && peek() !== '|' && peek() !== ')') parts.push(repeated())
    return { kind: 'sequence', parts }
  }

  function repeated(): Part {
    let part = single()
    for (;;) {
      const times = counts()
      if (!times) return part
      // Reading as much or as little as possible makes no difference to whether the whole text fits.
      take('?')
      part = { kind: 'repeat', part, ...times }
    }
  }

  function counts(): { least: number; most: number } | undefined {
    if (take('*')) return { least: 0, most: Infinity }
    if (take('+')) return { least: 1, most: Infinity }
    if (take('?')) return { least: 0, most: 1 }
    const braces = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(characters.slice(place).join(''))
    if (!braces) return undefined
    place += braces[0].length
    const least = Number(braces[1])
    const most = braces[2] === undefined ? least : braces[3] ? Number(braces[3]) : Infinity
    if (most < least) throw new Unusable(`“${braces[0]}” asks for at least ${least} and at most ${most}.`)
    if (least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS)) throw new Unusable(`Something may be counted up to ${MOST_REPEATS} times, not ${braces[0]}.`)
    return { least, most }
  }

  function single(): Part {
    const character = next()
    if (character === '(') return group()
    if (character === '[') return { kind: 'one', accepts: set() }
    if (character === '.') return { kind: 'one', accepts: (other) => other !== '\n' }
    if (character === '\\') return { kind: 'one', accepts: escaped() }
    if ('*+?'.includes(character)) throw new Unusable(`Nothing stands before “${character}”.`)
    if (character === '^' || character === '$') throw new Unusable(`“${character}” stands only at the ${character === '^' ? 'beginning' : 'end'}; a pattern is matched whole anyway. Write \\${character} for the character.`)
    return { kind: 'one', accepts: (other) => other === character }
  }

  function group(): Part {
    if (++depth > DEEPEST) throw new Unusable(`Brackets are nested more than ${DEEPEST} deep.`)
    if (take('?') && !take(':')) throw new Unusable('Looking ahead or behind and named groups cannot be used in a pattern.')
    const part = either()
    if (!take(')')) throw new Unusable('A “(” is never closed.')
    depth--
    return part
  }

  function set(): Accepts {
    const isNegated = take('^')
    const members: Accepts[] = []
    while (!take(']')) members.push(member())
    if (members.length === 0) throw new Unusable('There is nothing between “[” and “]”.')
    return (other) => members.some((accepts) => accepts(other)) !== isNegated
  }

  function member(): Accepts {
    const first = next('A “[” is never closed.')
    if (first === '\\' && place < characters.length && classes[peek()]) return escaped()
    const from = first === '\\' ? literal() : first
    if (peek() !== '-' || characters[place + 1] === ']' || characters[place + 1] === undefined) return (other) => other === from
    next()
    const second = next()
    const to = second === '\\' ? literal() : second
    const [low, high] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0]
    if (high < low) throw new Unusable(`“${from}-${to}” runs backwards.`)
    return (other) => { const code = other.codePointAt(0) ?? -1; return code >= low && code <= high }
  }

  function escaped(): Accepts {
    const known = classes[peek()]
    if (known) {
      next()
      return known
    }
    const plain = literal()
    return (other) => other === plain
  }

  function literal(): string {
    const character = next('Something must follow the last “\\”.')
    if (/[1-9]/.test(character)) throw new Unusable(`“\\${character}” refers back to what was read before, which cannot be used in a pattern.`)
    if (/[A-Za-z0]/.test(character) && !controls[character]) throw new Unusable(`“\\${character}” cannot be used in a pattern.`)
    return controls[character] ?? character
  }

  function peek(): string {
    return characters[place] ?? ''
  }

  function next(otherwise = 'The pattern ends too early.'): string {
    const character = characters[place++]
    if (character === undefined) throw new Unusable(otherwise)
    return character
  }

  function take(character: string): boolean {
    if (peek() !== character) return false
    place++
    return true
  }

}

const controls: Record<string, string> = { n: '\n', t: '\t', r: '\r' }
const classes: Record<string, Accepts | undefined> = {
  d: (one) => /^\d$/.test(one), D: (one) => !/^\d$/.test(one),
  w: (one) => /^\w$/.test(one), W: (one) => !/^\w$/.test(one),
  s: (one) => /^\s$/.test(one), S: (one) => !/^\s$/.test(one),
}

// ---- from parts to a machine

function machineOf(whole: Part): Pattern {
  const states: Pattern = []
  const add = (state: State) => {
    if (states.length >= MOST_STATES) throw new Unusable('The pattern is too large: its counts multiply.')
    return states.push(state) - 1
  }
  // Built from its end, so that every state knows where it leads; the first is put in front at last.
  let built = 0
  const build = (part: Part, next: number): number => {
    // Counted besides the states, because nothing at all may be repeated many times without making any.
    if (++built > MOST_STATES * 4) throw new Unusable('The pattern is too large: its counts multiply.')
    if (part.kind === 'one') return add({ reads: part.accepts, next })
    if (part.kind === 'sequence') return part.parts.reduceRight((after, one) => build(one, after), next)
    if (part.kind === 'either') return add({ fork: part.parts.map((one) => build(one, next)) })
    let after = next
    if (part.most === Infinity) {
      const again: number[] = [next]
      after = add({ fork: again })
      again.push(build(part.part, after))
    } else {
      for (let i = part.least; i < part.most; i++) after = add({ fork: [build(part.part, after), next] })
    }
    for (let i = 0; i < part.least; i++) after = build(part.part, after)
    return after
  }
  const start = build(whole, add({ end: true }))
  return [{ fork: [start + 1] }, ...states.map((state) => shifted(state))]
}

function shifted(state: State): State {
  if ('reads' in state) return { reads: state.reads, next: state.next + 1 }
  return 'fork' in state ? { fork: state.fork.map((at) => at + 1) } : state
}
