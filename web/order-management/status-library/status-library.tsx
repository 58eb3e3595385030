import type { LibraryStatus } from '#domain/workflows/contract.ts'
import { useAsk } from '../../asking.ts'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { NoProcess } from '../../kit/no-process.tsx'
import { Shown } from '../../kit/shown.tsx'
import { StatusBadge } from '../../kit/status-badge.tsx'
import { useWords } from '../../session/session.ts'
import classes from '../order-management.module.css'
import { spelled } from '../../kit/spelled.ts'

/** Every status there is, with what its category fixes and which workflows use it. */
export default function StatusLibrary() {
  const words = useWords()
  const statuses = useAsk('status.list', {})
  const columns = useColumns()
  return (
    <Shown data={statuses.data?.items} error={statuses.error} again={statuses.refetch}>
      {(items) => items.length === 0 ? <NoProcess /> : ([['order', words.orders], ['line_item', words.lineItems]] as const).map(([scope, name]) => {
        const inScope = items.filter((status) => status.scope === scope)
        return inScope.length === 0 ? null : (
          <section key={scope} aria-label={name}>
            <h2 className={classes.heading}>Of {name.toLowerCase()}</h2>
            <DataTable label={`Statuses of ${name.toLowerCase()}`} columns={columns} rows={inScope} keyOf={({ id }) => id} isMuted={({ isRetired }) => isRetired} />
          </section>
        )
      })}
    </Shown>
  )
}

function useColumns(): Column<LibraryStatus>[] {
  return [
    { key: 'name', name: 'Status', cell: ({ name, color, icon, isRetired }) => <span><StatusBadge name={name} color={color} icon={icon} />{isRetired && <span className="dimmed"> retired</span>}</span> },
    { key: 'category', name: 'Category', cell: ({ category }) => spelled(category) },
    { key: 'customer', name: 'The customer reads', cell: ({ customerName, name }) => customerName ?? <span className="dimmed">{name}</span> },
    { key: 'used', name: 'Used by', cell: ({ usedBy }) => (usedBy.length > 0 ? usedBy.join(', ') : <span className="dimmed">Nothing</span>) },
  ]
}
