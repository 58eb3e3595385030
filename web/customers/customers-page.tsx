import { Button, Group, Pill } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import type { ShownCustomer } from '#domain/customers/contract.ts'
import { DataTable, RowLink, type Column } from '../kit/data-table.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { SearchInput } from '../kit/search-input.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { usePages } from '../kit/use-pages.ts'
import { useHere, useMay, useWords } from '../session/session.ts'
import { CustomerTags } from './customer-tags.tsx'
import type { CustomersSearch } from './customers-search.ts'

const route = getRouteApi('/$organization/customers')

/** Everybody who ever ordered, found by any way to reach them. */
export default function CustomersPage() {
  const words = useWords()
  const mayRead = useMay('customer.read')
  const mayAdd = useMay('customer.update')
  const { slug } = useHere().organization
  return (
    <>
      <PageHead title={words.customers}>
        {mayAdd && <Button component={Link} to={`/${slug}/customers/new`} leftSection={<IconPlus size={16} />}>Add {words.customer.toLowerCase()}</Button>}
      </PageHead>
      {mayRead ? <CustomerList /> : <NotAllowed>Ask a manager about {words.customers.toLowerCase()}: your role sees only the work assigned to it.</NotAllowed>}
    </>
  )
}

function CustomerList() {
  const search: CustomersSearch = route.useSearch()
  const navigate = useNavigate()
  const words = useWords()
  const pages = usePages('customer.list', search)
  const go = (next: CustomersSearch) => void navigate({ to: '.', search: next, replace: true })
  const lookFor = (q: string) => go({ ...(q.trim() ? { q: q.trim() } : {}), ...(search.tag ? { tag: search.tag } : {}) })
  const withTags = (tags: string[]) => go({ ...(search.q ? { q: search.q } : {}), ...(tags.length > 0 ? { tag: tags } : {}) })
  const isNarrowed = Boolean(search.q || search.tag)
  const columns = useColumns((tag) => withTags([...new Set([...(search.tag ?? []), tag])]))
  return (
    <>
      <Group gap="xs" mb="sm">
        <SearchInput label={`Search ${words.customers.toLowerCase()}`} placeholder="Name, email or phone, in any form" value={search.q ?? ''} onSearch={lookFor} />
        {search.tag?.map((tag) => (
          <Pill key={tag} size="lg" withRemoveButton removeButtonProps={{ 'aria-label': `Stop filtering by ${tag}`, 'aria-hidden': false, tabIndex: 0 }} onRemove={() => withTags(search.tag?.filter((one) => one !== tag) ?? [])}>{tag}</Pill>
        ))}
      </Group>
      <Shown data={pages.items} error={pages.error} again={pages.refetch}>
        {(customers) => customers.length > 0 ? (
          <>
            <DataTable label={words.customers} columns={columns} rows={customers} keyOf={({ id }) => id} isOld={pages.isOld} />
            <LoadMore pages={pages} />
          </>
        ) : isNarrowed ? (
          <EmptyState title="Nobody fits" icon={<IconUsers size={32} />} action={<Button variant="default" onClick={() => go({})}>Show everybody</Button>}>
            Search looks at names, companies, emails and phone numbers, however they are written.
          </EmptyState>
        ) : (
          <EmptyState title={`No ${words.customers.toLowerCase()} yet`} icon={<IconUsers size={32} />}>
            Whoever places an {words.order.toLowerCase()} is kept here, and recognised by email or phone the next time.
          </EmptyState>
        )}
      </Shown>
    </>
  )
}

function useColumns(onTag: (tag: string) => void): Column<ShownCustomer>[] {
  const { slug } = useHere().organization
  const words = useWords()
  const show = useShow()
  return [
    { key: 'name', name: 'Name', cell: ({ id, name, company }) => <span><RowLink to={`/${slug}/customers/${id}`}>{name}</RowLink>{company && company !== name && <span className="dimmed"> · {company}</span>}</span> },
    { key: 'email', name: 'Email', cell: ({ email }) => email },
    { key: 'phone', name: 'Phone', cell: ({ phone }) => phone && <bdi className="figures">{phone}</bdi> },
    { key: 'tags', name: 'Tags', cell: ({ tags }) => tags.length > 0 ? <CustomerTags tags={tags} onTag={onTag} /> : null },
    { key: 'orders', name: words.orders, isEnd: true, width: 90, cell: ({ orderCount }) => <span className="figures">{show.number(orderCount)}</span> },
  ]
}
