import { MultiSelect, Select, type MultiSelectProps, type SelectProps } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useAsk } from '../asking.ts'
import { Avatar } from './avatar.tsx'
import classes from './people.module.css'

export type Person = { id: string; name: string }
type Choice = Person & { jobTitle: string | null }

/** Who can be chosen: whoever works here now; whoever is chosen already stays a choice, even after leaving. */
export function usePeople(chosen: readonly Person[]): { people: Choice[]; error: unknown; isKnown: boolean } {
  const { data, error } = useAsk('member.list', { active: true, limit: 500 }, { staleTime: 60_000 })
  const members = data?.items ?? []
  const former = chosen.filter(({ id }) => !members.some((member) => member.id === id)).map(({ id, name }) => ({ id, name, jobTitle: null }))
  return { people: [...members, ...former], error, isKnown: data !== undefined }
}

/** Somebody as a choice: face, name, what they do here, and whether they are chosen. */
export function PersonOption({ person: { id, name, jobTitle }, isChosen }: { person: Choice; isChosen: boolean }) {
  return (
    <span className={classes.person}>
      <Avatar name={name} id={id} />
      <span>{name}{jobTitle && <span className={classes.job}> · {jobTitle}</span>}</span>
      {isChosen && <IconCheck size={16} className={classes.check} aria-label="chosen" />}
    </span>
  )
}

type OneProps = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'renderOption'> & { person: Person | null; onChange: (person: Person | null) => void }

/** Chooses one of the team. */
export function PersonSelect({ person, onChange, ...props }: OneProps) {
  const { people } = usePeople(person ? [person] : [])
  const choose = (id: string | null) => {
    const found = people.find((one) => one.id === id)
    onChange(found ? { id: found.id, name: found.name } : null)
  }
  return <Select placeholder="Nobody yet" {...common(people)} {...props} value={person?.id ?? null} onChange={choose} />
}

type SeveralProps = Omit<MultiSelectProps, 'data' | 'value' | 'onChange' | 'searchable' | 'renderOption'> & { chosen: Person[]; onChange: (chosen: Person[], change: { add: string[]; remove: string[] }) => void }

/** Chooses any number of the team, and says who came and who went. */
export function PeopleSelect({ chosen, onChange, ...props }: SeveralProps) {
  const { people } = usePeople(chosen)
  const choose = (ids: string[]) => {
    const before = chosen.map(({ id }) => id)
    onChange(
      ids.map((id) => ({ id, name: people.find((one) => one.id === id)?.name ?? '' })),
      { add: ids.filter((id) => !before.includes(id)), remove: before.filter((id) => !ids.includes(id)) },
    )
  }
  return <MultiSelect hidePickedOptions placeholder={chosen.length === 0 ? 'Nobody yet' : ''} {...common(people)} {...props} value={chosen.map(({ id }) => id)} onChange={choose} />
}

function common(people: Choice[]) {
  const byId = new Map(people.map((person) => [person.id, person]))
  return {
    data: people.map(({ id, name }) => ({ value: id, label: name })), searchable: true, nothingFoundMessage: 'Nobody of that name',
    renderOption: ({ option: { value, label }, checked = false }: { option: { value: string; label: string }; checked?: boolean }) => (
      <PersonOption person={byId.get(value) ?? { id: value, name: label, jobTitle: null }} isChosen={checked} />
    ),
  }
}
