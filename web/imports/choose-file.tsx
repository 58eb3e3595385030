import { Button, FileButton, Progress, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState, type DragEvent } from 'react'
import { useOrganizationSlug } from '../asking.ts'
import { useSave } from '../kit/use-save.ts'
import { wordsFor } from '../problem.ts'
import { useWords } from '../session/session.ts'
import classes from './imports.module.css'
import { sendFile } from './send-file.ts'

/** Takes a file, dropped or chosen, and goes on with it. */
export function ChooseFile() {
  const words = useWords()
  const organization = useOrganizationSlug()
  const navigate = useNavigate()
  const [isOver, setOver] = useState(false)
  const [sent, setSent] = useState(0)
  const sending = useSave((file: File) => sendFile(organization, file, setSent), {
    readAgain: ['import.list'], isQuiet: true,
    onDone: ({ id }) => void navigate({ to: '/$organization/orders/import', params: { organization }, search: { id } }),
  })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) sending.mutate(file)
  }
  const hover = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    // Dropping is a shortcut; the button below does the same for everybody.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section aria-label="Choose a file" className={classes.drop} data-over={isOver || undefined} onDrop={drop} onDragOver={hover} onDragLeave={() => setOver(false)}>
      <IconFileSpreadsheet size={32} aria-hidden="true" />
      <Text fw={600}>Drop a CSV here</Text>
      <Text size="sm" c="dimmed" maw={520}>
        One line of the file is one {words.lineItem.toLowerCase()}; lines with the same {words.order.toLowerCase()} number are one {words.order.toLowerCase()}. Exports of Shopify, WooCommerce and Docket are recognised, any other file you map yourself. Nothing is imported before you have seen it.
      </Text>
      <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file && sending.mutate(file)} inputProps={{ 'aria-label': 'CSV file' }}>
        {(props) => <Button loading={sending.isPending} {...props}>Choose a file</Button>}
      </FileButton>
      {sending.isPending && (
        <>
          <Progress value={sent * 100} w={260} aria-label={`Sent of ${sending.variables.name}`} />
          <output className="dimmed">{sent < 1 ? `Sending ${sending.variables.name}…` : `Reading ${sending.variables.name}…`}</output>
        </>
      )}
      {Boolean(sending.error) && <Text size="sm" c="red" role="alert">{wordsFor(sending.error)}</Text>}
    </section>
  )
}
