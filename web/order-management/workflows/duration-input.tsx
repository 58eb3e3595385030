import { Group, Input, NumberInput, Select } from '@mantine/core'
import { useId, useState } from 'react'
import { minutesIn, spanIn, timeUnits, type TimeUnit } from '../../kit/spans.ts'

type Props = { label: string; description?: string; value: number | undefined; longest: number; units?: readonly TimeUnit[]; onChange: (minutes: number | undefined) => void }

/** How long, in the unit one thinks in; nothing means no time at all. */
export function DurationInput({ label, description, value, longest, units = timeUnits, onChange }: Props) {
  const shown = value === undefined ? undefined : spanIn(value, units)
  const [chosen, setChosen] = useState<TimeUnit>()
  const about = useId()
  const unit = (chosen && units.includes(chosen) ? chosen : shown?.unit) ?? 'hour'
  const count = value === undefined ? '' : value / minutesIn[unit]
  const put = (given: number | string, inUnit: TimeUnit) => onChange(typeof given === 'number' && given > 0 ? Math.min(longest, Math.max(1, Math.round(given * minutesIn[inUnit]))) : undefined)
  return (
    <div>
      <Group gap={8} align="flex-end" wrap="nowrap">
        <NumberInput label={label} {...(description ? { 'aria-describedby': about } : {})} min={0} max={longest} w="60%" decimalScale={2} hideControls placeholder="–" value={count} onChange={(given) => put(given, unit)} />
        <Select
          label={<span className="visually-hidden">Unit of {label.toLowerCase()}</span>} w="40%" mt={0} allowDeselect={false} data={units.map((one) => ({ value: one, label: `${one}s` }))} value={unit}
          onChange={(picked) => {
            const next = picked ?? 'hour'
            setChosen(next)
            if (typeof count === 'number') put(count, next)
          }}
        />
      </Group>
      {description && <Input.Description id={about} mt={5}>{description}</Input.Description>}
    </div>
  )
}
