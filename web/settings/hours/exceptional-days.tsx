import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { ExceptionalDay } from '#domain/hours/opening-hours.ts'
import { replaced, without } from '../../kit/moved.ts'
import { SpansInput } from './spans-input.tsx'
import classes from './hours.module.css'

type Props = { days: ExceptionalDay[]; path: string; errors: Record<string, string>; disabled: boolean; onChange: (days: ExceptionalDay[]) => void }

/** Days that are not as their weekday usually is: holidays, long evenings. */
export function ExceptionalDays({ days, path, errors, disabled, onChange }: Props) {
  const [on, setOn] = useState('')
  const isThere = days.some((day) => day.on === on)
  const add = () => {
    if (on === '' || isThere) return
    onChange([...days, { on, spans: [] }].toSorted((one, other) => one.on.localeCompare(other.on)))
    setOn('')
  }
  return (
    <fieldset className={classes.exceptions}>
      <legend className={classes.legend}>Days that are not as usual</legend>
      {days.map((day, at) => {
        const put = (next: ExceptionalDay) => onChange(replaced(days, at, next))
        return (
          <div key={day.on} className={classes.day}>
            <span className={classes.name}><time dateTime={day.on}>{day.on}</time>{errors[`${path}.${at}.on`] && <span className={classes.error} role="alert">{errors[`${path}.${at}.on`]}</span>}</span>
            <SpansInput day={day.on} spans={day.spans} path={`${path}.${at}.spans`} errors={errors} disabled={disabled} onChange={(spans) => put({ ...day, spans })} />
            <TextInput
              aria-label={`What ${day.on} is called`} placeholder="Holiday" maxLength={60} className={classes.called ?? ''} disabled={disabled} value={day.name ?? ''} error={errors[`${path}.${at}.name`]}
              onChange={(event) => put({ on: day.on, spans: day.spans, ...(event.currentTarget.value === '' ? {} : { name: event.currentTarget.value }) })}
            />
            {!disabled && <ActionIcon size={32} className={classes.beside ?? ''} aria-label={`Remove ${day.on}`} onClick={() => onChange(without(days, at))}><IconTrash size={16} /></ActionIcon>}
          </div>
        )
      })}
      {days.length === 0 && disabled && <span className={classes.closed}>None.</span>}
      {!disabled && (
        <div className={classes.span}>
          <TextInput
            type="date" aria-label="A day that is not as usual" w={160} value={on} error={isThere && 'It is there already.'} onChange={(event) => setOn(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <Button variant="light" leftSection={<IconPlus size={16} />} disabled={on === '' || isThere} onClick={add}>Add day</Button>
        </div>
      )}
    </fieldset>
  )
}
