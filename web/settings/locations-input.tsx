import { ActionIcon, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { AddByName } from '../kit/add-by-name.tsx'
import { keyFrom } from '../kit/keys.ts'
import { replaced, without } from '../kit/moved.ts'
import forms from '../kit/form.module.css'
import { HoursInput } from './hours/hours-input.tsx'
import type { OrganizationForm } from './organization-form.ts'
import classes from './locations-input.module.css'

type Locations = OrganizationForm['locations']
type Props = { locations: Locations; timeZone: string; errors: Record<string, string>; mayChange: boolean; onChange: (locations: Locations) => void }

/** The places of an organization, each with the code that stands for it in order numbers. */
export function LocationsInput({ locations, timeZone, errors, mayChange, onChange }: Props) {
  const add = (name: string) => onChange([...locations, { key: keyFrom(name, locations.map(({ key }) => key), 'location'), name, code: codeFrom(name, locations.map(({ code }) => code)) }])
  return (
    <div className={classes.locations}>
      {locations.map((location, at) => {
        const put = (patch: Partial<Locations[number]>) => onChange(replaced(locations, at, { ...location, ...patch }))
        const isTwice = locations.some((other) => other !== location && other.code.toUpperCase() === location.code.toUpperCase())
        return (
          <div key={location.key} className={classes.location}>
            <TextInput label={at === 0 ? 'Location' : undefined} aria-label={`Name of location ${at + 1}`} maxLength={60} value={location.name} error={errors[`locations.${at}.name`]} onChange={(event) => put({ name: event.currentTarget.value })} />
            <TextInput label={at === 0 ? 'Code' : undefined} aria-label={`Code of ${location.name}`} maxLength={8} w={110} value={location.code} error={errors[`locations.${at}.code`] ?? (isTwice && 'Two have this code.')} onChange={(event) => put({ code: event.currentTarget.value.toUpperCase().replaceAll(/[^A-Z0-9]/g, '') })} />
            {mayChange && <ActionIcon size={36} style={{ alignSelf: 'end' }} aria-label={`Remove ${location.name}`} onClick={() => onChange(without(locations, at))}><IconTrash size={16} /></ActionIcon>}
            <details className={classes.hours} open={location.hours !== undefined && Object.keys(errors).some((name) => name.startsWith(`locations.${at}.hours`))}>
              <summary>Opening hours of {location.name}: {location.hours ? 'its own' : 'as the organization'}</summary>
              <HoursInput
                hours={location.hours ?? null} timeZone={timeZone} label={`${location.name} has hours of its own`} otherwise="Open as the organization is." path={`locations.${at}.hours`} errors={errors} disabled={!mayChange}
                onChange={(hours) => onChange(replaced(locations, at, { key: location.key, name: location.name, code: location.code, ...(hours ? { hours } : {}) }))}
              />
            </details>
          </div>
        )
      })}
      {errors['locations'] && <p className={forms.lead} role="alert">{errors['locations']}</p>}
      {locations.length === 0 && !mayChange && <p className={forms.lead}>None.</p>}
      {mayChange && <AddByName label="Name of a new location" placeholder="Main Street shop" action="Add location" onAdd={add} />}
    </div>
  )
}

/** A short code for a place: "Main Street" is MS, "Depot" is DEP. */
export function codeFrom(name: string, taken: readonly string[]): string {
  const words = name.normalize('NFKD').toUpperCase().split(/[^A-Z0-9]+/).filter(Boolean)
  const code = (words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? 'L').slice(0, 3)).slice(0, 6) || 'L'
  for (let i = 1; ; i++) {
    const candidate = i === 1 ? code : `${code}${i}`
    if (!taken.includes(candidate)) return candidate
  }
}
