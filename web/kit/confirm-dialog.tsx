import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'

type Props = {
  title: string
  children: ReactNode
  action: string
  /** Asked to be ticked first, where it can never be taken back. */
  understood?: string
  isBusy?: boolean
  isPossible?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that takes away, in the words of what will happen. */
export function ConfirmDialog({ title, children, action, understood, isBusy, isPossible = true, onConfirm, onClose }: Props) {
  const [isUnderstood, setUnderstood] = useState(understood === undefined)
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>{title}</Text>}>
      <Stack>
        {children}
        {understood !== undefined && <Checkbox label={understood} checked={isUnderstood} disabled={!isPossible} onChange={(event) => setUnderstood(event.currentTarget.checked)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Leave it</Button>
          <Button color="red" disabled={!isUnderstood || !isPossible} loading={isBusy ?? false} onClick={onConfirm}>{action}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
