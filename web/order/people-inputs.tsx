import { MultiSelect, Select } from '@mantine/core'
import { useAsk } from '../asking.ts'
import classes from './editable.module.css'

export type Person = { id: string; name: string }

/** Who works here now, as choices; whoever is chosen already stays one, even after leaving. */
function useMemberChoices(chosen: Person[]): { value: string; label: string }[] {
  const members = useAsk('member.list', { active: true, limit: 500 }, { staleTime: 60_000 }).data?.items ?? []
  const people = [...members, ...chosen.filter(({ id }) => !members.some((member) => member.id === id))]
  return people.map(({ id, name }) => ({ value: id, label: name }))
}

type OneProps = { label: string; person: Person | null; disabled: boolean; onChange: (person: Person | null) => void }

export function PersonInput({ label, person, disabled, onChange }: OneProps) {
  const choices = useMemberChoices(person ? [person] : [])
  const choose = (id: string | null) => onChange(id === null ? null : { id, name: choices.find(({ value }) => value === id)?.label ?? '' })
  return (
    <Select
      label={label} data={choices} value={person?.id ?? null} searchable allowDeselect={false} clearable={!disabled} readOnly={disabled} placeholder="Nobody yet" nothingFoundMessage="Nobody of that name"
      classNames={{ label: classes.label ?? '', input: classes.input ?? '' }} clearButtonProps={{ 'aria-label': `Clear ${label}` }} onChange={choose}
    />
  )
}

type SeveralProps = { label: string; people: Person[]; disabled: boolean; onChange: (people: Person[], change: { add: string[]; remove: string[] }) => void }

export function PeopleInput({ label, people, disabled, onChange }: SeveralProps) {
  const choices = useMemberChoices(people)
  const choose = (ids: string[]) => {
    const now = people.map(({ id }) => id)
    onChange(
      ids.map((id) => ({ id, name: choices.find(({ value }) => value === id)?.label ?? '' })),
      { add: ids.filter((id) => !now.includes(id)), remove: now.filter((id) => !ids.includes(id)) },
    )
  }
  return (
    <MultiSelect
      label={label} data={choices} value={people.map(({ id }) => id)} searchable readOnly={disabled} hidePickedOptions placeholder={people.length === 0 ? 'Nobody yet' : ''} nothingFoundMessage="Nobody of that name"
      classNames={{ label: classes.label ?? '', input: classes.input ?? '' }} onChange={choose}
    />
  )
}
