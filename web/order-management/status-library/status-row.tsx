import { ActionIcon, Badge, Menu, UnstyledButton } from '@mantine/core'
import { IconArchive, IconArrowBarToDown, IconArrowBarToUp, IconArrowDown, IconArrowUp, IconDots, IconEyeOff, IconPencil, IconRestore, IconTrash } from '@tabler/icons-react'
import { rulesOf } from '#domain/workflows/category.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useWords } from '../../session/session.ts'
import classes from './status-library.module.css'
import { UsedBy } from './used-by.tsx'

type Ways = { up?: () => void; down?: () => void; top?: () => void; bottom?: () => void }
type Props = { status: LibraryStatus; mayChange: boolean; onOpen: () => void; onRetire: () => void; onRemove: () => void; onMove?: Ways }

/** A status in the library: its badge opens it. */
export function StatusRow({ status, mayChange, onOpen, onRetire, onRemove, onMove }: Props) {
  const customer = useWords().customer.toLowerCase()
  const { name, color, icon, customerName, shownToCustomer, isRetired } = status
  return (
    <div className={classes.row} data-muted={isRetired || undefined}>
      <div className={classes.name}>
        <UnstyledButton onClick={onOpen} className={classes.open} aria-label={`${mayChange ? 'Edit' : 'Open'} ${name}`}><StatusBadge name={name} color={color} icon={icon} /></UnstyledButton>
        {isRetired && <Badge variant="light" color="gray" size="sm">Retired</Badge>}
      </div>
      <span className={classes.category} title={rulesOf(status.category).meaning}>{categoryName(status)}</span>
      <span className={classes.customer}>
        {!shownToCustomer ? <><IconEyeOff size={14} aria-hidden="true" /> Not shown to the {customer}</> : customerName && customerName !== name ? <>The {customer} reads “{customerName}”</> : null}
      </span>
      <span className={classes.usedBy}><UsedBy status={status} /></span>
      {mayChange && (
        <Menu position="bottom-end">
          <Menu.Target><ActionIcon aria-label={`More about ${name}`}><IconDots size={16} /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onOpen}>Edit</Menu.Item>
            {onMove && (
              <>
                <Menu.Divider />
                <Menu.Item leftSection={<IconArrowBarToUp size={16} />} disabled={!onMove.top} onClick={onMove.top}>Move to the top</Menu.Item>
                <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={!onMove.up} onClick={onMove.up}>Move up</Menu.Item>
                <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={!onMove.down} onClick={onMove.down}>Move down</Menu.Item>
                <Menu.Item leftSection={<IconArrowBarToDown size={16} />} disabled={!onMove.bottom} onClick={onMove.bottom}>Move to the bottom</Menu.Item>
              </>
            )}
            <Menu.Divider />
            <Menu.Item leftSection={isRetired ? <IconRestore size={16} /> : <IconArchive size={16} />} onClick={onRetire}>{isRetired ? 'Use again' : 'Retire'}</Menu.Item>
            {isUnused(status) && <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>Remove…</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

/** As far as one sees: that nothing ever used it is for the server to say. */
function isUnused({ usedByWorkflows, openOrders, openLineItems }: LibraryStatus): boolean {
  return usedByWorkflows.length === 0 && openOrders === 0 && openLineItems === 0
}

export function categoryName({ category }: Pick<LibraryStatus, 'category'>): string {
  return rulesOf(category).name
}
