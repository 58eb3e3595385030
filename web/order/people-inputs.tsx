import { PeopleSelect, PersonSelect, type Person } from '../kit/people.tsx'
import classes from './editable.module.css'

type OneProps = { label: string; person: Person | null; disabled: boolean; onChange: (person: Person | null) => void }

/** One person of an order, as its page shows values that can be changed in place. */
export function PersonInput({ label, disabled, ...props }: OneProps) {
  return <PersonSelect label={label} allowDeselect={false} clearable={!disabled} clearButtonProps={{ 'aria-label': `Clear ${label}` }} {...lookOf(disabled)} {...props} />
}

type SeveralProps = { label: string; people: Person[]; disabled: boolean; onChange: (people: Person[], change: { add: string[]; remove: string[] }) => void }

/** The same of several. */
export function PeopleInput({ people, disabled, ...props }: SeveralProps) {
  return <PeopleSelect chosen={people} {...lookOf(disabled)} {...props} />
}

function lookOf(disabled: boolean) {
  const classNames = { label: classes.label ?? '', input: (disabled ? classes.fixed : classes.input) ?? '' }
  return { classNames, readOnly: disabled, ...(disabled ? { rightSection: null } : {}) }
}
