import type { ShownRun } from '#domain/wizards/contract.ts'
import { workOutLine } from '#domain/wizards/work-out-line.ts'
import { ask } from '../ask.ts'
import type { FinishedRun, RunClient } from './run-client.ts'
import { staffLookups } from './staff-lookups.ts'

/** A run on the server, gone through by a member at a desk. Items entered before are entered again as they were. */
export function memberClient(organization: string, { id: runId, lineWizards }: Pick<ShownRun, 'id' | 'lineWizards'>): RunClient {
  const options = { organization }
  const { findLineWizard, ...lookups } = staffLookups(organization)
  return {
    ...lookups,
    workOut: workOutLine,
    findLineWizard: async (key) => lineWizards.find(({ definition }) => definition.key === key)?.definition ?? (await findLineWizard(key)),
    // What is wrong so far is said when its page is done.
    keep: (answers) => ask('wizard_run.answer', { id: runId, answers }, options).then(({ estimate }) => estimate, () => undefined),
    complete: async (page, answers) => (await ask('wizard_run.answer', { id: runId, answers, completes: page }, options)).estimate,
    finish: async (answers): Promise<FinishedRun> => ({ order: (await ask('wizard_run.finish', { id: runId, answers }, options)).order, waits: false }),
    listItems: (question, search) => ask('wizard_run.list_items', { id: runId, question: question.key, limit: 60, ...search }, options),
  }
}
