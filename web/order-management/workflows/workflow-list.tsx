import { Badge, Button, Group, SegmentedControl, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconPlus, IconRoute } from '@tabler/icons-react'
import { useState } from 'react'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import { isSideRoad } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import type { DesignedWorkflow } from '#domain/workflows/design-contract.ts'
import { useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { SearchInput } from '../../kit/search-input.tsx'
import { Shown } from '../../kit/shown.tsx'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useHere, useMay, useWords } from '../../session/session.ts'
import { DesignBadges } from '../kit/design-bar.tsx'
import { designedDraft, openOrdersOf } from './designed.ts'
import { NewWorkflow } from './new-workflow.tsx'
import classes from './workflow-list.module.css'
import { movements } from './workflow-words.ts'

/** Every workflow: its road, what is in force and what is only a draft, and what relies on it. */
export default function WorkflowList() {
  const words = useWords()
  const mayEdit = useMay('process.update')
  const workflows = useAsk('workflow.list_designed', {})
  const statuses = new Map(useAsk('status.list', {}).data?.items.map((status) => [status.key, status]))
  const types = new Map(useAsk('workflow_type.list', {}).data?.items.map(({ key, name }) => [key, name]))
  const [isAdding, setAdding] = useState(false)
  const [scope, setScope] = useState<'order' | 'line_item'>('order')
  const [q, setQ] = useState('')
  const [isRetiredShown, setRetiredShown] = useState(false)
  return (
    <Shown data={workflows.data?.items} error={workflows.error} again={workflows.refetch}>
      {(items) => {
        const inScope = items.filter((workflow) => designedDraft(workflow).definition.scope === scope)
        const retired = inScope.filter(({ published }) => published?.isRetired)
        const shown = inScope.filter((workflow) => (isRetiredShown || !workflow.published?.isRetired) && designedDraft(workflow).definition.name.toLocaleLowerCase().includes(q.toLocaleLowerCase()))
        return (
          <>
            <p className={classes.lead}>A workflow is a road of statuses, with the moves that lead along it. It is designed as a draft; what is published is what {words.orders.toLowerCase()} follow, and open ones stay on the version they began with.</p>
            <Group gap="sm" mb="sm">
              <SegmentedControl aria-label="Of what" value={scope} onChange={(value) => setScope(value === 'line_item' ? 'line_item' : 'order')} data={[{ value: 'order', label: words.orders }, { value: 'line_item', label: words.lineItems }]} />
              <SearchInput label="Search workflows" placeholder="Name" value={q} onSearch={setQ} />
              {retired.length > 0 && <Switch label={`Retired ones too (${retired.length})`} checked={isRetiredShown} onChange={(event) => setRetiredShown(event.currentTarget.checked)} />}
              {mayEdit && <Button ms="auto" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>New workflow</Button>}
            </Group>
            {shown.length === 0 ? (
              <EmptyState
                title={q ? 'No workflow fits' : `No workflows of ${(scope === 'order' ? words.orders : words.lineItems).toLowerCase()} yet`} icon={<IconRoute size={32} />}
                action={q ? <Button variant="default" onClick={() => setQ('')}>Show all</Button> : mayEdit && <Button onClick={() => setAdding(true)}>New workflow</Button>}
              >
                {q ? 'Look for a part of its name.' : 'Draw the first one from the statuses of the library, or apply a blueprint, which brings them ready made.'}
              </EmptyState>
            ) : (
              <ul className={classes.list} aria-label="Workflows">
                {shown.map((workflow) => <WorkflowRow key={workflow.key} workflow={workflow} statuses={statuses} typeName={types.get(designedDraft(workflow).definition.type ?? '')} />)}
              </ul>
            )}
            {isAdding && <NewWorkflow workflows={items} onClose={() => setAdding(false)} />}
          </>
        )
      }}
    </Shown>
  )
}

const MOST_STEPS = 7

function WorkflowRow({ workflow, statuses, typeName }: { workflow: DesignedWorkflow; statuses: Map<string, LibraryStatus>; typeName: string | undefined }) {
  const words = useWords()
  const { slug } = useHere().organization
  const { definition } = designedDraft(workflow)
  const { published, draft, usedBy } = workflow
  const openOrders = openOrdersOf(workflow)
  const road = definition.steps.filter(({ status }) => !isSideRoad(statuses.get(status)?.category ?? 'draft'))
  const shown = road.slice(0, MOST_STEPS)
  const others = definition.steps.length - shown.length
  return (
    <li className={classes.workflow}>
      <div className={classes.head}>
        <h2 className={classes.name}><Link className={classes.link} to="/$organization/settings/order-management/workflows/$workflow" params={{ organization: slug, workflow: workflow.key }}>{definition.name}</Link></h2>
        {typeName && <Badge variant="light" color="indigo">{typeName}</Badge>}
        <DesignBadges published={published?.version ?? null} hasDraft={draft !== null} isRetired={published?.isRetired ?? false} />
      </div>
      {definition.steps.length === 0 ? <p className={classes.facts}>No steps yet.</p> : (
        <ol className={classes.steps} aria-label={`Steps of ${definition.name}`}>
          {shown.map((step) => {
            const status = statuses.get(step.status)
            return <li key={step.key}>{status && <StatusBadge name={status.name} color={status.color} icon={status.icon} />}</li>
          })}
          {others > 0 && <li className={classes.more}>and {others} more</li>}
        </ol>
      )}
      <p className={classes.facts}>
        {movements[definition.movement].name} · {definition.transitions.length} named {definition.transitions.length === 1 ? 'move' : 'moves'}
        {openOrders > 0 && <> · {countInWords(openOrders)} open {(openOrders === 1 ? words.order : words.orders).toLowerCase()}</>}
        {' · '}{usedBy.length === 0 ? 'no order type uses it yet' : <>used by {usedBy.map((type, i) => <span key={type.key}>{i > 0 && ', '}<Link className={classes.used} to="/$organization/settings/order-management/order-types/$orderType" params={{ organization: slug, orderType: type.key }}>{type.name}</Link></span>)}</>}
      </p>
    </li>
  )
}
