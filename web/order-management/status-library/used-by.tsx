import { Popover, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { countInWords, grouped } from '#domain/kernel/bounded-count.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { useHere, useWords } from '../../session/session.ts'
import parts from '../kit/parts.module.css'
import classes from './status-library.module.css'

/** What relies on a status, with the ways there: its workflows, and the open orders that stand in it. */
export function UsedBy({ status }: { status: LibraryStatus }) {
  const { organization: { slug } } = useHere()
  const words = useWords()
  const { usedByWorkflows: workflows, openOrders, openLineItems } = status
  const [only] = workflows
  const toWorkflow = ({ key, name }: { key: string; name: string }) => (
    <Link key={key} className={classes.used} to="/$organization/settings/order-management/workflows/$workflow" params={{ organization: slug, workflow: key }}>{name}</Link>
  )
  const uses: ReactNode[] = [
    only && workflows.length === 1 && toWorkflow(only),
    workflows.length > 1 && (
      <Popover key="workflows" width={240} position="bottom-start" shadow="md" trapFocus returnFocus>
        <Popover.Target><UnstyledButton className={classes.used}>{workflows.length} workflows</UnstyledButton></Popover.Target>
        <Popover.Dropdown aria-label={`Workflows that use ${status.name}`}><ul className={parts.rows}>{workflows.map((workflow) => <li key={workflow.key}>{toWorkflow(workflow)}</li>)}</ul></Popover.Dropdown>
      </Popover>
    ),
    openOrders > 0 && <Link key="orders" className={classes.used} to="/$organization/orders" params={{ organization: slug }} search={{ status: [status.key] }}>{grouped(openOrders)} open {(openOrders === 1 ? words.order : words.orders).toLowerCase()}</Link>,
    openLineItems > 0 && <span key="line-items">{countInWords(openLineItems)} open {(openLineItems === 1 ? words.lineItem : words.lineItems).toLowerCase()}</span>,
  ].filter(Boolean)
  if (uses.length === 0) return <span className="dimmed">Not used yet</span>
  return <>{uses.map((use, i) => <Fragment key={i}>{i > 0 && ', '}{use}</Fragment>)}</>
}
