import { Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ShownLineItem } from '#domain/orders/contract.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { useOrder } from './order-context.ts'

/** Takes a line item off the order, after saying what goes with it; `children` is what one presses. */
export function RemoveLine({ line, children }: { line: ShownLineItem; children: (ask: () => void) => ReactNode }) {
  const { order, words, show, attempt } = useOrder()
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const parts = order.lines.filter(({ parentId }) => parentId === line.id)
  const remove = async () => {
    setBusy(true)
    if (!(await attempt({ name: 'line_item.remove', input: { id: line.id } }))) setBusy(false)
    setAsked(false)
  }
  return (
    <>
      {children(() => setAsked(true))}
      {isAsked && (
        <ConfirmDialog title={`Remove ${line.name}?`} action="Remove" isBusy={isBusy} onConfirm={() => void remove()} onClose={() => setAsked(false)}>
          <Text size="sm">
            {line.name}{parts.length > 0 && ` and what it brings (${parts.map(({ name }) => name).join(', ')})`} leaves the {words.order.toLowerCase()}, with its notes, checklists and answers; {show.money(line.total)} less is charged. This cannot be undone; that it was here stays on record.
          </Text>
        </ConfirmDialog>
      )}
    </>
  )
}
