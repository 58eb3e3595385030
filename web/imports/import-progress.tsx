import { Progress, Text } from '@mantine/core'
import type { ShownImport } from '#domain/imports/contract.ts'
import { useShow } from '../kit/show.ts'
import { useWords } from '../session/session.ts'
import classes from './imports.module.css'

/** How far a running import is. */
export function ImportProgress({ shown }: { shown: ShownImport }) {
  const words = useWords()
  const show = useShow()
  const done = shown.imported + shown.failed + shown.duplicates
  const percent = shown.orders > 0 ? Math.round((100 * done) / shown.orders) : 0
  return (
    <section aria-label="Progress" className={classes.progress}>
      <h2 className={classes.heading}>Importing {shown.fileName}</h2>
      <Progress value={percent} size="lg" animated aria-label="Imported so far" />
      <Text size="sm" mt="xs" component="output" display="block">{show.number(done)} of {show.number(shown.orders)} {words.orders.toLowerCase()} · {percent} %</Text>
      <Text size="sm" c="dimmed">It goes on without this page: close it, or come back through “All imports”.</Text>
    </section>
  )
}
