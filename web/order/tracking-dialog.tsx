import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { ShownOrderLink } from '#domain/orders/link-contract.ts'
import { useAsk } from '../asking.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { Shown } from '../kit/shown.tsx'
import { useSave } from '../kit/use-save.ts'
import { ask } from '../ask.ts'
import { useShow } from '../kit/show.ts'
import { useOrder } from './order-context.ts'
import classes from './tracking-dialog.module.css'

/** The private addresses at which the customer follows the order: made, seen once, and taken back. */
export function TrackingDialog({ onClose }: { onClose: () => void }) {
  const { order, words } = useOrder()
  const links = useAsk('order.list_links', { id: order.id })
  const [made, setMade] = useState<string>()
  const wizards = useAsk('wizard.list', { purpose: 'update', channel: 'web' }, { staleTime: 60_000 }).data?.items ?? []
  const asked = wizards.filter(({ audience, isRetired, version }) => audience.includes('customer') && !isRetired && version !== null).map(({ name }) => name)
  const making = useSave(() => ask('order.share', { id: order.id }), { readAgain: ['order.list_links', 'order.get'], isQuiet: true, onDone: ({ link }) => setMade(link && location.origin + link) })
  return (
    <Modal opened onClose={onClose} title={`How the customer follows this ${words.order.toLowerCase()}`}>
      <Stack>
        <Text size="sm">A page with where it stands, what was ordered and what it costs; no notes, no names of the team. Whoever has the link can open it, so hand it to the customer alone.</Text>
        {asked.length > 0 && <Text size="sm">From there the customer can also go through: <b>{asked.join(', ')}</b>, while the {words.order.toLowerCase()} stands where that is asked.</Text>}
        {made === undefined ? (
          <Group><Button onClick={() => making.mutate(undefined)} loading={making.isPending} data-autofocus>Make a link</Button></Group>
        ) : (
          <div className={classes.made}>
            <TextInput label="The link" description="It is shown this once" readOnly value={made} onFocus={(event) => event.currentTarget.select()} />
            <CopyButton value={made}>
              {({ copied, copy }) => <Button variant={copied ? 'light' : 'filled'} color={copied ? 'green' : 'indigo'} leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
            </CopyButton>
            {order.customer.email && <Button component="a" variant="default" leftSection={<IconMail size={16} />} href={mailTo(order.customer.email, `${words.order} ${order.number}`, made)}>Email</Button>}
          </div>
        )}
        <FormProblem error={making.error} />
        <Shown data={links.data} error={links.error} again={links.refetch}>
          {({ items }) => (items.length === 0 ? null : <ul className={classes.links}>{items.map((link) => <Made key={link.id} link={link} />)}</ul>)}
        </Shown>
      </Stack>
    </Modal>
  )
}

/** A message of the member's own, written but not sent. */
function mailTo(address: string, subject: string, link: string): string {
  return `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(link)}`
}

function Made({ link: { id, createdAt, expiresAt, revokedAt, isOpen } }: { link: ShownOrderLink }) {
  const show = useShow()
  const revoking = useSave(() => ask('order_link.revoke', { id }), { readAgain: ['order.list_links', 'order.get'], isQuiet: true })
  return (
    <li className={classes.link}>
      <span>
        Made {show.dateTime(createdAt)}
        <Text size="xs" c="dimmed">{revokedAt ? `Taken back ${show.dateTime(revokedAt)}` : `${isOpen ? 'Works until' : 'Ran out'} ${show.day(expiresAt)}`}</Text>
        <FormProblem error={revoking.error} />
      </span>
      {isOpen && <Button size="xs" variant="default" loading={revoking.isPending} onClick={() => revoking.mutate(undefined)} aria-label={`Take back the link made ${show.dateTime(createdAt)}`}>Take back</Button>}
    </li>
  )
}
