import { Select } from '@mantine/core'
import { useAsk } from '../asking.ts'

type Props = { memberId: string; error: string | undefined; onChange: (memberId: string) => void }

/** Whose work a contractor's key does. */
export function WorksFor({ memberId, error, onChange }: Props) {
  const members = useAsk('member.list', { active: true, limit: 500 }).data?.items ?? []
  return (
    <Select label="Works for" description="It sees and works on what is assigned to this member, and ends with their access." allowDeselect={false} searchable
      data={members.map(({ id, name }) => ({ value: id, label: name }))} value={memberId} error={error} onChange={(value) => value && onChange(value)} />
  )
}
