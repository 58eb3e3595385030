import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { ask } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { Shown } from '../kit/shown.tsx'
import { useSave } from '../kit/use-save.ts'
import type { Category } from './category-nav.tsx'

/** Adds, renames, orders and deletes the categories. */
export function CategoriesDialog({ onClose }: { onClose: () => void }) {
  const categories = useAsk('product_category.list', {})
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>Categories</Text>}>
      <Shown data={categories.data?.items} error={categories.error} again={categories.refetch}>
        {(items) => (
          <Stack gap="xs">
            {items.length === 0 && <Text size="sm" c="dimmed">None yet. Categories sort the catalog for whoever takes an order.</Text>}
            {items.map((category, i) => <Row key={category.id} category={category} index={i} all={items} />)}
            <NewCategory count={items.length} />
          </Stack>
        )}
      </Shown>
    </Modal>
  )
}

const readAgain = ['product_category.list', 'product.list', 'product.get']

function Row({ category, index, all }: { category: Category; index: number; all: Category[] }) {
  const [name, setName] = useState<string>()
  const renaming = useSave((given: string) => ask('product_category.update', { id: category.id, name: given }), { readAgain, done: 'Renamed.', onDone: () => setName(undefined) })
  const moving = useSave((to: number) => putInOrder(moved(all, index, to)), { readAgain })
  const removing = useSave(() => ask('product_category.remove', { id: category.id }), { readAgain, done: 'Deleted.' })
  const inIt = `${category.productCount} ${category.productCount === 1 ? 'product is' : 'products are'} in it: put ${category.productCount === 1 ? 'it' : 'them'} into another category first.`
  const rename = (event: FormEvent) => {
    event.preventDefault()
    if (name?.trim()) renaming.mutate(name.trim())
  }
  return (
    <Group component="form" gap={4} wrap="nowrap" {...{ onSubmit: rename }}>
      <TextInput aria-label={`Name of ${category.name}`} maxLength={100} value={name ?? category.name} onChange={(event) => setName(event.currentTarget.value)} flex={1} />
      {name !== undefined && name.trim() !== category.name && <Button type="submit" size="compact-sm" loading={renaming.isPending} disabled={!name.trim()}>Rename</Button>}
      <ActionIcon size="lg" aria-label={`Move ${category.name} up`} disabled={index === 0} loading={moving.isPending} onClick={() => moving.mutate(index - 1)}><IconArrowUp size={16} /></ActionIcon>
      <ActionIcon size="lg" aria-label={`Move ${category.name} down`} disabled={index === all.length - 1} loading={moving.isPending} onClick={() => moving.mutate(index + 1)}><IconArrowDown size={16} /></ActionIcon>
      <Tooltip label={category.productCount > 0 ? inIt : 'Delete'}>
        <ActionIcon size="lg" aria-label={category.productCount > 0 ? `Delete ${category.name}. ${inIt}` : `Delete ${category.name}`} aria-disabled={category.productCount > 0 || undefined} data-disabled={category.productCount > 0 || undefined} loading={removing.isPending} onClick={() => category.productCount === 0 && removing.mutate(undefined)}><IconTrash size={16} /></ActionIcon>
      </Tooltip>
    </Group>
  )
}

function NewCategory({ count }: { count: number }) {
  const [name, setName] = useState('')
  const adding = useSave(() => ask('product_category.create', { name: name.trim(), position: count }), { readAgain, onDone: () => setName('') })
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) adding.mutate(undefined)
  }
  return (
    <Group component="form" gap={8} wrap="nowrap" mt="xs" align="flex-end" {...{ onSubmit: add }}>
      <TextInput label="New category" maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} flex={1} />
      <Button type="submit" loading={adding.isPending} disabled={!name.trim()}>Add</Button>
    </Group>
  )
}

function moved(all: Category[], from: number, to: number): Category[] {
  const order = [...all]
  order.splice(to, 0, ...order.splice(from, 1))
  return order
}

/** Gives each category the position it stands at, where it has another. */
async function putInOrder(order: Category[]): Promise<void> {
  for (const [position, category] of order.entries()) if (category.position !== position) await ask('product_category.update', { id: category.id, position })
}
