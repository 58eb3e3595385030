import { Alert, Loader, Modal, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { newId } from '#domain/kernel/id.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { ask, type Answered } from '../ask.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { wordsFor } from '../problem.ts'
import { useHere } from '../session/session.ts'
import { memberClient } from './member-client.ts'
import type { FinishedRun } from './run-client.ts'
import { Runner } from './runner.tsx'
import classes from './wizard.module.css'

type Props = {
  wizard: string
  title: string
  /** What the run works on, unless it makes an order of its own: an order, a line item to be edited, or what is added. */
  orderId?: string
  lineItemId?: string
  sku?: string
  onFinished: (run: FinishedRun) => void
  onClose: () => void
}

/** A wizard in the back office: over the page it was opened from, which is read anew when the run is finished. */
export default function WizardDialog({ wizard, title, orderId, lineItemId, sku, onFinished, onClose }: Props) {
  const organization = useOrganizationSlug()
  const queryClient = useQueryClient()
  const [run, setRun] = useState<Answered<'wizard_run.start'>>()
  const [failure, setFailure] = useState<string>()
  const begun = useRef({ id: newId(), isFinished: false, isAnswered: false })
  const [isLeaving, setLeaving] = useState(false)
  const isSmall = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  useEffect(() => {
    let isStale = false
    ask('wizard_run.start', { key: wizard, id: begun.current.id, channel: 'back_office', orderId, lineItemId, sku }, { organization }).then((started) => !isStale && setRun(started), (error: unknown) => !isStale && setFailure(wordsFor(error)))
    return () => void (isStale = true)
  }, [organization, wizard, orderId, lineItemId, sku])
  // Opened and left is nothing that anybody would come back to; what was answered is not thrown away by a key.
  const close = () => (begun.current.isAnswered && !begun.current.isFinished ? setLeaving(true) : discard())
  const discard = () => {
    if (run && !begun.current.isFinished) void ask('wizard_run.discard', { id: run.id }, { organization }).catch(() => undefined)
    onClose()
  }
  const finish = (finished: FinishedRun) => {
    begun.current.isFinished = true
    for (const name of ['order.get', 'order.list_moves', 'line_item.list_moves', 'order.list_events', 'order.list'] as const) void queryClient.invalidateQueries({ queryKey: [name, organization] })
    onFinished(finished)
  }
  return (
    <Modal opened onClose={close} closeOnEscape={!isLeaving} title={<Text span fw={650} size="lg">{title}</Text>} size={760} fullScreen={isSmall ?? false} closeOnClickOutside={false} classNames={{ content: classes.modal ?? '', body: classes.modalBody ?? '' }}>
      {failure ? <Alert color="red" m="md">{failure}</Alert> : run ? <RunInDialog run={run} onAnswered={() => void (begun.current.isAnswered = true)} onFinished={finish} /> : <div className={classes.nothing}><Loader aria-label="Loading" /></div>}
      {isLeaving && <ConfirmDialog title={`Leave ${title}?`} action="Discard it" onConfirm={discard} onClose={() => setLeaving(false)}><Text>What was answered so far is deleted.</Text></ConfirmDialog>}
    </Modal>
  )
}

function RunInDialog({ run, onAnswered, onFinished }: { run: Answered<'wizard_run.start'>; onAnswered: () => void; onFinished: (run: FinishedRun) => void }) {
  const { organization } = useHere()
  const { locale, timeZone, currency, country, taxIncluded, slug } = organization
  const types = useAsk('order_type.list', {}, { staleTime: 60_000 }).data?.items
  const answered = useRef(onAnswered)
  const client = useMemo(() => {
    const member = memberClient(slug, run)
    return { ...member, keep: (answers: Answers) => {
      answered.current()
      return member.keep(answers)
    } }
  }, [slug, run])
  const place = useMemo(() => ({ locale, timeZone, currency, country, taxIncluded, orderTypes: types ?? [] }), [locale, timeZone, currency, country, taxIncluded, types])
  return <Runner definition={run.definition} audience="staff" size="desk" place={place} client={client} answers={run.answers} page={run.page} estimate={run.estimate} onFinished={onFinished} />
}
