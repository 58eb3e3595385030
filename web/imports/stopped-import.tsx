import { Alert, Stack } from '@mantine/core'
import type { ShownImport } from '#domain/imports/contract.ts'
import { useWords } from '../session/session.ts'
import { ImportFigures, ImportProblems } from './import-outcome.tsx'
import { MapColumns } from './map-columns.tsx'
import classes from './imports.module.css'

/** An import that could not go on: why, what came in until then, and how it is read, to mend that and go on. */
export function StoppedImport({ shown }: { shown: ShownImport }) {
  const { orders } = useWords()
  return (
    <Stack gap="lg">
      <section aria-label="Result" className={classes.outcome}>
        <h2 className={classes.heading}>{shown.fileName}</h2>
        <Alert color="red" mb="sm" title="The import stopped">{shown.failedBecause} The {orders.toLowerCase()} imported until then stay.</Alert>
        <ImportFigures shown={shown} />
        <ImportProblems shown={shown} />
      </section>
      <MapColumns shown={shown} />
    </Stack>
  )
}
