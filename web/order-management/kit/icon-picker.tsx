import { Button, Popover, TextInput } from '@mantine/core'
import { createElement, useState } from 'react'
import { iconNameOf, iconNames, statusIcons } from '../../kit/status-icons.ts'
import classes from './icon-picker.module.css'
import { spelled } from '#domain/kernel/spelled.ts'

type Props = { label: string; value: string | null | undefined; onChange: (icon: string | undefined) => void; disabled?: boolean }

/** One of the signs a status or a move may carry, or none. */
export function IconPicker({ label, value, onChange, disabled }: Props) {
  const [isOpen, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const name = value ? iconNameOf(value) : undefined
  const found = iconNames.filter((one) => one.includes(search.trim().toLowerCase()))
  const pick = (icon: string | undefined) => {
    onChange(icon)
    setOpen(false)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={296} trapFocus returnFocus shadow="md" withinPortal>
      <div className={classes.field}>
        <span className={classes.label} aria-hidden="true">{label}</span>
        <Popover.Target>
          <Button variant="default" disabled={disabled ?? false} onClick={() => setOpen(!isOpen)} aria-label={`${label}: ${name ? spelled(name) : (value ?? 'none')}`} leftSection={name ? drawn(name) : undefined}>
            {name ? spelled(name) : (value ?? 'None')}
          </Button>
        </Popover.Target>
      </div>
      <Popover.Dropdown aria-label={`Choose ${label.toLowerCase()}`}>
        <TextInput data-autofocus aria-label="Search signs" placeholder="Search signs" size="xs" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <div className={classes.grid}>
          <button type="button" className={classes.choice} data-chosen={!value || undefined} onClick={() => pick(undefined)} title="None" aria-label="None">–</button>
          {found.map((one) => (
            <button key={one} type="button" className={classes.choice} data-chosen={one === name || undefined} aria-pressed={one === name} onClick={() => pick(one)} title={spelled(one)} aria-label={spelled(one)}>{drawn(one)}</button>
          ))}
        </div>
        {found.length === 0 && <p className={classes.none}>No sign is called that.</p>}
      </Popover.Dropdown>
    </Popover>
  )
}

function drawn(name: string) {
  const sign = statusIcons.get(name)
  return sign && createElement(sign, { size: 18, 'aria-hidden': true })
}
