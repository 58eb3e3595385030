import { Alert, Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../ask.ts'
import { asking, useOrganizationSlug } from '../../asking.ts'
import { countInWords, MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import { useSave } from '../../kit/use-save.ts'
import { wordsFor } from '../../problem.ts'
import { useWords } from '../../session/session.ts'
import { BlockedOrders } from './blocked-orders.tsx'

/** How far a migration is, what it came to, and the way back. */
export function MigrationProgress({ id, onUndo }: { id: string; onUndo: (id: string) => void }) {
  const words = useWords()
  const organization = useOrganizationSlug()
  // Looked at while it runs: what is counted are its own orders, of which no list here hears.
  const migration = useQuery({ ...asking(organization, 'migration.get', { id }), refetchInterval: ({ state: { data } }) => (data?.state === 'done' ? false : 500) })
  const undoing = useSave(() => ask('migration.undo', { id }), { readAgain: ['migration.list'], onDone: (undone) => onUndo(undone.id) })
  const shown = migration.data
  if (!shown) return migration.error ? <Alert color="red" role="alert">{wordsFor(migration.error)}</Alert> : <Skeleton h={80} aria-label="Loading" />
  const isDone = shown.state === 'done'
  const gone = shown.migrated + shown.blocked
  const isCounted = shown.total <= MOST_COUNTED
  const orders = (count: number) => `${countInWords(count)} ${(count === 1 ? words.order : words.orders).toLowerCase()}`
  return (
    <Stack aria-live="polite">
      {isDone
        ? <Alert color="green" icon={<IconCircleCheck size={18} />} title={shown.undoes ? 'It is undone' : 'Done'}>{orders(shown.migrated)} {shown.undoes ? (shown.migrated === 1 ? 'is back where it was' : 'are back where they were') : 'moved over'}{shown.blocked > 0 ? `, ${shown.blocked} stayed behind` : ''}. Each of them says so in its activity.</Alert>
        : <Text size="sm" fw={600}>{gone.toLocaleString('en')} of {orders(shown.total)}…</Text>}
      <Progress value={isDone || !isCounted || shown.total === 0 ? 100 : (gone / shown.total) * 100} animated={!isDone} color={isDone ? 'green' : 'indigo'} aria-label="How far it is" />
      <BlockedOrders orders={shown.blockedOrders} count={shown.blocked} />
      {isDone && shown.isUndoable && <Group><Button variant="default" loading={undoing.isPending} onClick={() => undoing.mutate(undefined)}>Undo: move them back</Button></Group>}
    </Stack>
  )
}
