import type { ContractsByName, OperationName } from '#domain/contracts.ts'
import type { AskOf, OutputOf } from '#domain/kernel/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { routes } from 'virtual:routes'
import { Problem, problemOf } from './problem.ts'

export type Asked<N extends OperationName> = AskOf<ContractsByName[N]>
export type Answered<N extends OperationName> = OutputOf<ContractsByName[N]>

export type AskOptions = {
  /** The organization asked; by default the one on the screen. `null` asks without any. */
  organization?: string | null
  /** The version one has seen, where a change needs it (If-Match). */
  version?: number
  /** Makes asking twice harmless; a new one for each call unless the asker means "the same again". */
  idempotencyKey?: string
  signal?: AbortSignal | undefined
}

/**
 * Asks the server for an operation by its name and answers what its contract promises. What is refused is thrown as a
 * Problem, with the fields it is about.
 */
export async function ask<N extends OperationName>(name: N, input: Asked<N>, options: AskOptions = {}): Promise<Answered<N>> {
  const [method, path] = routes[name]
  const { address, rest } = fillPath(path, input)
  const isRead = method === 'GET'
  const asksByQuery = isRead || method === 'DELETE'
  const response = await send(`/api/v1${address}${asksByQuery ? queryOf(rest) : ''}`, {
    method,
    headers: {
      accept: 'application/json',
      ...organizationHeader(options),
      ...(isRead ? {} : { 'x-csrf-token': csrfToken(), 'idempotency-key': options.idempotencyKey ?? newId() }),
      ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
      ...(asksByQuery ? {} : { 'content-type': 'application/json' }),
    },
    ...(asksByQuery ? {} : { body: JSON.stringify(rest) }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? {} : await response.json()) as Answered<N>
}

/** Sends, and says in words that nobody answered. */
export async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new Problem('offline', 0, 'Docket cannot be reached. Check the connection; nothing was changed.')
  }
}

let organizationHere: string | null = null

/** The organization on the screen, from its address; set by the router before a page of it loads. */
export function standIn(organization: string | null): void {
  organizationHere = organization
}

type Members = Record<string, unknown>

function fillPath(path: string, input: Members): { address: string; rest: Members } {
  const rest = { ...input }
  const address = path.replaceAll(/\{(\w+)\}/g, (_, member: string) => {
    const value = rest[member]
    delete rest[member]
    return encodeURIComponent(String(value))
  })
  return { address, rest }
}

function queryOf(members: Members): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  return query.size > 0 ? `?${query}` : ''
}

function organizationHeader({ organization = organizationHere }: AskOptions): Record<string, string> {
  return organization === null ? {} : { 'docket-organization': organization }
}

/** What every unsafe request repeats, to show that it comes from a page of our own. */
export function csrfToken(): string {
  return /(?:^|; )docket-csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
}
