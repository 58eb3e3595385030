import { Alert, Button, Drawer, Group, Radio, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import { isSame } from '#domain/kernel/same.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { ask } from '../../ask.ts'
import { FormProblem } from '../../kit/form-problem.tsx'
import { useSave } from '../../kit/use-save.ts'
import { errorsByField } from '../../problem.ts'
import { useMay, useWords } from '../../session/session.ts'
import { ColorSwatches } from '../kit/color-swatches.tsx'
import { IconPicker } from '../kit/icon-picker.tsx'
import { CategorySelect } from './category-select.tsx'
import { keyOfNewStatus, namesake, newStatusForm, statusFormOf, statusToSave, usualColorOf, type StatusForm, type StatusScope } from './status-form.ts'
import { StatusPreview } from './status-preview.tsx'
import { UsedBy } from './used-by.tsx'

type Props = {
  /** The status to change; a new one is added where none is given. */
  status?: LibraryStatus | undefined
  statuses: LibraryStatus[]
  scope: StatusScope
  /** Where it is added for a workflow, the workflow says of what it is. */
  isScopeGiven?: boolean
  name?: string
  onSaved?: (status: LibraryStatus) => void
  onClose: () => void
}

/** Adds a status or changes one: its words and looks, and, once only, what it means. */
export function StatusDrawer({ status, statuses, scope, isScopeGiven = false, name = '', onSaved, onClose }: Props) {
  const words = useWords()
  const mayChange = useMay('process.publish')
  const formId = useId()
  const before = status ? statusFormOf(status) : newStatusForm(scope, name)
  const [form, setForm] = useState(before)
  const [hasColor, setHasColor] = useState(status !== undefined)
  const change = (patch: Partial<StatusForm>) => setForm({ ...form, ...patch })
  const saving = useSave((given: StatusForm) => ask('status.save', statusToSave(given, status?.key ?? keyOfNewStatus(given.name, statuses))), {
    isQuiet: true, readAgain: ['status.list'], done: (saved) => (status ? `“${saved.name}” is saved.` : `“${saved.name}” is in the library.`),
    onDone: (saved) => {
      onSaved?.(saved)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    saving.mutate(form)
  }
  const same = namesake(form, statuses, status?.key)
  const errors = errorsByField(saving.error)
  const isRenamed = status !== undefined && form.name.trim() !== '' && form.name.trim() !== status.name
  return (
    <Drawer opened onClose={onClose} position="right" size={460} title={<Text span fw={650} size="lg">{status ? status.name : 'New status'}</Text>} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form id={formId} onSubmit={submit} noValidate>
        <Stack>
          {!mayChange && <Text size="sm" c="dimmed">Owners and admins change the Status Library.</Text>}
          {status?.isRetired && <Alert variant="light" color="gray" py={8}>Retired: what stands here stays, and no workflow is offered it any more. It can be used again from the list.</Alert>}
          <StatusPreview name={form.name} color={form.color} icon={form.icon} />
          <fieldset disabled={!mayChange} style={{ display: 'contents' }}>
            <TextInput
              data-autofocus label="Name" required maxLength={60} value={form.name} onChange={(event) => change({ name: event.currentTarget.value })}
              error={errors['name']} description={same ? `There is a status called “${same.name}” already; people will not tell them apart.` : 'What your team reads.'}
            />
            {isRenamed && <Alert variant="light" color="blue" py={8}>“{status.name}” becomes “{form.name.trim()}” everywhere at once: in lists, on orders, in every workflow. What it means, and what happens by itself, stays as it is.</Alert>}
            <TextInput
              label={`What the ${words.customer.toLowerCase()} reads`} maxLength={60} value={form.customerName} placeholder={form.name} disabled={!form.shownToCustomer || !mayChange}
              onChange={(event) => change({ customerName: event.currentTarget.value })} error={errors['customerName']} description="Left empty, they read the same."
            />
            <Switch
              label={`Shown to the ${words.customer.toLowerCase()}`} checked={form.shownToCustomer} onChange={(event) => change({ shownToCustomer: event.currentTarget.checked })}
              description={form.shownToCustomer ? 'They see when their order stands here.' : 'They go on reading the last status they may see.'}
            />
            {status === undefined && !isScopeGiven && (
              <Radio.Group label="Of what" value={form.scope} onChange={(value) => change({ scope: value === 'line_item' ? 'line_item' : 'order' })} description="It cannot be changed later.">
                <Group mt={6}><Radio value="order" label={words.orders} /><Radio value="line_item" label={words.lineItems} /></Group>
              </Radio.Group>
            )}
            <CategorySelect value={form.category} isFixed={status !== undefined} onChange={(category) => change({ category, ...(hasColor ? {} : { color: usualColorOf(category) }) })} />
            <ColorSwatches
              label="Colour" value={form.color} disabled={!mayChange}
              onChange={(color) => {
                setHasColor(true)
                change({ color })
              }}
            />
            <IconPicker label="Sign" value={form.icon} disabled={!mayChange} onChange={(icon) => change({ icon })} />
          </fieldset>
          {status && <Text size="sm">Of {(status.scope === 'order' ? words.orders : words.lineItems).toLowerCase()}, for good. Used by: <UsedBy status={status} /></Text>}
          <FormProblem error={saving.error} />
          {mayChange && (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>Leave it</Button>
              <Button type="submit" form={formId} loading={saving.isPending} disabled={form.name.trim() === '' || (status !== undefined && isSame(form, before))}>{status ? 'Save' : 'Add status'}</Button>
            </Group>
          )}
        </Stack>
      </form>
    </Drawer>
  )
}
