import { Button, Checkbox, NumberInput, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import forms from '../kit/form.module.css'
import { MoneyInput } from '../kit/money-input.tsx'
import { useShow } from '../kit/show.ts'
import { useHere, useMay } from '../session/session.ts'
import { AdjustStockDialog } from './adjust-stock-dialog.tsx'
import { emptyVariant, type ProductEditing, type VariantForm } from './product-form.ts'

type Variant = ShownProduct['variants'][number]

/** What it can be ordered as: SKU, price and stock of each choice. */
export function Variants({ form, errors, change, product }: ProductEditing) {
  const { currency } = useHere().organization
  const put = (index: number, patch: Partial<VariantForm>) => change({ variants: form.variants.map((variant, i) => (i === index ? { ...variant, ...patch } : variant)) })
  const isOnly = form.variants.length === 1
  return (
    <fieldset className={forms.section}>
      <legend className={forms.heading}>{isOnly ? 'Price and stock' : 'Variants'}</legend>
      {errors['variants'] && <Text size="sm" c="red" role="alert">{errors['variants']}</Text>}
      {form.variants.map((variant, i) => (
        // eslint-disable-next-line react/no-array-index-key
        <fieldset key={i} className={forms.card} aria-label={`Variant ${i + 1}`}>
          <div className={forms.two}>
            <TextInput label="SKU" required maxLength={100} autoComplete="off" value={variant.sku} error={errors[`variants.${i}.sku`]} onChange={(event) => put(i, { sku: event.currentTarget.value })} />
            <MoneyInput label="Price" required currency={variant.currency} value={variant.price} error={errors[`variants.${i}.price.amount`] ?? errors[`variants.${i}.price`] ?? errors[`variants.${i}.price.currency`]} onChange={(price) => put(i, { price })} />
            {(!isOnly || variant.name) && <TextInput label="Variant name" placeholder="Large, Black…" maxLength={100} value={variant.name} error={errors[`variants.${i}.name`]} onChange={(event) => put(i, { name: event.currentTarget.value })} />}
          </div>
          <Stock variant={variant} kept={product?.variants.find(({ id }) => id === variant.id)} error={errors[`variants.${i}.stock.onHand`]} put={(patch) => put(i, patch)} />
          {!isOnly && <div><Button size="compact-sm" variant="subtle" color="red" onClick={() => change({ variants: form.variants.filter((_, at) => at !== i) })}>Remove this variant</Button></div>}
        </fieldset>
      ))}
      {form.variants.length < 100 && (
        <div><Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={() => change({ variants: [...form.variants, emptyVariant(form.variants[0]?.currency ?? currency)] })}>Add a variant</Button></div>
      )}
    </fieldset>
  )
}

function Stock({ variant, kept, error, put }: { variant: VariantForm; kept: Variant | undefined; error: string | undefined; put: (patch: Partial<VariantForm>) => void }) {
  const show = useShow()
  const mayAdjust = useMay('catalog.update')
  const [isAdjusting, setAdjusting] = useState(false)
  const isCounted = variant.tracked && kept?.stock.tracked === true
  return (
    <>
      <Checkbox label="Count its stock" checked={variant.tracked} onChange={(event) => put({ tracked: event.currentTarget.checked })} />
      {variant.tracked && !isCounted && <NumberInput label="On hand now" min={0} decimalScale={3} hideControls w={180} value={variant.onHand ?? ''} error={error} onChange={(count) => put({ onHand: typeof count === 'number' ? count : null })} />}
      {isCounted && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, alignItems: 'center' }}>
          <Text size="sm" className="figures">{show.number(kept.stock.onHand)} on hand · {show.number(kept.stock.reserved)} reserved · <b>{show.number(kept.stock.available)} available</b></Text>
          {mayAdjust && <Button size="compact-sm" variant="default" onClick={() => setAdjusting(true)}>Adjust stock…</Button>}
          {error && <Text size="sm" c="red">{error}</Text>}
        </div>
      )}
      {isAdjusting && kept && <AdjustStockDialog variant={kept} onClose={() => setAdjusting(false)} />}
    </>
  )
}
