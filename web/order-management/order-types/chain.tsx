import { IconArrowRight } from '@tabler/icons-react'
import { spelled } from '#domain/kernel/spelled.ts'
import { channelNames } from '#domain/orders/channel.ts'
import type { OrderType } from '#domain/workflows/schema.ts'
import { useAsk } from '../../asking.ts'
import classes from './chain.module.css'

type Chained = Pick<OrderType, 'phases' | 'fulfilmentMethods'>

/** The phases of an order type one after another, each with the workflows orders take through it. */
export function Chain({ type, isUpright = false }: { type: Chained; isUpright?: boolean }) {
  const workflows = new Map(useAsk('workflow.list', {}).data?.items.map(({ key, name }) => [key, name]))
  const phases = new Map(useAsk('workflow_type.list', {}).data?.items.map(({ key, name }) => [key, name]))
  return (
    <ol className={classes.chain} data-upright={isUpright || undefined} aria-label="Phases">
      {type.phases.map(({ type: phase, choices }, at) => (
        <li key={phase} className={classes.link}>
          {at > 0 && <IconArrowRight size={16} className={classes.arrow} aria-hidden="true" />}
          <div className={classes.phase} data-empty={choices.length === 0 || undefined}>
            <span className={classes.name}>{phases.get(phase) ?? spelled(phase)}</span>
            {choices.length === 0 && <span className={classes.none}>none</span>}
            {choices.map((choice, i) => <span key={i} className={classes.workflow}>{workflows.get(choice.workflow) ?? spelled(choice.workflow)}<span className={classes.cases}>{casesOf(choice, type)}</span></span>)}
          </div>
        </li>
      ))}
    </ol>
  )
}

function casesOf({ channels, fulfilmentMethods }: Chained['phases'][number]['choices'][number], type: Chained): string {
  const cases = [...(channels ?? []).map((channel) => channelNames[channel]), ...(fulfilmentMethods ?? []).map((method) => type.fulfilmentMethods.find(({ key }) => key === method)?.name ?? spelled(method))]
  return cases.length > 0 ? ` for ${cases.join(', ')}` : ''
}
