import { sql } from 'kysely'
import { isAnswered } from '#domain/wizards/show-if.ts'
import type { Answers, Question } from '#domain/wizards/wizard.ts'
import { peopleByIds } from '#features/identity/people.ts'
import type { Scope } from '#platform/scope.ts'

/** An answer that was read, with the question it is to. */
export type Answered = { question: Question; answer: unknown }

/** The people and the files that answers name, as far as they are there. */
export type Named = { people: Map<string, { name: string; isActive: boolean }>; files: Set<string> }

/** Whose files may be named: those of a run, of the order it works on, and those that belong to nothing yet. */
export type Keeper = { runId: string | null; orderId: string | null }

export function answeredIn(questions: Question[], answers: Answers): Answered[] {
  return questions.flatMap((question) => (isAnswered(answers[question.key]) ? [{ question, answer: answers[question.key] }] : []))
}

/** Looks up what answers name. */
export async function findNamed(scope: Scope, keeper: Keeper, answered: Answered[]): Promise<Named> {
  const people = await peopleByIds(scope, answered.flatMap(({ question, answer }) => (question.kind === 'person' ? [answer as string] : [])))
  return { people, files: await filesThere(scope, keeper, answered.flatMap(filesIn)) }
}

/** Why an answer names what is not there; undefined where it does not. */
export function strangerIn({ question, answer }: Answered, { people, files }: Named): string | undefined {
  if (question.kind === 'person') return people.get(answer as string)?.isActive ? undefined : 'there is nobody like that here.'
  return filesIn({ question, answer }).some((file) => !files.has(file)) ? 'this was not uploaded here.' : undefined
}

async function filesThere(scope: Scope, { runId, orderId }: Keeper, wanted: string[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  // A customer's can only belong to their own run.
  const isWithin = scope.reach === 'own' ? sql`wizard_run_id = ${runId}` : sql`(wizard_run_id = ${runId} OR order_id = ${orderId} OR (wizard_run_id IS NULL AND order_id IS NULL))`
  const { rows } = await sql<{ id: string }>`SELECT id FROM file WHERE organization_id = ${scope.organizationId} AND id = ANY(${wanted}::uuid[]) AND ${isWithin}`.execute(scope.db)
  return new Set(rows.map(({ id }) => id))
}

function filesIn({ question, answer }: Answered): string[] {
  if (question.kind === 'photo' || question.kind === 'file') return answer as string[]
  return question.kind === 'signature' ? [answer as string] : []
}
