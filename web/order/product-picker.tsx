import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useAsk } from '../asking.ts'
import { useShow } from '../kit/show.ts'
import { searching } from './contact-picker.tsx'
import classes from './contact-picker.module.css'

export type PickedVariant = { sku: string; title: string; productId: string; category: string | null; unit: string | null }

/** Finds what can be ordered by name or SKU. */
export function ProductPicker({ label, onPick }: { label: string; onPick: (variant: PickedVariant) => void }) {
  const show = useShow()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const found = useAsk('product.list', { ...(q ? { q } : {}), active: true, limit: 12 }, { enabled: combobox.dropdownOpened, keepPrevious: true })
  const variants = found.data?.items.flatMap((product) => product.variants.map((variant) => ({ ...variant, title: variant.name ? `${product.name}, ${variant.name}` : product.name, productId: product.id, category: product.category?.name ?? null, unit: product.unit }))) ?? []
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(sku) => {
        const picked = variants.find((variant) => variant.sku === sku)
        if (picked) onPick(picked)
        setText('')
        combobox.closeDropdown()
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          label={label} placeholder="Name or SKU" size="xs" value={text} autoComplete="off" {...searching}
          onChange={(event) => {
            setText(event.currentTarget.value)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onClick={() => combobox.openDropdown()} onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label="Products" mah={260} style={{ overflowY: 'auto' }}>
          {variants.map((variant) => (
            <Combobox.Option key={variant.sku} value={variant.sku}>
              <span className={classes.name}>{variant.title}</span>
              <span className={classes.reach}>{variant.sku} · {show.money(variant.price)}{variant.stock.tracked ? ` · ${show.number(variant.stock.available)} available` : ''}</span>
            </Combobox.Option>
          ))}
          {found.data && variants.length === 0 && <Combobox.Empty>Nothing found</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
