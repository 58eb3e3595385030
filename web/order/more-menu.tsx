import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconArchive, IconArrowBackUp, IconCopy, IconDots, IconLink, IconPrinter, IconRoute } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '#domain/kernel/id.ts'
import { rulesOf } from '#domain/workflows/category.ts'
import type { ShownMove } from '#domain/orders/contract.ts'
import { ask } from '../ask.ts'
import { useOrganizationSlug } from '../asking.ts'
import { offerUndo } from '../kit/offer.tsx'
import { tellDone, tellProblem } from '../kit/tell.ts'
import { MoveItems } from '../orders/move-menu.tsx'
import { useOrder } from './order-context.ts'
import { TrackingDialog } from './tracking-dialog.tsx'
import { UnofferedMoves } from './unoffered-moves.tsx'
import classes from './order-header.module.css'

/** What else can be done with the order; what cannot be done now stays there, with the reason. */
export function MoreMenu({ moves, buttons }: { moves: ShownMove[]; buttons: ShownMove[] }) {
  const { order, words, may, move, attempt } = useOrder()
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const [isFollowing, setFollowing] = useState(false)
  const noun = words.order.toLowerCase()
  const isOpen = rulesOf(order.position.status.category).isOpen

  const archive = async () => {
    if (!(await attempt({ name: 'order.archive', input: { id: order.id }, meanwhile: (shown) => ({ ...shown, archivedAt: shown.updatedAt }) }))) return
    offerUndo(`${order.number} archived`, restore)
  }
  const restore = () => void attempt({ name: 'order.restore', input: { id: order.id }, meanwhile: (shown) => ({ ...shown, archivedAt: null }) }).then((done) => done && tellDone(`${order.number} restored`))
  const duplicate = async () => {
    try {
      const copy = await ask('order.duplicate', { id: order.id, newId: newId() })
      await navigate({ to: '/$organization/orders/$orderId', params: { organization, orderId: copy.id } })
      tellDone(`${copy.number} is a copy of ${order.number}`)
    } catch (error) {
      tellProblem(error)
    }
  }

  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon size={34} variant="default" aria-label={`More for this ${noun}`}><IconDots size={18} /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {buttons.length > 0 && <div className={classes.onlyNarrow}><MoveItems moves={buttons} onPick={(picked) => move(picked)} /></div>}
          {moves.length > 0 && (
            <>
              <MoveItems moves={moves} onPick={(picked) => move(picked)} />
              <Menu.Divider />
          </>
        )}
        {may('order.create') && <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void duplicate()}>Duplicate</Menu.Item>}
        <Menu.Item data-autofocus leftSection={<IconLink size={16} />} onClick={copyLink}>Copy link</Menu.Item>
        <Menu.Item component="a" leftSection={<IconPrinter size={16} />} href={`/print/order/${order.id}?organization=${organization}`} target="_blank" rel="noreferrer">Print slip</Menu.Item>
        {may('order.update') && <Menu.Item leftSection={<IconRoute size={16} />} onClick={() => setFollowing(true)}>Customer’s tracking page</Menu.Item>}
        {may('order.archive') && (order.archivedAt
          ? <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={restore}>Restore</Menu.Item>
          : (
            <Menu.Item leftSection={<IconArchive size={16} />} aria-disabled={isOpen || undefined} closeMenuOnClick={!isOpen} c={isOpen ? 'dimmed' : undefined} onClick={() => !isOpen && void archive()}>
              Archive
              {isOpen && <Text size="xs" c="dimmed">Still open. Complete or cancel it first.</Text>}
            </Menu.Item>
          ))}
        {may('order.move') && <UnofferedMoves />}
      </Menu.Dropdown>
    </Menu>
    {isFollowing && <TrackingDialog onClose={() => setFollowing(false)} />}
    </>
  )
}

function copyLink(): void {
  void navigator.clipboard.writeText(window.location.href).then(() => tellDone('Link copied'), tellProblem)
}
