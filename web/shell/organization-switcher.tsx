import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { roleNames } from '#domain/kernel/permission.ts'
import { useSession } from '../session/session.ts'
import classes from './organization-switcher.module.css'

/** Which organization one works in, and the way to the others. */
export function OrganizationSwitcher() {
  const { organizations, here } = useSession()
  if (!here) return null
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button variant="default" size="compact-md" className={classes.button} aria-label={`Organization: ${here.organization.name}`} rightSection={<IconChevronDown size={14} />}>
          <span className={classes.name}>{here.organization.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Organizations</Menu.Label>
        {organizations.map(({ id, slug, name, role }) => (
          <Menu.Item key={id} component={Link} to={`/${slug}/orders`} rightSection={slug === here.organization.slug ? <IconCheck size={16} aria-label="here" /> : undefined}>
            {name}
            <div className={classes.role}>{roleNames[role]}</div>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/found" leftSection={<IconPlus size={16} />}>Found an organization</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
