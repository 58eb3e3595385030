import { sql, type Kysely } from 'kysely'
import { closedEntry, type Entry } from '#domain/identity/entry.ts'
import type { Person, Principal } from '#domain/identity/principal.ts'
import type { Contract, InputOf, OutputOf } from '#domain/kernel/contract.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import type { Database } from './database.ts'
import { parse, withRefusals, type Answer } from './operation.ts'
import type { Tables } from './tables.ts'

/** Who asks for something that concerns no organization yet, from where, and how one comes in there. */
export type Asker = { principal: Principal; requestId: string; origin: string; ip?: string | undefined; entry?: Entry }

/** What the verb of a person operation works with; behind a `signed-in` contract the principal is a person. */
export type PersonScope<C extends Contract = Contract> = Omit<Asker, 'principal'> & {
  database: Database
  entry: Entry
  principal: C['permission'] extends 'signed-in' ? Person : Principal
}

/** A `signed-in` or `public` contract with the verb that answers it. */
export type PersonOperation<C extends Contract = Contract> = { contract: C; handle(asked: PersonScope<C>, input: InputOf<C>): Promise<OutputOf<C>> }

export function personOperation<C extends Contract & { permission: 'signed-in' | 'public' }>(
  contract: C,
  handle: (asked: PersonScope<C>, input: InputOf<C>) => Promise<OutputOf<C>>,
): PersonOperation<C> {
  return { contract, handle }
}

/** Asks for a person operation and gives the answer as it goes over the wire. */
export async function answerPerson(database: Database, asked: PersonOperation, asker: Asker, input: unknown): Promise<Answer> {
  const output = await performPerson(database, asked, asker, input)
  const status = asked.contract.status ?? 200
  return { status, body: status === 204 ? '' : JSON.stringify(output), output, replayed: false }
}

/** The same for callers inside the program: the output as it is. */
export async function performPerson<C extends Contract>(database: Database, asked: PersonOperation<C>, asker: Asker, input: unknown): Promise<OutputOf<C>> {
  if (asked.contract.permission === 'signed-in') requirePerson(asker.principal)
  const parsed = parse(asked.contract, input) as InputOf<C>
  return withRefusals(() => asked.handle({ entry: closedEntry, ...asker, database } as PersonScope<C>, parsed))
}

/** A transaction in which row level security shows what a person may see of themselves, or what a link they hold opens. */
export function withProof<T>({ db }: Database, proof: { userId: string } | { tokenHash: string }, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const [setting, value] = 'userId' in proof ? ['app.user', proof.userId] : ['app.presented_token', proof.tokenHash]
  return db.transaction().execute(async (transaction) => {
    await sql`SELECT set_config(${setting}, ${value}, true)`.execute(transaction)
    return work(transaction)
  })
}

function requirePerson(principal: Principal): void {
  if (principal.kind === 'nobody') refuse('unauthenticated', 'Sign in first.')
  if (principal.kind === 'api_client') refuse('forbidden', 'This is for people who are signed in; an API key cannot do it.')
}
