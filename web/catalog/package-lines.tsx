import { ActionIcon, NumberInput, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useAsk } from '../asking.ts'
import forms from '../kit/form.module.css'
import { ProductPicker } from '../kit/product-picker.tsx'
import type { ProductEditing } from './product-form.ts'

/** What ordering the package puts on the order. */
export function PackageLines({ form, errors, change }: ProductEditing) {
  const { packageLines } = form
  const add = (sku: string) => {
    const isThere = packageLines.some((line) => line.sku === sku)
    change({ packageLines: isThere ? packageLines.map((line) => (line.sku === sku ? { ...line, quantity: line.quantity + 1 } : line)) : [...packageLines, { sku, quantity: 1 }] })
  }
  return (
    <fieldset className={forms.section}>
      <legend className={forms.heading}>What the package brings</legend>
      {errors['packageLines'] && <Text size="sm" c="red" role="alert">{errors['packageLines']}</Text>}
      {packageLines.length === 0 && <Text size="sm" c="dimmed">Nothing yet. Each line is worked on for itself; the package carries the price.</Text>}
      {packageLines.map(({ sku, quantity }, i) => (
        <div key={sku} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <NumberInput aria-label={`Quantity of ${sku}`} w={90} min={0.001} max={1_000_000} decimalScale={3} value={quantity} error={errors[`packageLines.${i}.quantity`]} onChange={(value) => change({ packageLines: packageLines.map((line, at) => (at === i ? { ...line, quantity: typeof value === 'number' ? value : 0 } : line)) })} />
          <Text size="sm" flex={1}><NameOf sku={sku} />{errors[`packageLines.${i}.sku`] && <Text span c="red" size="sm" role="alert"> · {errors[`packageLines.${i}.sku`]}</Text>}</Text>
          <ActionIcon size="lg" aria-label={`Remove ${sku}`} onClick={() => change({ packageLines: packageLines.filter((_, at) => at !== i) })}><IconTrash size={16} /></ActionIcon>
        </div>
      ))}
      <ProductPicker label="Add to the package" onPick={({ sku }) => add(sku)} />
    </fieldset>
  )
}

/** What a SKU stands for, beside it. */
function NameOf({ sku }: { sku: string }) {
  const found = useAsk('product.list', { q: sku, limit: 10 }, { staleTime: 60_000 }).data?.items.find(({ variants }) => variants.some((variant) => variant.sku === sku))
  const variant = found?.variants.find((one) => one.sku === sku)
  return <>{found && <b>{[found.name, variant?.name].filter(Boolean).join(', ')}</b>} <Text span size="sm" c="dimmed">{sku}</Text></>
}
