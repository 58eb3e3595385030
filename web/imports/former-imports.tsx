import type { ShownImport } from '#domain/imports/contract.ts'
import { useOrganizationSlug } from '../asking.ts'
import { DataTable, RowLink, type Column } from '../kit/data-table.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { usePages } from '../kit/use-pages.ts'
import { useWords } from '../session/session.ts'
import { stateNames } from './import-words.ts'
import classes from './imports.module.css'

/** The imports there were, newest first. */
export function FormerImports() {
  const columns = useColumns()
  const pages = usePages('import.list', {})
  return (
    <section aria-label="Earlier imports">
      <h2 className={classes.heading}>Earlier imports</h2>
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(imports) => imports.length === 0 ? <p className="dimmed">None yet.</p> : (
          <>
            <DataTable label="Earlier imports" columns={columns} rows={imports} keyOf={({ id }) => id} />
            <LoadMore pages={pages} />
          </>
        )}
      </Shown>
    </section>
  )
}

function useColumns(): Column<ShownImport>[] {
  const slug = useOrganizationSlug()
  const words = useWords()
  const show = useShow()
  return [
    { key: 'file', name: 'File', cell: ({ id, fileName }) => <RowLink to={`/${slug}/orders/import?id=${id}`}>{fileName}</RowLink> },
    { key: 'state', name: 'State', cell: ({ state }) => stateNames[state] },
    { key: 'at', name: 'Sent', cell: ({ createdAt }) => <bdi>{show.dateTime(createdAt)}</bdi> },
    { key: 'orders', name: `${words.orders} imported`, isEnd: true, cell: ({ imported }) => <span className="figures">{show.number(imported)}</span> },
    { key: 'failed', name: 'Left out', isEnd: true, cell: ({ failed }) => <span className="figures">{show.number(failed)}</span> },
  ]
}
