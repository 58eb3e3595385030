import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { NativeSelect } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useHere } from '../session/session.ts'
import { groups } from './sections.ts'
import classes from './settings-layout.module.css'

/** Settings: its pages beside each other, as far as one's role reaches. */
export default function SettingsLayout() {
  const { organization: { slug }, permissions } = useHere()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const shown = groups.map(({ name, sections }) => ({ name, sections: sections.filter(({ permission }) => !permission || permissions.includes(permission)) })).filter(({ sections }) => sections.length > 0)
  const isAt = (path: string) => pathname === `/${slug}${path}` || pathname.startsWith(`/${slug}${path}/`)
  const here = shown.flatMap(({ sections }) => sections).find(({ path }) => isAt(path))
  const addressOf = (path: string): string => `/${slug}${path}`
  return (
    <div className={classes.layout}>
      <nav className={classes.nav} aria-label="Settings">
        {shown.map(({ name, sections }) => (
          <details key={name} open>
            <summary className={classes.group}>{name}<IconChevronDown size={14} aria-hidden="true" className={classes.chevron} /></summary>
            {sections.map((section) => (
              <Link key={section.path} to={addressOf(section.path)} className={classes.entry} activeProps={{}} aria-current={isAt(section.path) ? 'page' : undefined}>{section.name}</Link>
            ))}
          </details>
        ))}
      </nav>
      <NativeSelect
        className={classes.narrow ?? ''} aria-label="Settings page" value={here?.path ?? ''}
        data={shown.map(({ name, sections }) => ({ group: name, items: sections.map(({ path, name: label }) => ({ value: path, label })) }))}
        onChange={(event) => void navigate({ to: `/${slug}${event.currentTarget.value}` })}
      />
      <div className={classes.page}><Outlet /></div>
    </div>
  )
}
