import { Alert, Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ask, type Answered } from '../../ask.ts'
import { countInWords } from '#domain/kernel/bounded-count.ts'
import { useAsk } from '../../asking.ts'
import { useSave } from '../../kit/use-save.ts'
import { wordsFor } from '../../problem.ts'
import { useWords } from '../../session/session.ts'
import { BlockedOrders } from './blocked-orders.tsx'
import { EarlierMigrations } from './earlier-migrations.tsx'
import classes from './migration.module.css'
import { MigrationProgress } from './migration-progress.tsx'

type Unmapped = Answered<'migration.preview'>['unmapped'][number]
type Mapping = { workflow: string; from: string; to: string }[]

/** Moves the open orders of one type over to today's process: map what is gone, look at what would happen, start. */
export function MigrationSteps({ orderType, lead }: { orderType: string; lead: string }) {
  const words = useWords()
  const [chosen, setChosen] = useState<Mapping>([])
  const [started, setStarted] = useState<string>()
  const first = useAsk('migration.preview', { orderType, mapping: [] }, { enabled: started === undefined })
  // What the preview proposes stands until one says otherwise.
  const proposed = (first.data?.unmapped ?? []).flatMap(({ workflow, step, suggestion }) => (suggestion === null ? [] : [{ workflow, from: step, to: suggestion }]))
  const mapping = [...proposed.filter((one) => !chosen.some((other) => isSamePlace(one, other))), ...chosen].filter(({ to }) => to !== '')
  const preview = useAsk('migration.preview', { orderType, mapping }, { enabled: started === undefined && first.data !== undefined, keepPrevious: true })
  const starting = useSave(() => ask('migration.start', { orderType, mapping }), { isQuiet: true, readAgain: ['migration.list'], onDone: ({ id }) => setStarted(id) })
  if (started !== undefined) return <MigrationProgress id={started} onUndo={setStarted} />
  const shown = preview.data ?? first.data
  if (!shown) return first.error ? <Alert color="red" role="alert">{wordsFor(first.error)}</Alert> : <Skeleton h={120} aria-label="Loading" />
  const orders = (count: number) => `${countInWords(count)} open ${(count === 1 ? words.order : words.orders).toLowerCase()}`
  if (shown.orders === 0) {
    return (
      <Stack>
        <Text size="sm">Every open {words.order.toLowerCase()} of this type is on today's version.</Text>
        <EarlierMigrations orderType={orderType} onUndo={setStarted} />
      </Stack>
    )
  }
  const gone = first.data?.unmapped ?? []
  const goesTo = ({ workflow, step }: Unmapped) => mapping.find((one) => isSamePlace(one, { workflow, from: step }))?.to ?? null
  const put = ({ workflow, step }: Unmapped, to: string | null) => setChosen((now) => [...now.filter((one) => !isSamePlace(one, { workflow, from: step })), { workflow, from: step, to: to ?? '' }])
  return (
    <Stack>
      <Text size="sm">{lead}</Text>
      {gone.length > 0 && (
        <section aria-label="Steps that are gone">
          <h3 className={classes.heading}>Steps that are gone: where do those who stand there go?</h3>
          <ul className={classes.rows}>
            {gone.map((one) => (
              <li key={one.workflow + one.step} className={classes.row}>
                <span><b>{one.name}</b> <span className="dimmed">in {one.workflowName} · {[one.orders > 0 && orders(one.orders), one.lineItems > 0 && `${one.lineItems} ${(one.lineItems === 1 ? words.lineItem : words.lineItems).toLowerCase()}`].filter(Boolean).join(', ')}</span></span>
                <div>
                  <Select
                    aria-label={`${one.name} goes to`} searchable clearable placeholder="Stays where it is" data={one.choices.map(({ step, name }) => ({ value: step, label: name }))}
                    value={goesTo(one)} onChange={(to) => put(one, to)}
                  />
                  {one.suggestedBecause && goesTo(one) === one.suggestion && <p className={classes.why}>Suggested: {lowerFirst(one.suggestedBecause)}</p>}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={classes.counts} aria-live="polite" data-old={preview.isPlaceholderData || undefined}>
        <span className={classes.count}><b>{countInWords(shown.ready)}</b> of {shown.judged < shown.orders ? `the first ${countInWords(shown.judged)} looked at` : orders(shown.orders)} can go over now</span>
        {shown.judged < shown.orders && <span className={classes.count}>There are {countInWords(shown.orders)} open {words.orders.toLowerCase()}: the rest is looked at when it is moved</span>}
        {shown.blockedCount > 0 && <span className={classes.count}><b>{countInWords(shown.blockedCount)}</b> would stay behind</span>}
      </div>
      {shown.follows.length > 0 && (
        <section aria-label="What follows by itself">
          <h3 className={classes.heading}>What follows by itself, as soon as they are over</h3>
          <ul className={classes.rows}>{shown.follows.map(({ rule, to, orders: count }) => <li key={rule + to}><b>{orders(count)}</b> {count === 1 ? 'goes' : 'go'} on to “{to}” <span className="dimmed">by “{rule}”</span></li>)}</ul>
        </section>
      )}
      <BlockedOrders orders={shown.blocked} count={shown.blockedCount} />
      {Boolean(starting.error) && <Alert color="red" role="alert">{wordsFor(starting.error)}</Alert>}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">Nothing has been changed yet. It can be undone afterwards.</Text>
        <Button loading={starting.isPending} disabled={shown.ready === 0 || preview.isPlaceholderData} onClick={() => starting.mutate(undefined)}>{shown.judged < shown.orders ? 'Move all that can go over' : `Move ${orders(shown.ready)} over`}</Button>
      </Group>
      <EarlierMigrations orderType={orderType} onUndo={setStarted} />
    </Stack>
  )
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function isSamePlace(a: { workflow: string; from: string }, b: { workflow: string; from: string }): boolean {
  return a.workflow === b.workflow && a.from === b.from
}
