import { createHash } from 'node:crypto'
import { roleOf } from '#domain/identity/actor.ts'
import { customerOperations, reachOf, type Reach } from '#domain/kernel/permission.ts'
import type { Contract, InputOf, OutputOf } from '#domain/kernel/contract.ts'
import { refuse, Refusal, type FieldError } from '#domain/kernel/refusal.ts'
import type { Database } from './database.ts'
import { withSharedScope } from './group-commit.ts'
import { issueWords } from './issue-words.ts'
import { refusalOfSqlState } from './sql-state.ts'
import { ClaimedBefore, withScope, type Caller, type Claim, type Claimed, type Scope } from './scope.ts'

/**
 * A contract with the verb that answers it. Permission is checked, input parsed and a scope opened before the verb runs. What
 * `sharesCommits` may be done in one transaction with others of its kind, so it locks nothing that another would wait for long.
 */
export type Operation<C extends Contract = Contract> = { contract: C; sharesCommits: boolean; handle(scope: Scope, input: InputOf<C>): Promise<OutputOf<C>> }

export function operation<C extends Contract>(contract: C, handle: (scope: Scope, input: InputOf<C>) => Promise<OutputOf<C>>, { sharesCommits = false } = {}): Operation<C> {
  return { contract, sharesCommits, handle }
}

export type Ask = {
  input: unknown
  /** 1 to 255 visible ASCII characters; asking twice with the same one changes things once. */
  idempotencyKey?: string | undefined
  /** The version a change is meant for. */
  expectedVersion?: number | undefined
}

/** `output` is what `body` says. */
export type Answer = { status: number; body: string; output: unknown; replayed: boolean }

/**
 * Asks for an operation on behalf of a caller and gives the answer as it goes over the wire. With an Idempotency-Key the
 * answer is kept in the transaction of its effect, and given again, byte for byte, to whoever asks the same again.
 */
export async function answer(database: Database, asked: Operation, caller: Caller, ask: Ask): Promise<Answer> {
  const { contract } = asked
  const reach = reachFor(contract, caller)
  const input = parse(contract, ask.input)
  const isRead = contract.method === 'GET'
  const claim = isRead || contract.answersSecret || !ask.idempotencyKey ? undefined : { requestHash: hashOfRequest(contract, caller, ask.idempotencyKey, ask.input), bodyHash: hash(JSON.stringify(ask.input) ?? '') }
  return withRefusals(async () => {
    try {
      const within = asked.sharesCommits ? withSharedScope : withScope
      return await within(database, caller, { reach, expectedVersion: ask.expectedVersion, readOnly: isRead, claim }, async (scope) => {
        const output = await asked.handle(scope, input)
        const status = contract.status ?? 200
        const body = status === 204 ? '' : JSON.stringify(output)
        if (claim) scope.answer = { requestHash: claim.requestHash, status, body }
        return { status, body, output, replayed: false }
      })
    } catch (error) {
      if (claim && error instanceof ClaimedBefore) return answeredBefore(error.claimed, claim)
      throw error
    }
  })
}

/** The same for callers inside the program (imports, the demo, the CLI): the output as it is. */
export async function perform<C extends Contract>(database: Database, asked: Operation<C>, caller: Caller, input: unknown, options: { expectedVersion?: number; now?: string } = {}): Promise<OutputOf<C>> {
  const reach = reachFor(asked.contract, caller)
  const parsed = parse(asked.contract, input) as InputOf<C>
  return withRefusals(() =>
    withScope(database, caller, { ...options, reach, readOnly: asked.contract.method === 'GET' }, (scope) => asked.handle(scope, parsed)),
  )
}

/** Deny by default: without a permission that the caller's role has, nothing happens. */
export function reachFor(contract: Contract, caller: Caller): Reach {
  if (contract.permission === 'public' || contract.permission === 'signed-in') return 'all'
  if (caller.actor.kind === 'customer' && customerOperations.has(contract.name)) return 'own'
  const role = roleOf(caller.actor)
  const reach = role && reachOf(role, contract.permission)
  return reach ?? refuse('forbidden', `Your role may not do this (${contract.permission}).`)
}

/** Parses by the contract, strictly; each problem names its field by a JSON Pointer. */
export function parse(contract: Contract, input: unknown): unknown {
  const parsed = contract.input.safeParse(input, { error: issueWords })
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, 50).flatMap((issue): FieldError[] => {
    const at = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.slice(0, 20).map((name) => ({ pointer: `${at}/${name.slice(0, 100)}`, code: 'unknown', message: 'There is no such field.' }))
    }
    const code = issue.code === 'custom' ? String(issue.params?.code ?? 'invalid') : issue.code
    return [{ pointer: at, code, message: issue.message }]
  })
  const first = errors[0]
  throw new Refusal('validation-failed', first ? `${first.pointer || 'The request'}: ${first.message}` : 'The request is not right.', errors)
}

function answeredBefore(claimed: Claimed, { bodyHash }: Claim): Answer {
  if (claimed.body_hash !== bodyHash) refuse('idempotency-key-reused', 'This Idempotency-Key was used for a different request. Use a new key for a new request.')
  if (claimed.status !== null && claimed.answered !== null) return { status: claimed.status, body: claimed.answered, output: JSON.parse(claimed.answered || 'null'), replayed: true }
  return refuse('idempotency-in-progress', 'A request with this Idempotency-Key is still being worked on. Ask again in a moment.', { extra: { retryAfter: 1 } })
}

function hashOfRequest(contract: Contract, caller: Caller, idempotencyKey: string, input: unknown): string {
  const principal = caller.actor.kind === 'system' ? 'system' : caller.actor.id
  const subject = /\{(\w+)\}/.exec(contract.path)?.[1]
  const path = subject ? String((input as Record<string, unknown>)[subject]) : ''
  return hash([principal, contract.method, contract.path, path, idempotencyKey].join('\n'))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export async function withRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOfSqlState(error) ?? error
  }
}
