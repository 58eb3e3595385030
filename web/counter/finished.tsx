import { Button } from '@mantine/core'
import { IconCloudOff, IconPrinter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ask } from '../ask.ts'
import type { FinishedRun } from '../wizard/run-client.ts'
import end from '../wizard/run-end.module.css'
import { useFound } from '../wizard/use-found.ts'
import classes from './counter.module.css'

export type FinishedHere = FinishedRun & { summary: string; definition: Wizard }

/** The end of a run: a number big enough to be read across the counter, a code to scan, and the next customer. */
export function Finished({ finished: { order, waits, summary, definition }, organization, onNext, onDone }: { finished: FinishedHere; organization: string; onNext: () => void; onDone: () => void }) {
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus(), [])
  const link = useCustomerLink(organization, order?.id)
  return (
    <div className={end.end} data-finished>
      {order ? (
        <>
          <p className={end.thanks}>{definition.thanks ?? 'The order is taken.'}</p>
          <h1 className={end.number} data-far>{order.number}</h1>
          {summary && <p className="dimmed">{summary}</p>}
          {link !== undefined && <Code text={link === null ? `${location.origin}/${organization}/orders/${order.id}` : location.origin + link} label={link === null ? 'Opens the order' : 'The customer follows the order with this code'} />}
        </>
      ) : (
        <>
          <IconCloudOff size={56} aria-hidden="true" />
          <h1>{waits ? 'Kept on this device' : 'Done'}</h1>
          {waits && <p>{summary && <><b>{summary}</b><br /></>}It is sent as soon as the network is back, and gets its number then.</p>}
        </>
      )}
      <div className={classes.actions}>
        <Button ref={next} size="xl" onClick={onNext}>Next customer <kbd className={classes.key} aria-hidden="true">N</kbd></Button>
        {order && (
          // Posted, because the customer's address stands in no history; without one it is an ordinary slip.
          <form method={link ? 'post' : 'get'} action={`/print/order/${order.id}?organization=${organization}`} target="_blank">
            {link ? <input type="hidden" name="link" value={link} /> : <input type="hidden" name="organization" value={organization} />}
            <Button type="submit" size="xl" fullWidth variant="default" leftSection={<IconPrinter size={22} />}>Print</Button>
          </form>
        )}
        {order && <Button component={Link} to={`/${organization}/orders/${order.id}`} size="xl" variant="default">Open the order</Button>}
        <Button size="xl" variant="subtle" color="gray" onClick={onDone}>Done</Button>
      </div>
    </div>
  )
}

/** A private address at which the customer follows the order; null where none can be made, undefined while it is. */
function useCustomerLink(organization: string, orderId: string | undefined): string | null | undefined {
  const look = useCallback((id: string) => ask('order.share', { id }, { organization }).then(({ link }) => link ?? null, () => null), [organization])
  return useFound(orderId, look)?.value
}

/** A QR code, drawn once its library is here. */
function Code({ text, label }: { text: string; label: string }) {
  const [picture, setPicture] = useState<string>()
  useEffect(() => {
    let isStale = false
    void import('uqr').then(({ renderSVG }) => !isStale && setPicture(`data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 2 }))}`))
    return () => void (isStale = true)
  }, [text])
  return (
    <figure className={classes.code}>
      {picture ? <img src={picture} alt={`QR code: ${label}`} width={200} height={200} /> : <span className={classes.codePending} />}
      <figcaption className="dimmed">{label}</figcaption>
    </figure>
  )
}
