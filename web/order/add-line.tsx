import { Button, Group, Loader, TextInput } from '@mantine/core'
import { lazy, Suspense, useState, type FormEvent } from 'react'
import { newId } from '#domain/kernel/id.ts'
import { MoneyInput } from '../kit/money-input.tsx'
import { lineWizardOf } from '#domain/wizards/line-wizard-of.ts'
import type { Wizard } from '#domain/wizards/wizard.ts'
import { useLineWizards } from '../wizard/use-line-wizards.ts'
import { useOrder } from './order-context.ts'
import { ProductPicker, type PickedVariant } from '../kit/product-picker.tsx'
import classes from './order-items.module.css'

const WizardDialog = lazy(() => import('../wizard/wizard-dialog.tsx'))

/** Adds to what was ordered: something from the catalog, or a line of one's own. */
export function AddLine({ onDone }: { onDone: () => void }) {
  const { order, attempt } = useOrder()
  const { currency } = order.total
  const [id] = useState(newId)
  const [name, setName] = useState('')
  const [price, setPrice] = useState<number | null>(null)
  const [entered, setEntered] = useState<{ wizard: string; title: string; sku: string }>()
  const wizards = useLineWizards()
  const add = async (line: { sku: string } | { name: string; unitPrice: { amount: number; currency: string } }) => {
    if (await attempt({ name: 'line_item.add', input: { id: order.id, line: { id, quantity: 1, ...line } } })) onDone()
  }
  const pick = (picked: PickedVariant, known: Wizard[]) => {
    const wizard = lineWizardOf(picked, known)
    if (wizard) setEntered({ wizard: wizard.key, title: `${wizard.name} · ${picked.title}`, sku: picked.sku })
    else void add({ sku: picked.sku })
  }
  const addCustom = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) void add({ name: name.trim(), unitPrice: { amount: price ?? 0, currency } })
  }
  return (
    <div className={classes.adding}>
      {wizards ? <ProductPicker label="From the catalog" onPick={(picked) => pick(picked, wizards)} /> : <Loader size="sm" aria-label="Loading" />}
      <form className={classes.custom} onSubmit={addCustom}>
        <TextInput label="Or a line of your own" size="xs" value={name} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} />
        <MoneyInput label="Price" size="xs" currency={currency} value={price} onChange={setPrice} />
        <Group gap="xs">
          <Button size="compact-sm" type="submit" disabled={!name.trim()}>Add line</Button>
          <Button size="compact-sm" variant="default" onClick={onDone}>Done</Button>
        </Group>
      </form>
      {entered && <Suspense><WizardDialog {...entered} orderId={order.id} onFinished={onDone} onClose={() => setEntered(undefined)} /></Suspense>}
    </div>
  )
}
