import { Button, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { ask } from '../ask.ts'
import { useAsk } from '../asking.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import forms from '../kit/form.module.css'
import { PageHead } from '../kit/page-head.tsx'
import { RecordConflict } from '../kit/record-conflict.tsx'
import { useRecordForm } from '../kit/record-form.ts'
import { RestoredNotice } from '../kit/restored-notice.tsx'
import { Shown } from '../kit/shown.tsx'
import { StatusBadge } from '../kit/status-badge.tsx'
import { useRecordSaving } from '../kit/use-record-saving.ts'
import { errorsByField } from '../problem.ts'
import { useHere, useMay } from '../session/session.ts'
import { fieldsOf, formOf, type ProductForm } from './product-form.ts'
import { ProductFacts } from './product-facts.tsx'
import { ProductFields } from './product-fields.tsx'
import { fieldInWords, fieldLabels } from './product-words.ts'

const route = getRouteApi('/$organization/catalog/$productId')

export default function ProductPage() {
  const { productId } = route.useParams()
  const { slug } = useHere().organization
  const mayChange = useMay('catalog.update')
  const product = useAsk('product.get', { id: productId })
  return (
    <Shown data={product.data} error={product.error} again={product.refetch}>
      {(shown) => (
        <>
          <PageHead title={shown.name} back={{ to: `/${slug}/catalog`, name: 'Catalog' }} beside={!shown.active && <StatusBadge name="No longer offered" color="gray" />} />
          {mayChange ? <EditProduct key={shown.id} product={shown} /> : <ProductFacts product={shown} />}
        </>
      )}
    </Shown>
  )
}

function EditProduct({ product }: { product: ShownProduct }) {
  const { slug } = useHere().organization
  const categories = useAsk('product_category.list', {}).data?.items ?? []
  const record = useRecordForm<ProductForm>(`${slug}-product-${product.id}`, { form: formOf(product), version: product.version })
  const write = (form: ProductForm, changed: (keyof ProductForm)[], version: number) => ask('product.update', { id: product.id, ...fieldsOf(form, withWhatBelongs(changed)) }, { version })
  const read = async () => {
    const now = await ask('product.get', { id: product.id })
    return { form: formOf(now), version: now.version }
  }
  const saving = useRecordSaving(record, { write, read }, {
    readAgain: ['product.list', 'product.get', 'product_category.list'], done: (isClash) => (isClash ? 'Not saved yet: somebody else changed it too.' : 'Saved.'),
  })
  const inWords = (form: ProductForm, name: keyof ProductForm) => fieldInWords(form, name, (id) => categories.find((category) => category.id === id)?.name ?? '')
  return (
    <form className={forms.form} onSubmit={saving.submit} noValidate>
      <RestoredNotice form={record} />
      <ProductFields form={record.form} errors={errorsByField(saving.error)} change={record.change} product={product} />
      <FormProblem error={saving.error} />
      <div className={forms.end}>
        <Button type="submit" loading={saving.isPending} disabled={!record.isChanged}>Save</Button>
        <Button variant="default" disabled={!record.isChanged} onClick={record.forget}>Undo what I changed</Button>
        {!record.isChanged && <Text size="sm" c="dimmed">Nothing changed yet. Orders already placed keep what they were placed with.</Text>}
      </div>
      <RecordConflict what={product.name} saving={saving} labels={fieldLabels} inWords={inWords} />
    </form>
  )
}

/** Another kind may bring its lines or drop them, so the two are said together. */
function withWhatBelongs(changed: (keyof ProductForm)[]): (keyof ProductForm)[] {
  return changed.includes('kind') ? [...new Set([...changed, 'packageLines' as const])] : changed
}
