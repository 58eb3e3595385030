import { Text } from '@mantine/core'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { DataTable, type Column } from '../kit/data-table.tsx'
import { useShow } from '../kit/show.ts'
import { kindNames } from './kind-words.ts'

type Variant = ShownProduct['variants'][number]

/** A product for those who may read the catalog but not change it. */
export function ProductFacts({ product }: { product: ShownProduct }) {
  const show = useShow()
  const { kind, category, unit, durationMinutes, description, variants, packageLines } = product
  const columns = useColumns()
  return (
    <>
      <Text size="sm" mb="sm">{[kindNames[kind], category?.name, unit && `per ${unit}`, durationMinutes && `${durationMinutes} minutes`].filter(Boolean).join(' · ')}</Text>
      {description && <Text size="sm" mb="sm" style={{ whiteSpace: 'pre-line' }}>{description}</Text>}
      <DataTable label="Variants" columns={columns} rows={variants} keyOf={({ id }) => id} />
      {packageLines.length > 0 && <Text size="sm" mt="sm">Brings {packageLines.map(({ sku, quantity }) => `${show.number(quantity)} × ${sku}`).join(', ')}.</Text>}
      <Text size="sm" c="dimmed" mt="sm">A manager may change this.</Text>
    </>
  )
}

function useColumns(): Column<Variant>[] {
  const show = useShow()
  return [
    { key: 'sku', name: 'SKU', cell: ({ sku }) => sku },
    { key: 'name', name: 'Variant', cell: ({ name }) => name },
    { key: 'available', name: 'Available', isEnd: true, cell: ({ stock }) => (stock.tracked ? <span className="figures">{show.number(stock.available)}</span> : null) },
    { key: 'price', name: 'Price', isEnd: true, cell: ({ price }) => <bdi className="figures">{show.money(price)}</bdi> },
  ]
}
