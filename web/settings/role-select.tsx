import { Select } from '@mantine/core'
import { rolesGrantableBy, type Role } from '#domain/kernel/permission.ts'
import { useHere } from '../session/session.ts'
import { roleChoices, roleWords } from './role-words.ts'

/** One of the roles one may hand out, with what it is for. */
export function RoleSelect({ role, error, onChange }: { role: Role; error: string | undefined; onChange: (role: Role) => void }) {
  const { role: myRole } = useHere()
  return <Select label="Role" description={roleWords[role]} allowDeselect={false} data={roleChoices(rolesGrantableBy(myRole))} value={role} error={error} onChange={(value) => value && onChange(value)} />
}
