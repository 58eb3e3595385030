import { Button, Menu, Switch } from '@mantine/core'
import { IconClock, IconCopy } from '@tabler/icons-react'
import { turnInWords, isOpen, type BusinessHours } from '#domain/hours/business-hours.ts'
import { openingHours, weekdays, type OpeningHours, type Weekday } from '#domain/hours/opening-hours.ts'
import { useNow } from '../../kit/use-now.ts'
import { ExceptionalDays } from './exceptional-days.tsx'
import { SpansInput } from './spans-input.tsx'
import { copied, copyTargets, usualHours } from './week.ts'
import classes from './hours.module.css'
import { capitalised } from '#domain/kernel/capitalised.ts'

type Props = {
  hours: OpeningHours | null
  timeZone: string
  /** The switch that sets hours at all, and what holds without them. */
  label: string
  otherwise: string
  /** Where the hours stand among the fields of the form. */
  path: string
  errors: Record<string, string>
  disabled: boolean
  onChange: (hours: OpeningHours | null) => void
}

/** Opening hours: a week of spans, days that are not as usual, and what that comes to right now. */
export function HoursInput({ hours, timeZone, label, otherwise, path, errors, disabled, onChange }: Props) {
  const now = useNow(hours !== null)
  const own = { ...errors, ...(hours ? faultsIn(hours, path) : {}) }
  const isSound = hours !== null && openingHours.safeParse(hours).success
  return (
    <div className={classes.hours}>
      <Switch label={label} disabled={disabled} checked={hours !== null} onChange={(event) => onChange(event.currentTarget.checked ? usualHours() : null)} />
      <p className={classes.now}><IconClock size={14} aria-hidden="true" className={classes.clock} /><output>{hours === null ? otherwise : isSound ? nowInWords({ timeZone, usual: hours, ofLocations: {} }, now) : 'Some hours are not right yet.'} Times are those of {timeZone}.</output></p>
      {hours && weekdays.map((day) => (
        <fieldset key={day} className={classes.day} aria-label={capitalised(day)}>
          <span className={classes.name}>{capitalised(day)}</span>
          <SpansInput day={capitalised(day)} spans={hours.week[day]} path={`${path}.week.${day}`} errors={own} disabled={disabled} onChange={(spans) => onChange({ ...hours, week: { ...hours.week, [day]: spans } })} />
          {!disabled && <CopyMenu day={day} onCopy={(days) => onChange(copied(hours, day, days))} />}
        </fieldset>
      ))}
      {hours && <ExceptionalDays days={hours.exceptions} path={`${path}.exceptions`} errors={own} disabled={disabled} onChange={(exceptions) => onChange({ ...hours, exceptions })} />}
    </div>
  )
}

function CopyMenu({ day, onCopy }: { day: Weekday; onCopy: (days: Weekday[]) => void }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="subtle" size="compact-sm" className={classes.beside ?? ''} leftSection={<IconCopy size={14} />} aria-label={`Copy ${capitalised(day)} to other days`}>Copy to</Button></Menu.Target>
      <Menu.Dropdown>
        {copyTargets(day).map(({ label, days }) => <Menu.Item key={label} onClick={() => onCopy(days)}>{label}</Menu.Item>)}
        <Menu.Divider />
        {weekdays.filter((other) => other !== day).map((other) => <Menu.Item key={other} onClick={() => onCopy([other])}>{capitalised(other)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )
}

function nowInWords(hours: BusinessHours, now: string): string {
  return `${isOpen(hours, null, now) ? 'Open' : 'Closed'} now, ${turnInWords({ now, hours }, null)}.`
}

/** What is wrong with them while they are typed, by the schema that will refuse them. */
function faultsIn(hours: OpeningHours, path: string): Record<string, string> {
  return Object.fromEntries((openingHours.safeParse(hours).error?.issues ?? []).map((issue) => [[path, ...issue.path].join('.'), issue.message]))
}
