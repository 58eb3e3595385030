import { Autocomplete, NumberInput, Text } from '@mantine/core'
import { useState } from 'react'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { ask } from '../ask.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useShow } from '../kit/show.ts'
import { useSave } from '../kit/use-save.ts'
import { errorsByField } from '../problem.ts'

const usualReasons = ['Delivery', 'Stocktake', 'Damaged', 'Lost', 'Returned']

/** Adds to or takes from what is on hand, with the reason that stays on record. */
export function AdjustStockDialog({ variant, onClose }: { variant: ShownProduct['variants'][number]; onClose: () => void }) {
  const show = useShow()
  const [change, setChange] = useState<number>()
  const [reason, setReason] = useState('')
  // Pressed twice, or sent again after a lost answer, it counts once.
  const [idempotencyKey] = useState(() => newId())
  const { onHand, reserved } = variant.stock
  const adjusting = useSave(() => ask('stock.adjust', { id: variant.id, change: change ?? 0, reason: reason.trim() }, { idempotencyKey }), {
    done: `Stock of ${variant.sku} adjusted.`, readAgain: ['product.get', 'product.list'], isQuiet: true, onDone: onClose,
  })
  const errors = errorsByField(adjusting.error)
  const after = Math.round((onHand + (change ?? 0)) * 1000) / 1000
  return (
    <FormDialog title={`Adjust stock of ${variant.sku}`} action="Adjust" isPossible={Boolean(change) && reason.trim() !== ''} saving={adjusting} onSubmit={() => adjusting.mutate(undefined)} onClose={onClose}>
      <Text size="sm">{show.number(onHand)} on hand, {show.number(reserved)} of them reserved for orders.</Text>
      <NumberInput label="Change" description="12 adds twelve, -2 takes two away" required decimalScale={3} hideControls data-autofocus value={change ?? ''} error={errors['change']} onChange={(value) => setChange(typeof value === 'number' ? value : undefined)} />
      <Autocomplete label="Reason" required maxLength={200} data={usualReasons} value={reason} error={errors['reason']} onChange={setReason} />
      {change !== undefined && change !== 0 && <Text size="sm">Then {show.number(after)} on hand, {show.number(Math.round((after - reserved) * 1000) / 1000)} available.</Text>}
    </FormDialog>
  )
}
