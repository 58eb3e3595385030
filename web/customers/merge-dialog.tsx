import { List, Skeleton, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { ask } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { useSave } from '../kit/use-save.ts'
import { ContactPicker } from '../kit/contact-picker.tsx'
import { useHere, useWords } from '../session/session.ts'

type Props = { customer: ShownCustomer; otherId?: string; onClose: () => void; onMerged?: () => void }

/** Makes one of two customers who turned out to be the same, after saying what that does. */
export function MergeDialog({ customer, otherId, onClose, onMerged }: Props) {
  const words = useWords()
  const { slug } = useHere().organization
  const navigate = useNavigate()
  const [chosenId, choose] = useState(otherId)
  const other = useAsk('customer.get', { id: chosenId ?? '' }, { enabled: chosenId !== undefined }).data
  const merging = useSave(() => ask('customer.merge', { id: customer.id, otherId: chosenId ?? '' }), {
    done: ({ name }) => `Merged into ${name}.`, readAgain: ['customer.list', 'customer.get', 'order.list'],
    onDone: () => {
      onMerged?.()
      onClose()
      void navigate({ to: `/${slug}/customers/${customer.id}` })
    },
  })
  const isSelf = chosenId === customer.id
  return (
    <ConfirmDialog
      title={`Merge another ${words.customer.toLowerCase()} into ${customer.name}`} action="Merge" understood="I understand that this cannot be undone"
      isPossible={other !== undefined && !isSelf} isBusy={merging.isPending} onConfirm={() => merging.mutate(undefined)} onClose={onClose}
    >
      <ContactPicker label={`The other ${words.customer.toLowerCase()}`} onPick={({ id }) => choose(id)} />
      {isSelf && <Text size="sm" c="red" role="alert">This is {customer.name} already. Choose somebody else.</Text>}
      {chosenId && !other && <Skeleton h={90} />}
      {other && !isSelf && <WhatMoves kept={customer} other={other} />}
    </ConfirmDialog>
  )
}

function WhatMoves({ kept, other }: { kept: ShownCustomer; other: ShownCustomer }) {
  const words = useWords()
  const orders = other.orderCount === 1 ? words.order.toLowerCase() : words.orders.toLowerCase()
  return (
    <Stack gap={6}>
      <Text size="sm"><b>{other.name}</b>{[other.email, other.phone].filter(Boolean).map((reach) => ` · ${reach}`).join('')}</Text>
      <List size="sm" spacing={4}>
        <List.Item>{other.orderCount} {orders} {other.orderCount === 1 ? 'moves' : 'move'} to {kept.name}.</List.Item>
        <List.Item>Emails, phone numbers, addresses, tags, wishes and notes are added to what {kept.name} has; where both have a value, {kept.name}’s stays first.</List.Item>
        <List.Item>{other.name} no longer appears in lists; old links lead to {kept.name}.</List.Item>
      </List>
    </Stack>
  )
}
