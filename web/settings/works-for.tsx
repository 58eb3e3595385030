import { useAsk } from '../asking.ts'
import { PersonSelect } from '../kit/people.tsx'

type Props = { memberId: string; error: string | undefined; onChange: (memberId: string) => void }

/** Whose work a contractor's key does. */
export function WorksFor({ memberId, error, onChange }: Props) {
  const name = useAsk('member.list', { active: true, limit: 500 }, { staleTime: 60_000 }).data?.items.find(({ id }) => id === memberId)?.name
  return (
    <PersonSelect label="Works for" description="It sees and works on what is assigned to this member, and ends with their access." allowDeselect={false}
      person={name === undefined ? null : { id: memberId, name }} error={error} onChange={(person) => person && onChange(person.id)} />
  )
}
