import { Select } from '@mantine/core'
import { channelNames, channels } from '#domain/orders/channel.ts'
import type { Process } from '#domain/workflows/process.ts'
import { areHoursAsked, type Beginning } from './simulated-hours.ts'
import classes from './simulator.module.css'

/** What decides which way an order takes, and so can only be chosen before it begins. */
export function BeginningForm({ process, how, onBegin }: { process: Process; how: Beginning; onBegin: (how: Beginning) => void }) {
  const methods = process.orderType.fulfilmentMethods.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <div className={classes.two}>
      <Select size="xs" label="It comes by" allowDeselect={false} data={channels.map((value) => ({ value, label: channelNames[value] }))} value={how.channel ?? 'back_office'} onChange={(channel) => onBegin({ ...how, channel: channel ?? 'back_office' })} />
      {methods.length > 0 && <Select size="xs" label="Handed over by" allowDeselect={false} data={methods} value={how.fulfilmentMethod ?? methods[0]?.value ?? null} onChange={(fulfilmentMethod) => onBegin({ ...how, fulfilmentMethod })} />}
      {areHoursAsked(process) && <Select size="xs" label="It comes" allowDeselect={false} data={[{ value: 'day', label: 'Within business hours' }, { value: 'night', label: 'Outside business hours' }]} value={how.comes ?? 'day'} onChange={(comes) => onBegin({ ...how, comes: comes === 'night' ? 'night' : 'day' })} />}
    </div>
  )
}
