import { MultiSelect, TagsInput } from '@mantine/core'
import { useAsk } from '../../asking.ts'
import editor from '../kit/editor.module.css'

type Chosen = { products?: string[] | undefined; categories?: string[] | undefined; units?: string[] | undefined }
type Props = {
  chosen: Chosen
  /** What is meant where nothing is chosen. */
  all: string
  hasUnits?: boolean
  onChange: (patch: Chosen) => void
}

/** A part of the catalog: by product, by category, by what one of it is counted in. */
export function CatalogChoice({ chosen, all, hasUnits = false, onChange }: Props) {
  const products = useAsk('product.list', { limit: 500, active: true }).data?.items ?? []
  const categories = useAsk('product_category.list', {}).data?.items ?? []
  const isAll = !chosen.products && !chosen.categories && !chosen.units
  const categoryNames = [...new Set([...categories.map(({ name }) => name), ...(chosen.categories ?? [])])]
  const units = [...new Set(products.flatMap(({ unit }) => unit ?? []))]
  return (
    <div className={editor.stack}>
      <MultiSelect label="Categories" placeholder={isAll ? all : ''} searchable clearable data={categoryNames} value={chosen.categories ?? []} onChange={(values) => onChange({ categories: some(values) })} />
      <MultiSelect
        label="Products" searchable clearable limit={50} placeholder={isAll ? all : ''} nothingFoundMessage="Nothing of this name" data={withGone(products.map(({ id, name }) => ({ value: id, label: name })), chosen.products ?? [])}
        value={chosen.products ?? []} onChange={(values) => onChange({ products: some(values) })}
      />
      {hasUnits && <TagsInput label="Counted in" description="Everything sold by these units" data={units} value={chosen.units ?? []} onChange={(values) => onChange({ units: some(values) })} />}
    </div>
  )
}

function withGone(options: { value: string; label: string }[], chosen: string[]): { value: string; label: string }[] {
  const gone = chosen.filter((id) => !options.some(({ value }) => value === id))
  return [...options, ...gone.map((id, at) => ({ value: id, label: `No longer offered${at > 0 ? ` (${at + 1})` : ''}` }))]
}

function some<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined
}
