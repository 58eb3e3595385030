import { ActionIcon, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { grossOf } from '#domain/orders/totals.ts'
import type { Answers, Wizard } from '#domain/wizards/wizard.ts'
import { MoneyInput } from '../kit/money-input.tsx'
import { useShow } from '../kit/show.ts'
import { useHere, useWords } from '../session/session.ts'
import type { FormPart } from './form-part.ts'
import { LineEntered } from './line-entered.tsx'
import { totalsOfDraft, withLine } from './order-draft.ts'
import { Quantity } from './quantity.tsx'
import { workedDraft, type WorkedLine } from './worked-line.ts'
import classes from './add-order.module.css'

/** What the draft comes to, computed as the server will compute it. */
export function DraftSummary({ draft, change, errorOf, wizards, enter }: Omit<FormPart, 'type'>) {
  const show = useShow()
  const words = useWords()
  const { currency, taxIncluded } = useHere().organization
  const worked = workedDraft(draft, wizards ?? [], currency)
  const totals = totalsOfDraft(worked, { taxIncluded })
  const money = (amount: number) => show.money({ amount, currency })
  const name = `${draft.customer.firstName} ${draft.customer.lastName}`.trim()
  return (
    <aside className={classes.summary} aria-label="Summary">
      <h3 className={classes.heading}>Summary</h3>
      <p className={classes.who}>{name || <span className="dimmed">No {words.customer.toLowerCase()} yet</span>}</p>
      {draft.lines.length === 0 && <p className="dimmed">Nothing added yet</p>}
      <ul className={classes.lines}>
        {worked.lines.map((line) => (
          <li key={line.id} className={classes.line}>
            {line.sku ? (
              <span className={classes.lineName}>{line.name}</span>
            ) : (
              <span className={classes.custom}>
                <TextInput id={`add-name-${line.id}`} size="xs" aria-label="Custom line" placeholder="What is it?" required value={line.name} error={errorOf(`name-${line.id}`)} onChange={({ currentTarget: { value } }) => change((before) => withLine(before, line.id, { name: value }))} />
                <MoneyInput id={`add-price-${line.id}`} size="xs" aria-label={`Price of ${line.name || 'the custom line'}`} currency={currency} value={line.unitPrice} error={errorOf(`price-${line.id}`)} onChange={(unitPrice) => change((before) => withLine(before, line.id, { unitPrice }))} />
              </span>
            )}
            {line.isCounted ? (
              <span className={classes.counted}>
                <span className="figures">{show.number(line.quantity)} ×</span>
                <ActionIcon variant="default" size={26} aria-label={`Remove ${line.name}`} onClick={() => change((before) => withLine(before, line.id, { quantity: 0 }))}><IconTrash size={14} /></ActionIcon>
              </span>
            ) : (
              <Quantity id={`add-quantity-${line.id}`} of={line.name || 'the custom line'} value={line.quantity} onChange={(quantity) => change((before) => withLine(before, line.id, { quantity }))} />
            )}
            <span className={classes.amount}>{money(grossOf({ unitPrice: line.unitPrice ?? 0, quantity: line.quantity }))}</span>
            {line.wizard && line.entered && <EnteredOn line={line} wizard={line.wizard} answers={line.entered.answers} change={change} enter={enter} />}
            {(errorOf(`answers-${line.id}`) ?? line.fault) && <span className={classes.lineError}>{errorOf(`answers-${line.id}`) ?? line.fault}</span>}
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

/** The answers of one line; gone through again they take the place of those before. */
function EnteredOn({ line, wizard, answers, change, enter }: Pick<FormPart, 'change' | 'enter'> & { line: WorkedLine; wizard: Wizard; answers: Answers }) {
  const again = () => enter({ wizard, title: `${wizard.name} · ${line.name}`, answers, onEntered: (given) => change((before) => withLine(before, line.id, { entered: { wizard: wizard.key, answers: given } })) })
  return <LineEntered id={`add-answers-${line.id}`} name={line.name} wizard={wizard} answers={answers} onEdit={again} />
}
