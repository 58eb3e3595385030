import { Select } from '@mantine/core'
import type { AskedHours } from '#domain/wizards/within-hours.ts'
import { useHere } from '../../session/session.ts'

const choices = [{ value: 'any', label: 'At any time' }, { value: 'within', label: 'Only within opening hours' }, { value: 'outside', label: 'Only outside opening hours' }] as const

/** By which hours of the business something is asked. */
export function HoursChoice({ hours, onChange }: { hours: AskedHours | undefined; onChange: (hours: AskedHours | undefined) => void }) {
  const { hours: usual, locations } = useHere().organization
  const hasHours = usual !== null || locations.some((location) => location.hours !== undefined)
  return (
    <Select
      label="By opening hours" allowDeselect={false} w={280} data={choices.map(({ value, label }) => ({ value, label }))} value={hours ?? 'any'}
      description={hours === undefined ? undefined : hasHours ? 'Decided once, when somebody begins.' : 'No opening hours are set, which counts as always open. They are set in Settings, under Organization.'}
      onChange={(value) => onChange(value === 'within' || value === 'outside' ? value : undefined)}
    />
  )
}
