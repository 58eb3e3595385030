import { Autocomplete, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import type { ShownProduct } from '#domain/catalog/contract.ts'
import { newId } from '#domain/kernel/id.ts'
import { ask } from '../ask.ts'
import { FormProblem } from '../kit/form-problem.tsx'
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
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    // A dialog's form stands inside the product's in React, though not on the page.
    event.stopPropagation()
    adjusting.mutate(undefined)
  }
  const after = Math.round((onHand + (change ?? 0)) * 1000) / 1000
  return (
    <Modal opened onClose={onClose} title={<Text span fw={650}>Adjust stock of {variant.sku}</Text>}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{show.number(onHand)} on hand, {show.number(reserved)} of them reserved for orders.</Text>
          <NumberInput label="Change" description="12 adds twelve, -2 takes two away" required decimalScale={3} hideControls data-autofocus value={change ?? ''} error={errors['change']} onChange={(value) => setChange(typeof value === 'number' ? value : undefined)} />
          <Autocomplete label="Reason" required maxLength={200} data={usualReasons} value={reason} error={errors['reason']} onChange={setReason} />
          {change !== undefined && change !== 0 && <Text size="sm">Then {show.number(after)} on hand, {show.number(Math.round((after - reserved) * 1000) / 1000)} available.</Text>}
          <FormProblem error={adjusting.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Leave it</Button>
            <Button type="submit" loading={adjusting.isPending} disabled={!change || !reason.trim()}>Adjust</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
