import { changedMembers } from '#domain/kernel/same.ts'
import { isProblem } from '../problem.ts'
import { mergeForms, type RecordForm } from './record-form.ts'

export type Attempt<F> = Pick<RecordForm<F>, 'form' | 'base' | 'version'>
/** What was changed on both sides: theirs as it is now, mine on top of it, and the members somebody has to decide about. */
export type Clash<F> = { theirs: { form: F; version: number }; both: (keyof F & string)[]; merged: F }

/** How a record is written, and read as it is now. */
export type Doors<F> = {
  write: (form: F, changed: (keyof F & string)[], version: number) => Promise<unknown>
  read: () => Promise<{ form: F; version: number }>
}

/**
 * Saves what was changed. Where others changed other members meanwhile, both stand; members that both changed are answered
 * for a decision, and nothing is saved.
 */
export async function saveRecord<F extends object>({ form, base, version }: Attempt<F>, doors: Doors<F>): Promise<Clash<F> | undefined> {
  try {
    await doors.write(form, changedMembers(base, form) as (keyof F & string)[], version)
    return undefined
  } catch (error) {
    if (!isProblem(error, 'precondition-failed')) throw error
    const theirs = await doors.read()
    const { both, merged } = mergeForms(base, form, theirs.form)
    return both.length > 0 ? { theirs, both, merged } : saveRecord({ form: merged, base: theirs.form, version: theirs.version }, doors)
  }
}

/** A clash decided: the form to save, over their version. */
export function settle<F extends object>({ theirs, both, merged }: Clash<F>, keepsMine: boolean): Attempt<F> {
  const form = keepsMine ? merged : { ...merged, ...Object.fromEntries(both.map((name) => [name, theirs.form[name]])) }
  return { form, base: theirs.form, version: theirs.version }
}
