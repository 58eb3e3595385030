import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ShownMove, ShownPosition } from '#domain/orders/contract.ts'
import { useAsk } from '../asking.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { MoveItems } from '../orders/move-menu.tsx'
import { categoryAndStep } from '../orders/status-words.ts'
import { useOrder } from './order-context.ts'
import classes from './order-header.module.css'

/** Where the order stands, and everywhere it can go from there. */
export function StatusMenu({ moves, failure }: { moves: ShownMove[] | undefined; failure: string | undefined }) {
  const { order, may, move } = useOrder()
  const words = useStatusWords()(order.position)
  const { color, icon } = order.position.status
  if (!may('order.move')) return <StatusBadge name={words} color={color} icon={icon} />
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton data-order-status className={classes.badge} aria-label={`Status: ${words}. Change it`}>
          <StatusBadge name={words} color={color} icon={icon} />
          <IconChevronDown size={14} aria-hidden="true" className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="75dvh" style={{ overflowY: 'auto' }}>
        <MoveItems moves={moves} failure={failure} onPick={(picked) => move(picked)} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** How this organization says where an order stands: "Quality Check", or "In progress (Quality Check)". */
function useStatusWords(): (position: Pick<ShownPosition, 'status'>) => string {
  const display = useAsk('view.list', {}).data?.items[0]?.statusDisplay
  return ({ status }) => (display === 'category_and_step' ? categoryAndStep(status) : status.name)
}
