import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import type { asking } from '../../asking.ts'
import { useSave } from '../../kit/use-save.ts'
import { wordsFor } from '../../problem.ts'
import { useWords } from '../../session/session.ts'
import { BlockedOrders } from './blocked-orders.tsx'
import { GoneSteps, isSamePlace, type Mapping } from './gone-steps.tsx'
import parts from '../kit/parts.module.css'
import classes from './migration.module.css'

type Props = {
  lead: string
  preview: (mapping: Mapping) => ReturnType<typeof asking<'migration.preview'>>
  start: (mapping: Mapping) => Promise<{ id: string }>
  onStarted: (migration: { id: string }) => void
  onLeave?: () => void
  says: { can: string; move: (orders: string) => string; all: string; note: string }
  /** What stands here where there is nothing to be moved. */
  nothing: ReactNode
  children?: ReactNode
}

/** What a migration would do, before it does it: where those go whose step is gone, how many can go, what follows, and what stays behind with why. */
export function MigrationPlan({ lead, preview, start, onStarted, onLeave, says, nothing, children }: Props) {
  const words = useWords()
  const [chosen, setChosen] = useState<Mapping>([])
  const first = useQuery(preview([]))
  const gone = first.data?.unmapped ?? []
  // What the preview proposes stands until one says otherwise.
  const proposed = gone.flatMap(({ workflow, step, suggestion }) => (suggestion === null ? [] : [{ workflow, from: step, to: suggestion }]))
  const mapping = [...proposed.filter((one) => !chosen.some((other) => isSamePlace(one, other))), ...chosen].filter(({ to }) => to !== '')
  const now = useQuery({ ...preview(mapping), enabled: first.data !== undefined, placeholderData: keepPreviousData })
  const starting = useSave(() => start(mapping), { isQuiet: true, readAgain: ['migration.list'], onDone: onStarted })
  const shown = now.data ?? first.data
  if (!shown) return first.error ? <Alert color="red" role="alert">{wordsFor(first.error)}</Alert> : <Skeleton h={120} aria-label="Loading" />
  if (shown.orders === 0) return nothing
  const orders = (count: number) => `${countInWords(count)} open ${(count === 1 ? words.order : words.orders).toLowerCase()}`
  const isPart = shown.judged < shown.orders
  return (
    <Stack>
      <Text size="sm">{lead}</Text>
      {gone.length > 0 && <GoneSteps gone={gone} mapping={mapping} onPut={(one) => setChosen((before) => [...before.filter((other) => !isSamePlace(one, other)), one])} />}
      <div className={classes.counts} aria-live="polite" data-old={now.isPlaceholderData || undefined}>
        <span className={classes.count}><b>{countInWords(shown.ready)}</b> of {isPart ? `the first ${countInWords(shown.judged)} looked at` : orders(shown.orders)} {says.can}</span>
        {isPart && <span className={classes.count}>There are {countInWords(shown.orders)} open {words.orders.toLowerCase()}: the rest is looked at when it is moved</span>}
        {shown.blockedCount > 0 && <span className={classes.count}><b>{countInWords(shown.blockedCount)}</b> would stay behind</span>}
      </div>
      {shown.follows.length > 0 && (
        <section className={parts.titled} aria-label="What follows by itself">
          <h3 className={parts.heading}>What follows by itself, as soon as they are there</h3>
          <ul className={parts.rows}>{shown.follows.map(({ rule, to, orders: count }) => <li key={rule + to}><b>{orders(count)}</b> {count === 1 ? 'goes' : 'go'} on to “{to}” <span className="dimmed">by “{rule}”</span></li>)}</ul>
        </section>
      )}
      <BlockedOrders orders={shown.blocked} count={shown.blockedCount} />
      {Boolean(starting.error) && <Alert color="red" role="alert">{wordsFor(starting.error)}</Alert>}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">{says.note}</Text>
        <Group gap="xs">
          {onLeave && <Button variant="default" onClick={onLeave}>Leave them there</Button>}
          <Button loading={starting.isPending} disabled={shown.ready === 0 || now.isPlaceholderData} onClick={() => starting.mutate(undefined)}>{isPart ? says.all : says.move(orders(shown.ready))}</Button>
        </Group>
      </Group>
      {children}
    </Stack>
  )
}
