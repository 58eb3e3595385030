import { ActionIcon, Button, CopyButton, Popover, Tooltip } from '@mantine/core'
import { IconCheck, IconLink, IconPlus, IconQrcode } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { spelled } from '#domain/kernel/spelled.ts'
import type { ListedWizard } from '#domain/wizards/contract.ts'
import type { Purpose } from '#domain/wizards/wizard.ts'
import { useAsk } from '../../asking.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useHere, useMay, useWords } from '../../session/session.ts'
import { DesignBadges } from '../kit/design-bar.tsx'
import table from '../../kit/data-table.module.css'
import lists from '../order-types/order-type-list.module.css'
import { NewWizard } from './new-wizard.tsx'
import { PublicAddress } from './public-address.tsx'
import classes from './wizard-list.module.css'
import { entryPoint } from './wizard-words.ts'

/** Every wizard: those that take in or change orders, and those that enter line items. */
export default function WizardList() {
  const wizards = useAsk('wizard.list', {})
  const mayEdit = useMay('process.update')
  const [adding, add] = useState<Purpose>()
  const words = useWords()
  const groups = [
    { purpose: 'create' as const, name: 'Action Wizards', lead: `Take in ${words.orders.toLowerCase()} and move them on, page by page.`, of: (wizard: ListedWizard) => !isLineItems(wizard), action: 'New wizard', none: `None yet: ${words.orders.toLowerCase()} are written down on the usual form.` },
    { purpose: 'line_item' as const, name: 'Line Item Entry Wizards', lead: 'Open when something is added, and ask what has to be known about it.', of: isLineItems, action: 'New line item wizard', none: `None yet: ${words.lineItems.toLowerCase()} are added without further questions.` },
  ]
  return (
    <Shown data={wizards.data?.items} error={wizards.error} again={wizards.refetch}>
      {(items) => (
        <>
          {groups.map(({ purpose, name, lead, of, action, none }) => (
            <section key={purpose} aria-label={name} className={classes.group}>
              <div className={lists.top}>
                <div><h2 className={classes.heading}>{name}</h2><p className={classes.lead}>{lead}</p></div>
                {mayEdit && <Button variant={purpose === 'create' ? 'filled' : 'default'} leftSection={<IconPlus size={16} />} onClick={() => add(purpose)}>{action}</Button>}
              </div>
              {items.some(of) ? <Wizards name={name} items={items.filter(of)} /> : <p className={classes.none}>{none}</p>}
            </section>
          ))}
          {adding && <NewWizard purpose={adding} onClose={() => add(undefined)} />}
        </>
      )}
    </Shown>
  )
}

const isLineItems = ({ purpose }: ListedWizard) => purpose === 'line_item'

function Wizards({ name, items }: { name: string; items: ListedWizard[] }) {
  const columns = useColumns()
  return <DataTable label={name} columns={columns} rows={items} keyOf={({ key }) => key} isMuted={({ isRetired }) => isRetired} />
}

function useColumns(): Column<ListedWizard>[] {
  const { slug } = useHere().organization
  const words = useWords()
  const types = new Map(useAsk('order_type.list', {}).data?.items.map(({ key, name }) => [key, name]))
  const does = ({ purpose, orderType }: ListedWizard) => {
    if (purpose === 'update') return `Changes: ${words.orders}`
    if (purpose === 'line_item') return `Enters: ${words.lineItems}`
    return orderType ? `Creates: ${types.get(orderType) ?? spelled(orderType)}` : 'Creates what is asked for'
  }
  return [
    { key: 'name', name: 'Wizard', cell: ({ key, name, description }) => <div><Link to="/$organization/settings/order-management/action-wizards/$wizard" params={{ organization: slug, wizard: key }} className={table.link}>{name}</Link>{description && <div className="dimmed">{description}</div>}</div> },
    { key: 'does', name: 'Creates or changes', cell: (wizard) => does(wizard) },
    { key: 'where', name: 'Opens at', cell: ({ channels, purpose }) => channels.map((channel) => entryPoint(channel, purpose)).join(', ') },
    { key: 'size', name: 'Pages', isEnd: true, cell: ({ pageCount, questionCount }) => <span className="figures" style={{ whiteSpace: 'nowrap' }}>{pageCount}<span className="dimmed"> · {questionCount} {questionCount === 1 ? 'question' : 'questions'}</span></span> },
    { key: 'state', name: 'State', cell: ({ version, hasDraft, isRetired, closed }) => <div><DesignBadges published={version} hasDraft={hasDraft} isRetired={isRetired} />{closed !== null && !isRetired && <div className={classes.closed}>{closed}</div>}</div> },
    { key: 'link', name: 'Public address', isNameUnseen: true, isEnd: true, cell: ({ link, name, version }) => (link && version !== null ? <Address link={link} name={name} /> : null) },
  ]
}

function Address({ link, name }: { link: string; name: string }) {
  return (
    <span className={classes.address}>
      <CopyButton value={`${location.origin}/i/${link}`}>
        {({ copied, copy }) => <Tooltip label={copied ? 'Copied' : 'Copy the public address'}><ActionIcon aria-label={`Copy the public address of ${name}`} onClick={copy}>{copied ? <IconCheck size={16} /> : <IconLink size={16} />}</ActionIcon></Tooltip>}
      </CopyButton>
      <Popover position="bottom-end" withinPortal width={400} trapFocus>
        <Popover.Target><ActionIcon aria-label={`QR code of ${name}`}><IconQrcode size={16} /></ActionIcon></Popover.Target>
        <Popover.Dropdown><PublicAddress link={link} name={name} isPublished /></Popover.Dropdown>
      </Popover>
    </span>
  )
}
