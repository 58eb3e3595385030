import { Alert, Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { asking, useAsk, useOrganizationSlug } from '../../asking.ts'
import { countInWords, grouped, MOST_COUNTED } from '#domain/kernel/bounded-count.ts'
import { wordsFor } from '../../problem.ts'
import { useWords } from '../../session/session.ts'
import { BlockedOrders } from './blocked-orders.tsx'

/** How far a migration is, what it came to, and the way back. */
export function MigrationProgress({ id, onUndo }: { id: string; onUndo: (id: string) => void }) {
  const words = useWords()
  const organization = useOrganizationSlug()
  // Looked at while it runs: what is counted are its own orders, of which no list here hears.
  const migration = useQuery({ ...asking(organization, 'migration.get', { id }), refetchInterval: ({ state: { data } }) => (data?.state === 'done' ? false : 500) })
  const shown = migration.data
  if (!shown) return migration.error ? <Alert color="red" role="alert">{wordsFor(migration.error)}</Alert> : <Skeleton h={80} aria-label="Loading" />
  const isDone = shown.state === 'done'
  const gone = shown.migrated + shown.blocked
  // Very many are counted once the run has begun.
  const isCounted = shown.total !== MOST_COUNTED + 1
  const orders = (count: number) => `${isCounted ? grouped(count) : countInWords(count)} ${(count === 1 ? words.order : words.orders).toLowerCase()}`
  return (
    <Stack aria-live="polite">
      {isDone
        ? <Alert color="green" icon={<IconCircleCheck size={18} />} title={shown.undoes ? 'It is undone' : 'Done'}>{orders(shown.migrated)} {shown.undoes ? (shown.migrated === 1 ? 'is back where it was' : 'are back where they were') : 'moved over'}{shown.blocked > 0 ? `, ${grouped(shown.blocked)} stayed behind` : ''}. Each of them says so in its activity.</Alert>
        : <Text size="sm" fw={600}>{grouped(gone)} of {orders(shown.total)}…</Text>}
      <Progress value={isDone || !isCounted || shown.total === 0 ? 100 : (gone / shown.total) * 100} animated={!isDone} color={isDone ? 'green' : 'indigo'} aria-label="How far it is" />
      <BlockedOrders orders={shown.blockedOrders} count={shown.blocked} />
      {isDone && shown.undoes && shown.blocked > 0 && <TryAgain id={shown.undoes} onUndo={onUndo} />}
      {isDone && shown.isUndoable && <Group><Button variant="default" onClick={() => onUndo(id)}>Undo: move them back…</Button></Group>}
    </Stack>
  )
}

/** What an undoing had to leave behind may come back later: when there are goods again, or once it is said where it goes. */
function TryAgain({ id, onUndo }: { id: string; onUndo: (id: string) => void }) {
  const isLeft = useAsk('migration.get', { id }).data?.isUndoable ?? false
  return isLeft ? <Group><Button onClick={() => onUndo(id)}>Move the rest back…</Button></Group> : null
}
