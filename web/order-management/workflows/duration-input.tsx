import { Group, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { minutesIn, spanIn, type TimeUnit } from '../../kit/spans.ts'

type Props = { label: string; description?: string; value: number | undefined; longest: number; onChange: (minutes: number | undefined) => void }

const unitChoices = [{ value: 'minute', label: 'minutes' }, { value: 'hour', label: 'hours' }, { value: 'day', label: 'days' }, { value: 'week', label: 'weeks' }]

/** How long, in the unit one thinks in; nothing means no time at all. */
export function DurationInput({ label, description, value, longest, onChange }: Props) {
  const shown = value === undefined ? undefined : spanIn(value)
  const [chosen, setChosen] = useState<TimeUnit>()
  const unit = chosen ?? shown?.unit ?? 'hour'
  const count = value === undefined ? '' : value / minutesIn[unit]
  const put = (given: number | string, inUnit: TimeUnit) => onChange(typeof given === 'number' && given > 0 ? Math.min(longest, Math.max(1, Math.round(given * minutesIn[inUnit]))) : undefined)
  return (
    <Group gap={8} align="flex-start" wrap="nowrap">
      <NumberInput label={label} {...(description ? { description } : {})} min={0} max={longest} w="60%" decimalScale={2} hideControls placeholder="–" value={count} onChange={(given) => put(given, unit)} />
      <Select
        label={<span className="visually-hidden">Unit of {label.toLowerCase()}</span>} w="40%" mt={0} allowDeselect={false} data={unitChoices} value={unit}
        onChange={(picked) => {
          const next = (picked ?? 'hour') as TimeUnit
          setChosen(next)
          if (typeof count === 'number') put(count, next)
        }}
      />
    </Group>
  )
}
