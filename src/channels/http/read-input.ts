import type { Contract } from '#domain/kernel/contract.ts'
import { refuse, Refusal } from '#domain/kernel/refusal.ts'
import { refuseUnkeepable } from './json-reader.ts'

type Members = Record<string, unknown>

/** The names of the contract's `{members}` in its path. */
export function pathMembersOf({ path }: Contract): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), (found) => found[1] as string)
}

/** Whether the rest of the input is in the query rather than in the body. */
export function asksByQuery({ method }: Contract): boolean {
  return method === 'GET' || method === 'DELETE'
}

/** One input from path, query and body. Nothing may be said in two places; the contract judges the rest. */
export function readInput(contract: Contract, request: { url: string; params: Members; body: unknown }): Members {
  const rest = asksByQuery(contract) ? readQuery(request.url) : readBody(request.body)
  // Who asks for which organization is read with the credentials (principal.ts).
  if (asksByQuery(contract)) delete rest['organization']
  if (asksByQuery(contract) && request.body !== undefined) refuse('malformed-request', `${contract.method} takes no body.`)
  if (!asksByQuery(contract) && request.url.includes('?')) refuse('malformed-request', 'This address takes no query; everything goes into the body.')
  for (const name of pathMembersOf(contract)) {
    if (name in rest) throw new Refusal('validation-failed', `"${name}" is in the address already.`, [{ pointer: `/${name}`, code: 'unknown', message: 'This is in the address already.' }])
    const value = request.params[name]
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) refuse('malformed-request', 'The address is not a valid one.')
    rest[name] = value
  }
  return rest
}

function readBody(body: unknown): Members {
  if (body === undefined) return {}
  if (typeof body !== 'object' || body === null || Array.isArray(body)) refuse('malformed-request', 'The body must be a JSON object.')
  return { ...body }
}

/** The query of an address: a name that returns is a list. */
export function readQuery(url: string): Members {
  const members: Members = Object.create(null)
  const start = url.indexOf('?')
  if (start === -1 || start === url.length - 1) return members
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decoded(equals === -1 ? pair : pair.slice(0, equals))
    if (name === '__proto__' || name === 'constructor' || name === 'prototype') refuse('malformed-request', `A field may not be called "${name}".`)
    const value = equals === -1 ? '' : decoded(pair.slice(equals + 1))
    refuseUnkeepable(value, `/${name.slice(0, 100)}`)
    const before = members[name]
    members[name] = before === undefined ? value : Array.isArray(before) ? [...(before as string[]), value] : [before, value]
  }
  return { ...members }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return refuse('malformed-request', 'The query is not encoded as UTF-8.')
  }
}
