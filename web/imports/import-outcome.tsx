import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ShownImport } from '#domain/imports/contract.ts'
import { useOrganizationSlug } from '../asking.ts'
import { useShow } from '../kit/show.ts'
import { useWords } from '../session/session.ts'
import { Problems } from './problems.tsx'
import classes from './imports.module.css'

/** What became of an import that is over. */
export function ImportOutcome({ shown }: { shown: ShownImport }) {
  const words = useWords()
  const show = useShow()
  const slug = useOrganizationSlug()
  const { fileName, finishedAt } = shown
  return (
    <section aria-label="Result" className={classes.outcome}>
      <h2 className={classes.heading}>{fileName}</h2>
      <ImportFigures shown={shown} />
      <Group gap="xs" my="md">
        <Button component={Link} to={`/${slug}/orders?channel=import`}>See the imported {words.orders.toLowerCase()}</Button>
        <Button component={Link} to={`/${slug}/orders/import`} variant="default">Import another file</Button>
        {finishedAt && <span className="dimmed">Finished <bdi>{show.dateTime(finishedAt)}</bdi></span>}
      </Group>
      <ImportProblems shown={shown} />
    </section>
  )
}

/** How many orders came in, were here, and could not come in. */
export function ImportFigures({ shown: { imported, duplicates, failed } }: { shown: ShownImport }) {
  const words = useWords()
  const show = useShow()
  const figures = [
    [imported, `${words.orders} imported`],
    [duplicates, `${words.orders} here already`],
    [failed, `${failed === 1 ? 'Group' : 'Groups'} of rows without a whole ${words.order.toLowerCase()}, left out`],
  ] as const
  return (
    <dl className={classes.figures}>
      {figures.map(([count, name]) => <div key={name}><dd>{show.number(count)}</dd><dt>{name}</dt></div>)}
    </dl>
  )
}

export function ImportProblems({ shown: { fileName, problems } }: { shown: ShownImport }) {
  return problems.length > 0 && <Problems problems={problems} shown={50} fileName={`${fileName.replace(/\.csv$/i, '')}-problems.csv`} />
}
