import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { channelNames } from '#domain/orders/channel.ts'
import { useAsk } from '../../asking.ts'
import { useShow } from '../../kit/show.ts'
import { spelled } from '../../kit/spelled.ts'
import { useHere, useWords } from '../../session/session.ts'
import classes from '../order-management.module.css'

/** An order type at its published version: the workflows of its phases, and what follows by itself. */
export function OrderTypeCard({ type }: { type: ShownOrderType }) {
  const words = useWords()
  const show = useShow()
  const { slug } = useHere().organization
  const workflows = new Map(useAsk('workflow.list', {}).data?.items.map(({ key, name }) => [key, name]))
  const phases = new Map(useAsk('workflow_type.list', {}).data?.items.map(({ key, name }) => [key, name]))
  const nameOf = (workflow: string) => workflows.get(workflow) ?? spelled(workflow)
  return (
    <article className={classes.block} aria-label={type.name}>
      <div className={classes.blockHead}>
        <h2><Link to="/$organization/settings/order-management/order-types/$orderType" params={{ organization: slug, orderType: type.key }}>{type.name}</Link></h2>
        <Badge variant="default">Version {type.version}</Badge>
        <span className={classes.small}>{[`numbered ${type.numbering.pattern}`, `published ${show.day(type.publishedAt)}`].filter(Boolean).join(' · ')}</span>
      </div>
      <ul className={classes.list}>
        {type.phases.map(({ type: phase, choices }) => (
          <li key={phase}><b>{phases.get(phase) ?? spelled(phase)}</b>: {choices.length === 0 ? 'none' : choices.map(({ workflow, channels, fulfilmentMethods }) => (
            nameOf(workflow) + condition([...(channels ?? []).map((channel) => channelNames[channel]), ...(fulfilmentMethods ?? []).map((method) => type.fulfilmentMethods.find(({ key }) => key === method)?.name ?? spelled(method))])
          )).join(', else ')}</li>
        ))}
        {type.lineItemWorkflow && <li><b>{words.lineItems}</b>: {nameOf(type.lineItemWorkflow)}</li>}
        {type.fulfilmentMethods.length > 0 && <li><b>Ways to hand over</b>: {type.fulfilmentMethods.map(({ name }) => name).join(', ')}</li>}
        {type.rollUps.map(({ key, name }) => <li key={key}><b>By itself</b>: {name}</li>)}
        {type.fields.length > 0 && <li><b>Own fields</b>: {type.fields.map(({ label }) => label).join(', ')}</li>}
        {type.lineItemFields.length > 0 && <li><b>Own fields of {words.lineItems.toLowerCase()}</b>: {type.lineItemFields.map(({ label }) => label).join(', ')}</li>}
      </ul>
    </article>
  )
}

function condition(cases: string[]): string {
  return cases.length > 0 ? ` (for ${cases.join(', ')})` : ''
}
