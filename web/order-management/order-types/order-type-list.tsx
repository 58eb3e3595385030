import { countInWords } from '#domain/kernel/bounded-count.ts'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { spelled } from '#domain/kernel/spelled.ts'
import type { DesignedOrderType } from '#domain/workflows/design-contract.ts'
import { useAsk } from '../../asking.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useHere, useMay, useWords } from '../../session/session.ts'
import { DesignBadges } from '../kit/design-bar.tsx'
import editor from '../kit/editor.module.css'
import { Chain } from './chain.tsx'
import { NewOrderType } from './new-order-type.tsx'
import { useNumberExamples } from './numbering-editor.tsx'
import classes from './order-type-list.module.css'

/** Every order type: the chain its orders go through, how they begin, and what is still open. */
export default function OrderTypeList() {
  const types = useAsk('order_type.list_designed', {})
  const words = useWords()
  const mayEdit = useMay('process.update')
  const [isAdding, setAdding] = useState(false)
  const add = mayEdit && <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>New order type</Button>
  return (
    <Shown data={types.data?.items} error={types.error} again={types.refetch}>
      {(items) => (
        <>
          {items.length === 0
            ? <EmptyState title="No order types yet" action={add}>An order type chains workflows into everything one kind of {words.order.toLowerCase()} goes through, from intake to hand-over.</EmptyState>
            : <><div className={classes.top}><p className={editor.lead} style={{ margin: 0 }}>Each is one kind of {words.order.toLowerCase()}, from intake to hand-over.</p>{add}</div>{items.map((type) => <OneType key={type.key} type={type} />)}</>}
          {isAdding && <NewOrderType taken={items.map(({ key }) => key)} onClose={() => setAdding(false)} />}
        </>
      )}
    </Shown>
  )
}

function OneType({ type: { key, published, draft, versions, gaps } }: { type: DesignedOrderType }) {
  const { slug } = useHere().organization
  const words = useWords()
  const definition = draft?.definition ?? published
  const [, example = ''] = useNumberExamples(definition?.numbering ?? { pattern: '{sequence}', perLocation: false })
  const wizards = useAsk('wizard.list', {}).data?.items ?? []
  if (!definition) return null
  const wizard = definition.wizards?.find(({ channels }) => !channels)?.wizard
  const openOrders = versions.reduce((sum, version) => sum + version.openOrders, 0)
  return (
    <article className={classes.type} aria-label={definition.name} data-retired={published?.isRetired || undefined}>
      <div className={classes.head}>
        <h2><Link to="/$organization/settings/order-management/order-types/$orderType" params={{ organization: slug, orderType: key }} className={classes.name}>{definition.name}</Link></h2>
        <DesignBadges published={published?.version ?? null} hasDraft={draft !== null} isRetired={published?.isRetired ?? false} />
      </div>
      <Chain type={definition} />
      <dl className={classes.facts}>
        <div><dt>Numbers</dt><dd><bdi>{example}</bdi></dd></div>
        <div><dt>Wizard</dt><dd>{wizard ? (wizards.find((one) => one.key === wizard)?.name ?? spelled(wizard)) : 'The usual form'}</dd></div>
        <div><dt>Open {words.orders.toLowerCase()}</dt><dd>{countInWords(openOrders)}</dd></div>
      </dl>
      {gaps.length > 0 && <ul className={editor.gaps}>{gaps.map((gap) => <li key={gap}><IconAlertTriangle size={16} aria-hidden="true" />{gap}</li>)}</ul>}
    </article>
  )
}
