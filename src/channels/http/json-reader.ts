import { isUtf8 } from 'node:buffer'
import { pointerPart } from '#domain/kernel/pointer.ts'
import { Refusal, refuse, refuseField } from '#domain/kernel/refusal.ts'

const DEEPEST = 16
// Names that reach into every object of the language; no field is called so.
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

/**
 * Reads a JSON body strictly: UTF-8, at most 16 levels deep, no name twice in one object, no name that reaches into the
 * language, no number beyond what a number holds, no text the database cannot keep. What is refused is said in words.
 */
export function readJson(body: Buffer): unknown {
  if (!isUtf8(body)) refuse('malformed-request', 'The body is not valid UTF-8.')
  const text = body.toString('utf8')
  scanStructure(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    refuse('malformed-request', 'The body is not valid JSON.')
  }
  // Only an escape can smuggle in what valid UTF-8 cannot hold, and few bodies have one.
  if (text.includes('\\u')) refuseUnkeepableText(value, '')
  return value
}

/** One pass over the text before anything is built from it; what is merely not JSON is left to the parser to say. */
function scanStructure(text: string): void {
  const open: (Set<string> | null)[] = []
  let expectsName = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfText(text, at)
      if (expectsName) {
        refuseName(open.at(-1), nameAt(text, at, end))
        expectsName = false
      }
      at = end
    } else if (code === COMMA) {
      expectsName = open.length > 0 && open.at(-1) !== null
    } else if (code === 0x7b || code === 0x5b) {
      if (open.length === DEEPEST) refuse('malformed-request', `The body is nested more than ${DEEPEST} levels deep.`)
      expectsName = code === 0x7b
      open.push(expectsName ? new Set() : null)
    } else if (code === 0x7d || code === 0x5d) {
      open.pop()
      expectsName = false
    } else if (code === 0x2d || (code >= 0x30 && code <= 0x39)) {
      at = endOfNumber(text, at)
    }
  }
}

/** The index of the quote that ends the text begun at `start`. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at)
    if (at === -1) refuse('malformed-request', 'The body is not valid JSON.')
    let backslashes = 0
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return at
  }
}

function nameAt(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end)
  if (!written.includes('\\')) return written
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    return refuse('malformed-request', 'The body is not valid JSON.')
  }
}

function refuseName(names: Set<string> | null | undefined, name: string): void {
  if (forbiddenNames.has(name)) refuse('malformed-request', `A field may not be called "${name}".`)
  if (names?.has(name)) refuse('malformed-request', `The field "${printable(name)}" is given twice in the same object.`)
  names?.add(name)
}

/** The index of the number's last character. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && '0123456789+-.eE'.includes(text[end] as string)) end++
  if (Math.abs(Number(text.slice(start, end))) === Infinity) {
    refuse('malformed-request', `The number ${text.slice(start, Math.min(end, start + 30))} is larger than a number can be.`)
  }
  return end - 1
}

function refuseUnkeepableText(value: unknown, pointer: string): void {
  if (typeof value === 'string') refuseUnkeepable(value, pointer)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (!isKeepable(name)) throw new Refusal('malformed-request', 'The name of a field holds a character that cannot be stored.')
      refuseUnkeepableText(member, `${pointer}/${pointerPart(name)}`)
    }
  }
}

/** Says no to text that would come back different from the database, or not at all: NUL and lone surrogates. */
export function refuseUnkeepable(text: string, pointer: string): void {
  if (!isKeepable(text)) refuseField(pointer, 'unkeepable', 'This text holds a character that cannot be stored.')
}

function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function printable(name: string): string {
  return name.slice(0, 60).replaceAll(/[^\x20-\x7e]/g, '?')
}
