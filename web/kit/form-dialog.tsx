import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { FormProblem } from './form-problem.tsx'

type Props = {
  title: string
  children: ReactNode
  /** What the form does, on its button. */
  action: string
  /** Whether enough is filled in to try. */
  isPossible?: boolean
  saving: { error: unknown; isPending: boolean }
  onSubmit: () => void
  onClose: () => void
}

/** A short form in front of the page: its fields, why it was not saved, and the two ways out of it. */
export function FormDialog({ title, children, action, isPossible = true, saving, onSubmit, onClose }: Props) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    // A dialog's form may stand inside another in React, though not on the page.
    event.stopPropagation()
    if (isPossible) onSubmit()
  }
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>{title}</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {children}
          <FormProblem error={saving.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={saving.isPending} disabled={!isPossible}>{action}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
