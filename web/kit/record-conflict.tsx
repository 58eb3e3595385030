import { FormConflict } from './form-conflict.tsx'
import type { RecordSaving } from './use-record-saving.ts'

type Props<F> = { what: string; saving: RecordSaving<F>; labels: Record<keyof F, string>; inWords: (form: F, name: keyof F & string) => string }

/** Asks which shall stand of the fields that two people changed, while that is to be decided. */
export function RecordConflict<F>({ what, saving: { clash, decide, leave }, labels, inWords }: Props<F>) {
  if (!clash) return null
  const fields = clash.both.map((name) => ({ label: labels[name], theirs: inWords(clash.theirs.form, name), mine: inWords(clash.merged, name) }))
  return <FormConflict what={what} fields={fields} onKeepMine={() => decide(true)} onTakeTheirs={() => decide(false)} onClose={leave} />
}
