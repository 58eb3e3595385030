import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { newId } from '#domain/kernel/id.ts'
import { ask, type Asked } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
import { NewRecordForm } from '../kit/new-record-form.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { useRecordForm } from '../kit/record-form.ts'
import { NotAllowed } from '../kit/shown.tsx'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'
import { useHere, useMay } from '../session/session.ts'
import { emptyProduct, fieldsOf, type ProductForm } from './product-form.ts'
import { ProductFields } from './product-fields.tsx'

const route = getRouteApi('/$organization/catalog/new')

export default function NewProductPage() {
  const { slug } = useHere().organization
  return (
    <>
      <PageHead title="Add product" back={{ to: `/${slug}/catalog`, name: 'Catalog' }} />
      {useMay('catalog.update') ? <NewProduct /> : <NotAllowed>Ask a manager to change the catalog.</NotAllowed>}
    </>
  )
}

function NewProduct() {
  const { slug, currency, taxRate } = useHere().organization
  const { category } = route.useSearch()
  const navigate = useNavigate()
  const record = useRecordForm<ProductForm>(`${slug}-new-product`, { form: emptyProduct(currency, category ?? null, taxRate), version: 0 })
  const [id] = useState(() => newId())
  const saving = useSave(() => ask('product.create', { id, ...fieldsOf(record.form, Object.keys(record.form) as (keyof ProductForm)[]) } as Asked<'product.create'>), {
    readAgain: ['product.list', 'product_category.list'], isQuiet: true, done: ({ name }) => `${name} is in the catalog.`,
    onDone: (product) => {
      record.forget()
      void navigate({ to: `/${slug}/catalog/${product.id}` })
    },
  })
  return (
    <NewRecordForm record={record} add="Add to the catalog" isPending={saving.isPending} onAdd={() => saving.mutate(undefined)}>
      <ProductFields form={record.form} errors={errorsByField(saving.error)} change={record.change} />
      <FormProblem error={saving.error} />
    </NewRecordForm>
  )
}
