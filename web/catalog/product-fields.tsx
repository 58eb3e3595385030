import { Checkbox, NumberInput, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { useAsk } from '../asking.ts'
import forms from '../kit/form.module.css'
import { ChecklistTemplates } from '../order-management/kit/checklist-templates.tsx'
import { kindChoices, kindWords } from './kind-words.ts'
import { PackageLines } from './package-lines.tsx'
import type { ProductEditing } from './product-form.ts'
import { Variants } from './variants.tsx'

/** Every field of a product; of each kind those that mean something. */
export function ProductFields({ form, errors, change, product }: ProductEditing) {
  const categories = useAsk('product_category.list', {}).data?.items ?? []
  return (
    <>
      <fieldset className={forms.section}>
        <legend className={forms.heading}>What it is</legend>
        <Radio.Group label="Kind" value={form.kind} error={errors['kind']} description={kindWords[form.kind]} onChange={(kind) => change({ kind })}>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: 14, marginBlockStart: 6 }}>{kindChoices.map(({ value, label }) => <Radio key={value} value={value} label={label} />)}</div>
        </Radio.Group>
        <div className={forms.two}>
          <TextInput label="Name" required maxLength={200} autoComplete="off" value={form.name} error={errors['name']} onChange={(event) => change({ name: event.currentTarget.value })} />
          <Select label="Category" placeholder="None" clearable searchable data={categories.map(({ id, name }) => ({ value: id, label: name }))} value={form.categoryId} error={errors['categoryId']} onChange={(categoryId) => change({ categoryId })} />
        </div>
        <Textarea label="Description" autosize minRows={2} maxRows={10} maxLength={5000} value={form.description} error={errors['description']} onChange={(event) => change({ description: event.currentTarget.value })} />
      </fieldset>
      <Variants form={form} errors={errors} change={change} {...(product ? { product } : {})} />
      {form.kind === 'package' && <PackageLines form={form} errors={errors} change={change} />}
      <fieldset className={forms.section}>
        <legend className={forms.heading}>How it is sold</legend>
        <div className={forms.two}>
          <NumberInput label="Tax rate" suffix=" %" min={0} max={100} decimalScale={4} hideControls value={form.taxRate} error={errors['taxRate']} onChange={(rate) => change({ taxRate: typeof rate === 'number' ? rate : 0 })} />
          <TextInput label="Unit" placeholder="piece, hour, m²" description="What one of it is; shown beside the price" maxLength={30} value={form.unit} error={errors['unit']} onChange={(event) => change({ unit: event.currentTarget.value })} />
          <NumberInput label="Takes (minutes)" description="How long the work takes, if it is known" min={1} max={100_000} allowDecimal={false} hideControls value={form.durationMinutes ?? ''} error={errors['durationMinutes']} onChange={(minutes) => change({ durationMinutes: typeof minutes === 'number' ? minutes : null })} />
        </div>
        <Checkbox label="Can be shipped" checked={form.shippable} error={errors['shippable']} onChange={(event) => change({ shippable: event.currentTarget.checked })} />
        <Checkbox label="Offered" description="What is no longer offered stays on the orders that have it." checked={form.active} error={errors['active']} onChange={(event) => change({ active: event.currentTarget.checked })} />
        <Textarea label="Note template" description="Put into the notes of each new line item, to be filled in." autosize minRows={2} maxRows={8} maxLength={2000} value={form.noteTemplate} error={errors['noteTemplate']} onChange={(event) => change({ noteTemplate: event.currentTarget.value })} />
      </fieldset>
      <fieldset className={forms.section}>
        <legend className={forms.heading}>Checklists</legend>
        <p className={forms.lead}>Each new line item of it begins with these. Changing them later changes no order that has them already.</p>
        <ChecklistTemplates templates={form.checklists} onChange={(checklists) => change({ checklists })} />
      </fieldset>
    </>
  )
}
