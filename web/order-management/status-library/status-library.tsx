import { Button, Group, SegmentedControl, Switch, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { given } from '#domain/kernel/given.ts'
import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { ask } from '../../ask.ts'
import { asking, useAsk, useOrganizationSlug } from '../../asking.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { NoProcess } from '../../kit/no-process.tsx'
import { SearchInput } from '../../kit/search-input.tsx'
import { Shown } from '../../kit/shown.tsx'
import { useSave } from '../../kit/use-save.ts'
import { useMay, useWords } from '../../session/session.ts'
import { moved } from '../../kit/moved.ts'
import { Sortable } from '../kit/sortable.tsx'
import { StatusDrawer } from './status-drawer.tsx'
import classes from './status-library.module.css'
import { categoryName, StatusRow } from './status-row.tsx'
import type { StatusSearch } from './status-search.ts'

const route = getRouteApi('/$organization/settings/order-management/status-library')

/** Every status there is, in the order the business put them: what it is called, what it means, and what relies on it. */
export default function StatusLibrary() {
  const words = useWords()
  const mayChange = useMay('process.publish')
  const search: StatusSearch = route.useSearch()
  const navigate = useNavigate()
  const statuses = useAsk('status.list', {})
  const { put, move } = useOrder(statuses.data?.items ?? [])
  const scope = search.scope ?? 'order'
  const go = (patch: { [K in keyof StatusSearch]: StatusSearch[K] | undefined }) => void navigate({ to: '.', search: given({ ...search, ...patch }), replace: true })
  const retiring = useSave(({ key, isRetired }: LibraryStatus) => ask('status.retire', { key, isRetired: !isRetired }), {
    readAgain: ['status.list'], done: ({ name, isRetired }) => (isRetired ? `“${name}” is retired. What stands there stays; new workflows do not offer it.` : `“${name}” can be used again.`),
  })
  const [removed, setRemoved] = useState<LibraryStatus>()
  const removing = useSave(({ key }: LibraryStatus) => ask('status.remove', { key }), { readAgain: ['status.list'], done: (_, { name }) => `“${name}” is gone.`, onDone: () => setRemoved(undefined) })
  return (
    <Shown data={statuses.data?.items} error={statuses.error} again={statuses.refetch}>
      {(items) => {
        const inScope = items.filter((status) => status.scope === scope)
        const isRetiredShown = search.retired === 'shown'
        const shown = inScope.filter((status) => (isRetiredShown || !status.isRetired) && fits(status, search.q ?? ''))
        const row = (status: LibraryStatus, at: number) => (
          <StatusRow
            status={status} mayChange={mayChange} onOpen={() => go({ edit: status.key })} onRetire={() => retiring.mutate(status)} onRemove={() => setRemoved(status)}
            {...(search.q || !mayChange ? {} : { onMove: { ...(at > 0 ? { up: () => move(shown, at, at - 1), top: () => move(shown, at, 0) } : {}), ...(at < shown.length - 1 ? { down: () => move(shown, at, at + 1), bottom: () => move(shown, at, shown.length - 1) } : {}) } })}
          />
        )
        const edited = items.find(({ key }) => key === search.edit)
        const retiredCount = inScope.filter(({ isRetired }) => isRetired).length
        return (
          <>
            <p className={classes.lead}>The words for where {words.orders.toLowerCase()} stand. Call them what you like: what happens hangs on the category alone. A change of words, colour or sign shows everywhere at once.</p>
            <Group gap="sm" mb="sm">
              <SegmentedControl aria-label="Of what" value={scope} onChange={(value) => go({ scope: value === 'line_item' ? 'line_item' : undefined, q: undefined })} data={[{ value: 'order', label: words.orders }, { value: 'line_item', label: words.lineItems }]} />
              <SearchInput label="Search statuses" placeholder="Name, category, customer's words" value={search.q ?? ''} onSearch={(q) => go({ q: q.trim() || undefined })} />
              {retiredCount > 0 && <Switch label={`Retired ones too (${retiredCount})`} checked={isRetiredShown} onChange={(event) => go({ retired: event.currentTarget.checked ? 'shown' : undefined })} />}
              {mayChange && <Button ms="auto" leftSection={<IconPlus size={16} />} onClick={() => go({ add: 'yes' })}>New status</Button>}
            </Group>
            {!mayChange && <Text size="sm" c="dimmed" mb="sm">Owners and admins change these.</Text>}
            {items.length === 0 && !mayChange ? <NoProcess /> : shown.length === 0 ? (
              <EmptyState
                title={search.q ? 'No status fits' : `No statuses of ${(scope === 'order' ? words.orders : words.lineItems).toLowerCase()} yet`}
                action={search.q ? <Button variant="default" onClick={() => go({ q: undefined })}>Show all</Button> : mayChange && <Button onClick={() => go({ add: 'yes' })}>Add the first one</Button>}
              >
                {search.q ? 'Look for a part of its name, or for its category.' : 'A workflow is made of statuses: Received, In progress, Ready, Done.'}
              </EmptyState>
            ) : search.q || !mayChange ? (
              <ol className={classes.plain} aria-label="Statuses">{shown.map((status, at) => <li key={status.key} className={classes.item}>{row(status, at)}</li>)}</ol>
            ) : (
              <Sortable label="Statuses" items={shown} keyOf={({ key }) => key} nameOf={({ name }) => name} onOrder={put}>{row}</Sortable>
            )}
            {removed && (
              <ConfirmDialog title={`Remove “${removed.name}”?`} action="Remove it" isBusy={removing.isPending} onConfirm={() => removing.mutate(removed)} onClose={() => setRemoved(undefined)}>
                It leaves the library for good. A status that anything ever used stays and can only be retired.
              </ConfirmDialog>
            )}
            {search.add && <StatusDrawer statuses={items} scope={scope} onSaved={(saved) => go({ add: undefined, edit: undefined, q: undefined, scope: saved.scope === 'line_item' ? 'line_item' : undefined })} onClose={() => go({ add: undefined })} />}
            {edited && <StatusDrawer key={edited.key} status={edited} statuses={items} scope={edited.scope} onClose={() => go({ edit: undefined })} />}
          </>
        )
      }}
    </Shown>
  )
}

/** Puts statuses in another order, at once on the screen; those that are not shown stay where they are between the others. */
function useOrder(all: LibraryStatus[]) {
  const organization = useOrganizationSlug()
  const queryClient = useQueryClient()
  const saving = useSave((keys: string[]) => ask('status.reorder', { keys }), { readAgain: ['status.list'] })
  const put = (shown: LibraryStatus[]) => {
    const wanted = new Set(shown.map(({ key }) => key))
    const next = [...shown]
    const items = all.map((status) => (wanted.has(status.key) ? next.shift() ?? status : status))
    // Before anything is asked: the focus on what is moved survives only what renders at once.
    queryClient.setQueryData(asking(organization, 'status.list', {}).queryKey, { items })
    saving.mutate(items.map(({ key }) => key))
  }
  return { put, move: (shown: LibraryStatus[], from: number, to: number) => put(moved(shown, from, to)) }
}

function fits(status: LibraryStatus, q: string): boolean {
  return [status.name, status.customerName ?? '', categoryName(status)].some((words) => words.toLocaleLowerCase().includes(q.toLocaleLowerCase()))
}
