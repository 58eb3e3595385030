import { Button, Group, Select } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { IconPackage, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { useAsk } from '../asking.ts'
import { DataTable, RowLink, type Column } from '../kit/data-table.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { LoadMore } from '../kit/load-more.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { SearchInput } from '../kit/search-input.tsx'
import { Shown } from '../kit/shown.tsx'
import { useShow } from '../kit/show.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { usePages } from '../kit/use-pages.ts'
import { useHere, useMay } from '../session/session.ts'
import { CategoriesDialog } from './categories-dialog.tsx'
import { CategoryNav } from './category-nav.tsx'
import type { CatalogSearch } from './catalog-search.ts'
import { kindChoices, kindNames } from './kind-words.ts'
import classes from './catalog-page.module.css'

const route = getRouteApi('/$organization/catalog')

/** Everything that can be ordered, by category. */
export default function CatalogPage() {
  const search: CatalogSearch = route.useSearch()
  const navigate = useNavigate()
  const { slug } = useHere().organization
  const mayChange = useMay('catalog.update')
  const categories = useAsk('product_category.list', {})
  const [isEditing, setEditing] = useState(false)
  const go = (next: CatalogSearch) => void navigate({ to: '.', search: next, replace: true })
  const set = (patch: { [K in keyof CatalogSearch]?: CatalogSearch[K] | undefined }) => go(Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined && value !== '')))
  return (
    <>
      <PageHead title="Catalog">
        {mayChange && <Button variant="default" onClick={() => setEditing(true)}>Categories…</Button>}
        {mayChange && <Button component={Link} to={`/${slug}/catalog/new${search.category ? `?category=${search.category}` : ''}`} leftSection={<IconPlus size={16} />}>Add product</Button>}
      </PageHead>
      <div className={classes.panes}>
        <CategoryNav categories={categories.data?.items ?? []} chosen={search.category} onChoose={(category) => set({ category })} />
        <div className={classes.list}>
          <Group gap="xs" mb="sm">
            <SearchInput label="Search the catalog" placeholder="Name or SKU" value={search.q ?? ''} onSearch={(q) => set({ q: q.trim() })} />
            <Select aria-label="Kind" placeholder="Every kind" clearable w={150} data={kindChoices} value={search.kind ?? null} onChange={(kind) => set({ kind: kind ?? undefined })} />
            <Select aria-label="Offered or not" placeholder="Offered or not" clearable w={170} data={[{ value: 'yes', label: 'Offered' }, { value: 'no', label: 'No longer offered' }]} value={search.active ?? null} onChange={(active) => set({ active: active ?? undefined })} />
          </Group>
          <ProductList search={search} onClear={() => go({})} />
        </div>
      </div>
      {isEditing && <CategoriesDialog onClose={() => setEditing(false)} />}
    </>
  )
}

function ProductList({ search, onClear }: { search: CatalogSearch; onClear: () => void }) {
  const { q, category, kind, active } = search
  const pages = usePages('product.list', { ...(q ? { q } : {}), ...(category ? { categoryId: category } : {}), ...(kind ? { kind: [kind] } : {}), ...(active ? { active: active === 'yes' } : {}) })
  const columns = useColumns()
  return (
    <Shown data={pages.items} error={pages.error} again={pages.refetch}>
      {(products) => products.length > 0 ? (
        <>
          <DataTable label="Products" columns={columns} rows={products} keyOf={({ id }) => id} isOld={pages.isOld} isMuted={({ active }) => !active} />
          <LoadMore pages={pages} />
        </>
      ) : Object.keys(search).length > 0 ? (
        <EmptyState title="Nothing fits" icon={<IconPackage size={32} />} action={<Button variant="default" onClick={onClear}>Show everything</Button>}>Search looks at names, SKUs and descriptions.</EmptyState>
      ) : (
        <EmptyState title="The catalog is empty" icon={<IconPackage size={32} />}>What is kept here can be put on orders with one click. Anything else can still be ordered by typing its name and price.</EmptyState>
      )}
    </Shown>
  )
}

function useColumns(): Column<ShownProduct>[] {
  const { slug } = useHere().organization
  const show = useShow()
  return [
    { key: 'name', name: 'Name', cell: ({ id, name, active }) => <span><RowLink to={`/${slug}/catalog/${id}`}>{name}</RowLink>{!active && <span className="dimmed"> · no longer offered</span>}</span> },
    { key: 'sku', name: 'SKU', cell: ({ variants }) => <span className="dimmed">{variants[0]?.sku}{variants.length > 1 && ` +${variants.length - 1}`}</span> },
    { key: 'kind', name: 'Kind', cell: ({ kind }) => kindNames[kind] },
    { key: 'category', name: 'Category', cell: ({ category }) => category?.name },
    { key: 'stock', name: 'Available', isEnd: true, cell: (product) => <Available product={product} /> },
    { key: 'price', name: 'Price', isEnd: true, cell: ({ variants, unit }) => <Price text={priceOf(variants, show.money)} unit={unit} /> },
  ]
}

function Price({ text, unit }: { text: string; unit: string | null }) {
  return <span><bdi className="figures">{text}</bdi>{unit && <span className="dimmed"> / {unit}</span>}</span>
}

function Available({ product: { variants } }: { product: ShownProduct }) {
  const show = useShow()
  const tracked = variants.filter(({ stock }) => stock.tracked)
  if (tracked.length === 0) return null
  const available = tracked.reduce((sum, { stock }) => sum + stock.available, 0)
  return available > 0 ? <span className="figures">{show.number(available)}</span> : <StatusBadge name="None left" color="red" />
}

function priceOf(variants: ShownProduct['variants'], money: (price: ShownProduct['variants'][number]['price']) => string): string {
  const prices = variants.map(({ price }) => price).sort((a, b) => a.amount - b.amount)
  const [least, most] = [prices[0], prices.at(-1)]
  if (!least || !most) return ''
  return least.amount === most.amount ? money(least) : `${money(least)} – ${money(most)}`
}
