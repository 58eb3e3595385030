import { asksByQuery, pathMembersOf } from '#channels/http/read-input.ts'
import { contracts, type ContractsByName, type OperationName } from '#domain/contracts.ts'
import type { AskOf, OutputOf } from '#domain/kernel/contract.ts'
import { newId } from '#domain/kernel/id.ts'

export type Problem = { type: string; title: string; status: number; detail: string; instance: string; errors?: { pointer: string; code: string }[]; allowed?: string[] }
export type Options = { version?: number; idempotencyKey?: string; signal?: AbortSignal }
export type Answered = { status: number; headers: Headers; text: string }

/** Docket as a program sees it: over HTTP, with an API key, and nothing else. */
export type Api = {
  ask<N extends OperationName>(name: N, input?: AskOf<ContractsByName[N]>, options?: Options): Promise<OutputOf<ContractsByName[N]>>
  /** What was said no to; an answer that says yes fails the test. */
  refused(name: OperationName, input?: object, options?: Options): Promise<Problem>
  /** The answer as it came over the wire, whatever it is. */
  answer(name: OperationName, input?: object, options?: Options): Promise<Answered>
}

export function openApi(address: string, key: string): Api {
  const answer: Api['answer'] = async (name, input = {}, options = {}) => {
    const { path, init } = requestOf(name, input as Record<string, unknown>, options)
    const response = await fetch(`${address}/api/v1${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${key}` } })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    answer,
    async ask(name, input, options) {
      const { status, text } = await answer(name, input, options)
      if (status >= 300) throw new Error(`${name} was answered with ${status}: ${text}`)
      return (text === '' ? {} : JSON.parse(text)) as never
    },
    async refused(name, input, options) {
      const { status, headers, text } = await answer(name, input, options)
      if (status < 400) throw new Error(`${name} should have been refused, but was answered with ${status}: ${text}`)
      if (!headers.get('content-type')?.startsWith('application/problem+json')) throw new Error(`${name} was refused without a problem document: ${text}`)
      return JSON.parse(text) as Problem
    },
  }
}

function requestOf(name: OperationName, input: Record<string, unknown>, { version, idempotencyKey, signal }: Options) {
  const contract = contracts.find((one) => one.name === name)
  if (!contract) throw new Error(`There is no operation ${name}`)
  const inPath = pathMembersOf(contract)
  const rest = Object.entries(input).filter(([member, value]) => !inPath.includes(member) && value !== undefined)
  const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, member: string) => encodeURIComponent(String(input[member])))
  const byQuery = asksByQuery(contract)
  const query = byQuery && rest.length > 0 ? `?${new URLSearchParams(rest.map(([member, value]): [string, string] => [member, String(value)])).toString()}` : ''
  const asksTwice = idempotencyKey ?? (contract.needs?.includes('idempotency') ? newId() : undefined)
  return {
    path: path + query,
    init: {
      method: contract.method,
      headers: {
        ...(byQuery ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(asksTwice === undefined ? {} : { 'idempotency-key': asksTwice }),
      },
      ...(byQuery ? {} : { body: JSON.stringify(Object.fromEntries(rest)) }),
      ...(signal ? { signal } : {}),
    },
  }
}
