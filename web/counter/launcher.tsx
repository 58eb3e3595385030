import { ActionIcon, Anchor, Button, Text } from '@mantine/core'
import { IconArrowLeft, IconClipboardPlus, IconCloudOff, IconMapPin, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ageInWords } from '../kit/age.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { showFor } from '../kit/show-for.ts'
import { tellProblem } from '../kit/tell.ts'
import { discardRun, listOpenRuns, type OpenRun } from './open-runs.ts'
import { waitingInWords } from './queue-badge.tsx'
import type { Counter } from './use-counter-data.ts'
import type { Queue } from './use-queue.ts'
import classes from './counter.module.css'

type Props = { counter: Counter; queue: Queue; location: string | undefined; onBegin: (definition: Wizard) => void; onResume: (runId: string) => void; onChangeLocation: (() => void) | undefined }

/** Where a counter begins: what can be taken, what was begun, and what waits. */
export function Launcher({ counter: { store, data, isFresh }, queue, location, onBegin, onResume, onChangeLocation }: Props) {
  const { slug, name } = data.organization
  const show = showFor(data.place.locale, data.place.timeZone)
  const [open, setOpen] = useState<OpenRun[]>([])
  const [now] = useState(Date.now)
  const { drafts, refresh } = queue
  const read = useCallback(() => listOpenRuns(store, data, drafts).then(setOpen), [store, data, drafts])
  useEffect(() => void read(), [read])
  const [doomed, setDoomed] = useState<Doomed>()
  const discard = ({ id }: Doomed) => {
    setDoomed(undefined)
    void discardRun(store, slug, id).then(refresh).then(read).catch(tellProblem)
  }
  return (
    <div className={classes.launcher}>
      <header className={classes.top}>
        <Anchor component={Link} to={`/${slug}/orders`} className={classes.out} aria-label="Leave the counter"><IconArrowLeft size={22} /></Anchor>
        <h1>{name}</h1>
        {location && (onChangeLocation
          ? <button type="button" className={classes.place} onClick={onChangeLocation}><IconMapPin size={18} aria-hidden="true" />{location}<span className="visually-hidden"> (change)</span></button>
          : <span className={classes.place}><IconMapPin size={18} aria-hidden="true" />{location}</span>)}
        <span className={classes.who}>{data.member}</span>
      </header>
      {!isFresh && <output className={classes.notice}><IconCloudOff size={18} aria-hidden="true" /> Working with what was kept {show.dateTime(data.readAt)}.</output>}
      {data.wizards.length === 0 ? (
        <EmptyState title="No wizard is offered at the counter yet" action={<Button component={Link} to={`/${slug}/settings/order-management/action-wizards`} size="md">Go to Action Wizards</Button>}>
          An Action Wizard with the channel “Counter” appears here once it is published.
        </EmptyState>
      ) : (
        <div className={classes.tiles}>
          {data.wizards.map((definition, i) => (
            <button key={definition.key} type="button" className={classes.tile} data-first={i === 0 || undefined} onClick={() => onBegin(definition)}>
              <IconClipboardPlus size={28} aria-hidden="true" />
              <b>{definition.name}</b>
              {definition.description && <span>{definition.description}</span>}
              {i < 9 && <kbd aria-hidden="true">{i + 1}</kbd>}
            </button>
          ))}
        </div>
      )}
      {queue.refused.length > 0 && (
        <section className={classes.section} aria-label="To be mended">
          <h2>To be mended</h2>
          <ul className={classes.rows}>
            {queue.refused.map(({ id, summary, refusal, wizard }) => (
              <li key={id} className={classes.row} data-refused>
                <span><b>{summary || wizard.name}</b><span>{refusal?.message}</span></span>
                <Discard name={summary || wizard.name} onPress={() => setDoomed({ id, name: summary || wizard.name, isFinished: true })} />
                <Button size="md" onClick={() => onResume(id)}>Mend it</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {queue.waiting.length > 0 && (
        <section className={classes.section} aria-label="Waiting for the network">
          <h2>{waitingInWords(queue.waiting.length)}</h2>
          <ul className={classes.rows}>
            {queue.waiting.map(({ id, summary, wizard, finishedAt }) => <li key={id} className={classes.row}><span><b>{summary || wizard.name}</b>{finishedAt && <span>{show.time(finishedAt)}</span>}</span></li>)}
          </ul>
          <Button variant="default" size="md" onClick={() => void queue.send()}>Send now</Button>
        </section>
      )}
      {queue.sent.length > 0 && (
        <section className={classes.section} aria-label="Sent">
          <h2>Sent since</h2>
          <ul className={classes.rows}>
            {queue.sent.map(({ runId, summary, order }) => (
              <li key={runId} className={classes.row}><span><b>{order?.number}</b><span>{summary}</span></span>{order && <Anchor href={`/print/order/${order.id}?organization=${slug}`} target="_blank" className={classes.print}>Print</Anchor>}</li>
            ))}
          </ul>
        </section>
      )}
      {open.length > 0 && (
        <section className={classes.section} aria-label="Begun">
          <h2>Begun, not finished</h2>
          {data.unfinishedDays !== undefined && <p className="dimmed">Deleted once nobody has touched it for {data.unfinishedDays === 1 ? 'a day' : `${data.unfinishedDays} days`}.</p>}
          <ul className={classes.rows}>
            {open.map(({ id, summary, wizard, updatedAt, startedBy, isHere }) => (
              <li key={id} className={classes.row}>
                <span><b>{summary}</b><span>{[wizard, ageInWords(updatedAt, now, data.place.locale), show.dateTime(updatedAt), isHere ? undefined : startedBy].filter(Boolean).join(' · ')}</span></span>
                <Discard name={summary} onPress={() => setDoomed({ id, name: summary, isFinished: false })} />
                <Button size="md" variant="default" onClick={() => onResume(id)}>Go on</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {doomed && (
        <ConfirmDialog title={`Discard ${doomed.name}?`} action="Discard it" onConfirm={() => discard(doomed)} onClose={() => setDoomed(undefined)}>
          <Text>{doomed.isFinished ? 'It was taken and is no order yet: nobody would work on it. What was answered is deleted here for good.' : 'What was answered so far is deleted, on every device and for good.'}</Text>
        </ConfirmDialog>
      )}
    </div>
  )
}

/** What is about to be thrown away: something begun, or an order that was taken and could not be placed. */
type Doomed = { id: string; name: string; isFinished: boolean }

function Discard({ name, onPress }: { name: string; onPress: () => void }) {
  return <ActionIcon size={44} aria-label={`Discard ${name}`} onClick={onPress}><IconTrash size={20} /></ActionIcon>
}
