import { Anchor, Button, Loader, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { ask, type Answered } from '../ask.ts'
import { useAsk, useOrganizationSlug } from '../asking.ts'
import { useShow } from '../kit/show.ts'
import { useHere, useMay } from '../session/session.ts'
import type { FormPart } from './form-part.ts'
import { withCustomLine, withLine, withProduct } from './order-draft.ts'
import { Quantity } from './quantity.tsx'
import classes from './add-order.module.css'

/** What is ordered: the catalog by category and search, and lines of one's own. */
export function ProductsTab({ draft, change, errorOf, wizards, enter }: FormPart) {
  const organization = useOrganizationSlug()
  const { taxRate } = useHere().organization
  const mayAddProducts = useMay('catalog.update')
  const [categoryId, setCategory] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const categories = useAsk('product_category.list', {}, { staleTime: 60_000 }).data?.items ?? []
  const filter = { active: true, limit: 50, ...(categoryId ? { categoryId } : {}), ...(q ? { q } : {}) }
  const found = useInfiniteQuery({
    queryKey: ['product.list', organization, { ...filter, pages: true }],
    queryFn: ({ pageParam, signal }) => ask('product.list', { ...filter, ...(pageParam ? { cursor: pageParam } : {}) }, { organization, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Answered<'product.list'>) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
  const products = found.data?.pages.flatMap(({ items }) => items) ?? []
  const nameOf = useNamesOfParts(products)
  return (
    <div className={classes.stack}>
      <div className={classes.filters}>
        <Select label="Category" placeholder="All" clearable clearButtonProps={{ 'aria-label': 'All categories' }} data={categories.map(({ id, name }) => ({ value: id, label: name }))} value={categoryId} onChange={setCategory} />
        <TextInput id="add-search" label="Find a product" placeholder="Name or SKU" leftSection={<IconSearch size={16} aria-hidden="true" />} value={text} autoComplete="off" error={errorOf('search')} onChange={(event) => setText(event.currentTarget.value)} />
      </div>
      {(found.isPending || !wizards) && <Loader size="sm" aria-label="Loading" />}
      <ul className={classes.products} aria-label="Products" aria-busy={found.isFetching}>
        {/* Added before it is known what is asked about it, a product would go without. */}
        {wizards && products.flatMap((product) =>
          product.variants.map((variant) => (
            <ProductRow key={variant.sku} product={product} sku={variant.sku} draft={draft} nameOf={nameOf} change={change} wizards={wizards} enter={enter} />
          )),
        )}
      </ul>
      {found.data && products.length === 0 && (q || categoryId
        ? <p className="dimmed">Nothing {categoryId ? 'in this category' : 'in the catalog'}{q && ` is called “${q}”`}. Try another word or category, or add a custom line.</p>
        : <p className="dimmed">The catalog is empty. {mayAddProducts ? <><Anchor component={Link} to={`/${organization}/catalog/new`} inherit>Add the first product</Anchor>, or order</> : 'Order'} something as a custom line.</p>)}
      {found.hasNextPage && <div><Button variant="default" size="xs" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button></div>}
      <div><Button variant="light" size="xs" leftSection={<IconPlus size={14} />} onClick={() => change((before) => withCustomLine(before, taxRate))}>Custom line</Button></div>
    </div>
  )
}

type RowProps = Pick<FormPart, 'draft' | 'change' | 'enter'> & { wizards: Wizard[]; product: ShownProduct; sku: string; nameOf: (sku: string) => string }

function ProductRow({ product, sku, draft, nameOf, change, wizards, enter }: RowProps) {
  const show = useShow()
  // Whoever adds by keyboard goes on from the number that took the button's place.
  const [isJustAdded, setJustAdded] = useState(false)
  const variant = product.variants.find((candidate) => candidate.sku === sku)
  const line = draft.lines.find((candidate) => candidate.sku === sku && !candidate.entered)
  if (!variant) return null
  const wizard = lineWizardOf({ productId: product.id, category: product.category?.name ?? null, unit: product.unit }, wizards)
  const entered = draft.lines.filter((candidate) => candidate.sku === sku && candidate.entered).length
  const name = variant.name ? `${product.name}, ${variant.name}` : product.name
  return (
    <li className={classes.product}>
      <span>
        <span className={classes.productName}>{name}</span>
        <span className={classes.small}>
          <bdi>{sku}</bdi>
          {product.unit && ` · per ${product.unit}`}
          {variant.stock.tracked && ` · ${show.number(variant.stock.available)} available`}
        </span>
        {product.packageLines.length > 0 && <span className={classes.small}>{product.packageLines.map((part) => `${part.quantity === 1 ? '' : `${part.quantity} × `}${nameOf(part.sku)}`).join(', ')}</span>}
      </span>
      <span className="figures">{show.money(variant.price)}</span>
      {line ? (
        <Quantity of={name} value={line.quantity} isFocused={isJustAdded} onChange={(quantity) => change((before) => withLine(before, line.id, { quantity }))} />
      ) : (
        <Button
          size="compact-sm" variant="light" aria-label={`Add ${name}`}
          onClick={() => {
            if (wizard) return enter({ wizard, title: `${wizard.name} · ${name}`, answers: {}, onEntered: (answers) => change((before) => withProduct(before, product, sku, nameOf, { wizard: wizard.key, answers })) })
            setJustAdded(true)
            change((before) => withProduct(before, product, sku, nameOf))
          }}
        >
          {entered > 0 ? `Add another (${show.number(entered)})` : 'Add'}
        </Button>
      )}
    </li>
  )
}

/** The names of what packages bring, which may not be on the screen themselves. */
function useNamesOfParts(products: ShownProduct[]): (sku: string) => string {
  const hasPackages = products.some(({ packageLines }) => packageLines.length > 0)
  const all = useAsk('product.list', { limit: 500 }, { enabled: hasPackages, staleTime: 60_000 }).data?.items ?? products
  const names = new Map(all.flatMap((product) => product.variants.map(({ sku }) => [sku, product.name])))
  return (sku) => names.get(sku) ?? sku
}
