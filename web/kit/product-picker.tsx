import type { ShownProduct } from '#domain/catalog/contract.ts'
import { useAsk } from '../asking.ts'
import { SearchPicker, usePickerSearch, type Found } from './search-picker.tsx'
import { useShow } from './show.ts'

export type PickedVariant = { sku: string; title: string; productId: string; category: string | null; unit: string | null }

/** Finds what can be ordered by name or SKU. */
export function ProductPicker({ label, onPick }: { label: string; onPick: (variant: PickedVariant) => void }) {
  const show = useShow()
  const search = usePickerSearch()
  const { data, isFetching } = useAsk('product.list', { ...search.asked, active: true, limit: 12 }, { enabled: search.isOpen, keepPrevious: true })
  const optionsOf = ({ id, name, category, unit, variants }: ShownProduct) => variants.map((variant): Found<PickedVariant> => {
    const title = variant.name ? `${name}, ${variant.name}` : name
    const about = `${variant.sku} · ${show.money(variant.price)}${variant.stock.tracked ? ` · ${show.number(variant.stock.available)} available` : ''}`
    return { key: variant.sku, name: title, about, found: { sku: variant.sku, title, productId: id, category: category?.name ?? null, unit } }
  })
  return (
    <SearchPicker
      search={search} label={label} placeholder="Name or SKU" of="Products" size="xs"
      options={data?.items.flatMap(optionsOf)} isFetching={isFetching} nothing="Nothing found" onPick={onPick}
    />
  )
}
