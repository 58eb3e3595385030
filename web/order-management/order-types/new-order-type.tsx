import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { ask } from '../../ask.ts'
import { useAsk } from '../../asking.ts'
import { useSave } from '../../kit/use-save.ts'
import { useHere, useWords } from '../../session/session.ts'
import editor from '../kit/editor.module.css'
import { newOrderType } from './order-type-edits.ts'

/** Names a new order type and opens it; what it is made of is designed there. */
export function NewOrderType({ taken, onClose }: { taken: string[]; onClose: () => void }) {
  const { slug } = useHere().organization
  const words = useWords()
  const navigate = useNavigate()
  const phases = useAsk('workflow_type.list', {}).data?.items ?? []
  const workflows = useAsk('workflow.list', {}).data?.items ?? []
  const [name, setName] = useState('')
  const making = useSave(() => ask('order_type.save_draft', newOrderType(name.trim(), taken, phases.map(({ key }) => key), workflows)), {
    readAgain: ['order_type.list_designed'],
    onDone: ({ key }) => void navigate({ to: '/$organization/settings/order-management/order-types/$orderType', params: { organization: slug, orderType: key } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) making.mutate(undefined)
  }
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>A new order type</Text>}>
      <form onSubmit={submit} className={editor.stack}>
        <TextInput label="What is this kind of order called?" description={`It begins as a draft: no ${words.order.toLowerCase()} can be of it before it is published.`} placeholder="Repair, delivery, wedding…" data-autofocus maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Leave it</Button>
          <Button type="submit" disabled={!name.trim()} loading={making.isPending}>Begin</Button>
        </Group>
      </form>
    </Modal>
  )
}
