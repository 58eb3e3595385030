import { Modal, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import { useHere } from '../session/session.ts'
import { lineClient } from './line-client.ts'
import { Runner } from './runner.tsx'
import { staffLookups } from './staff-lookups.ts'
import classes from './wizard.module.css'

/** What is asked about a line item that is on no order yet: the answers are whoever's who opened it, to be sent with the order. */
export default function LineEntry({ wizard, title, answers, onEntered, onClose }: { wizard: Wizard; title: string; answers: Answers; onEntered: (answers: Answers) => void; onClose: () => void }) {
  const { locale, timeZone, currency, country, taxIncluded, slug } = useHere().organization
  const client = useMemo(() => lineClient(staffLookups(slug)), [slug])
  const place = useMemo(() => ({ locale, timeZone, currency, country, taxIncluded, orderTypes: [] }), [locale, timeZone, currency, country, taxIncluded])
  const isSmall = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false })
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650} size="lg">{title}</Text>} size={760} fullScreen={isSmall ?? false} closeOnClickOutside={false} classNames={{ content: classes.modal ?? '', body: classes.modalBody ?? '' }}>
      <Runner definition={wizard} audience="staff" size="desk" place={place} client={client} answers={answers} onFinished={(_, given) => onEntered(given)} />
    </Modal>
  )
}
