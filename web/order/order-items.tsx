import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { AddLine } from './add-line.tsx'
import { QuantityInput } from './line-details.tsx'
import { useOrder } from './order-context.ts'
import { RemoveLine } from './remove-line.tsx'
import classes from './order-items.module.css'

/** What was ordered, how much of it, for how much. */
export function OrderItems() {
  const { order, words, show, editing, choose } = useOrder()
  const [isAdding, setAdding] = useState(false)
  const noun = words.lineItem.toLowerCase()
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr><th scope="col">{words.lineItem}</th><th scope="col" className={classes.figure}>Qty</th><th scope="col" className={classes.figure}>Price</th><th scope="col" className={classes.figure}>Total</th>{editing.isOpen && <th scope="col"><span className="visually-hidden">Remove</span></th>}</tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id} data-cancelled={line.position?.status.category === 'cancelled' || undefined}>
              <td className={line.parentId ? classes.part : undefined}>
                <button type="button" className={classes.name} onClick={() => choose(line.id)}>{line.name}</button>
              </td>
              <td className={classes.figure}>{editing.isOpen && !line.parentId ? <QuantityInput key={line.id} line={line} disabled={false} isCompact /> : show.number(line.quantity)}</td>
              <td className={classes.figure}>{line.parentId && line.unitPrice.amount === 0 ? '–' : show.money(line.unitPrice)}</td>
              <td className={classes.figure}>{line.parentId && line.total.amount === 0 ? '–' : show.money(line.total)}</td>
              {editing.isOpen && (
                <td>
                  {!line.parentId && (
                    <RemoveLine line={line}>{(ask) => <ActionIcon aria-label={`Remove ${line.name}`} onClick={ask}><IconTrash size={16} /></ActionIcon>}</RemoveLine>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {order.lines.length === 0 && <p className="dimmed">No {words.lineItems.toLowerCase()} yet.</p>}
      {editing.isOpen && !isAdding && <div><Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>Add {noun}</Button></div>}
      {isAdding && <AddLine onDone={() => setAdding(false)} />}
    </>
  )
}
