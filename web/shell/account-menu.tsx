import { ActionIcon, Menu } from '@mantine/core'
import { IconKeyboard, IconLogout } from '@tabler/icons-react'
import { roleNames } from '#domain/kernel/permission.ts'
import { Avatar } from '../kit/avatar.tsx'
import { tellProblem } from '../kit/tell.ts'
import { signOut } from '../session/account.ts'
import { useSession } from '../session/session.ts'

export function AccountMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const { person, here } = useSession()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size="lg" radius="xl" aria-label={`Account of ${person.name}`}><Avatar name={person.name} id={person.userId} size={28} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name}
          <br />
          {person.email}
          {here && <> · {roleNames[here.role]}</>}
        </Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShowShortcuts}>Keyboard</Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function leave(): void {
  // A page loaded anew forgets everything the last person saw.
  void signOut().then(() => location.assign('/sign-in'), tellProblem)
}
