import { TextInput } from '@mantine/core'
import { scaleAmount } from '#domain/kernel/money.ts'
import { MoneyInput } from '../kit/money-input.tsx'
import { useShow } from '../kit/show.ts'
import { useHere, useWords } from '../session/session.ts'
import type { FormPart } from './form-part.ts'
import { totalsOfDraft, withLine } from './order-draft.ts'
import { Quantity } from './quantity.tsx'
import classes from './add-order.module.css'

/** What the draft comes to, computed as the server will compute it. */
export function DraftSummary({ draft, change, errorOf }: Omit<FormPart, 'type'>) {
  const show = useShow()
  const words = useWords()
  const { currency, taxIncluded } = useHere().organization
  const totals = totalsOfDraft(draft, { taxIncluded })
  const money = (amount: number) => show.money({ amount, currency })
  const name = `${draft.customer.firstName} ${draft.customer.lastName}`.trim()
  return (
    <aside className={classes.summary} aria-label="Summary">
      <h3 className={classes.heading}>Summary</h3>
      <p className={classes.who}>{name || <span className="dimmed">No {words.customer.toLowerCase()} yet</span>}</p>
      {draft.lines.length === 0 && <p className="dimmed">Nothing added yet</p>}
      <ul className={classes.lines}>
        {draft.lines.map((line) => (
          <li key={line.id} className={classes.line}>
            {line.sku ? (
              <span className={classes.lineName}>{line.name}</span>
            ) : (
              <span className={classes.custom}>
                <TextInput id={`add-name-${line.id}`} size="xs" aria-label="Custom line" placeholder="What is it?" required value={line.name} error={errorOf(`name-${line.id}`)} onChange={({ currentTarget: { value } }) => change((before) => withLine(before, line.id, { name: value }))} />
                <MoneyInput id={`add-price-${line.id}`} size="xs" aria-label={`Price of ${line.name || 'the custom line'}`} currency={currency} value={line.unitPrice} error={errorOf(`price-${line.id}`)} onChange={(unitPrice) => change((before) => withLine(before, line.id, { unitPrice }))} />
              </span>
            )}
            <Quantity id={`add-quantity-${line.id}`} of={line.name || 'the custom line'} value={line.quantity} onChange={(quantity) => change((before) => withLine(before, line.id, { quantity }))} />
            <span className={classes.amount}>{money(scaleAmount(line.unitPrice ?? 0, Math.round(line.quantity * 1000), 1000))}</span>
            {errorOf(`quantity-${line.id}`) && <span className={classes.lineError}>{errorOf(`quantity-${line.id}`)}</span>}
            {line.brings.length > 0 && <ul className={classes.brings}>{line.brings.map((part) => <li key={part.name}>{show.number(part.quantity * line.quantity)} × {part.name}</li>)}</ul>}
          </li>
        ))}
      </ul>
      <dl className={classes.sums} aria-live="polite">
        <dt>Subtotal</dt><dd>{money(totals.subtotal)}</dd>
        {totals.discount > 0 && <><dt>Discount</dt><dd>−{money(totals.discount)}</dd></>}
        <dt>Tax</dt><dd>{money(totals.tax)}</dd>
        <dt>Shipping</dt><dd>{money(totals.shipping)}</dd>
        <dt className={classes.total}>Total</dt><dd className={classes.total}>{money(totals.total)}</dd>
      </dl>
    </aside>
  )
}
