import { scaleAmount } from '#domain/kernel/money.ts'
import type { PaymentAnswer } from '#domain/wizards/answer-shapes.ts'
import { MoneyInput } from '../../kit/money-input.tsx'
import { ChoiceCards, type Option } from '../choice-cards.tsx'
import { padOf } from '../numeric-pad.tsx'
import { QuestionGroup } from '../question-group.tsx'
import { useAnswer, useRun, type InputProps } from '../run-context.ts'
import classes from '../wizard.module.css'

const usual = ['Cash', 'Card', 'Bank transfer']

/** How it is paid and, where the staff say so, how much of it was taken: all, a deposit with the amount proposed, or nothing yet. */
export function PaymentQuestion({ question }: InputProps) {
  const { audience, estimate, place, show, faultOf, idOf, hasPad } = useRun()
  const { value, set, common } = useAnswer(question)
  const payment = (value ?? {}) as Partial<PaymentAnswer>
  const methods = question.methods?.length ? question.methods : usual
  const { depositPercent } = question
  const proposed = estimate && depositPercent !== undefined ? (estimate.deposit?.amount ?? scaleAmount(estimate.total.amount, Math.round(depositPercent * 10_000), 1_000_000)) : undefined
  const money = (amount: number) => show.money({ amount, currency: place.currency })
  const ways: Option[] = [
    { value: 'full', label: 'Paid now', ...(estimate ? { detail: show.money(estimate.total) } : {}) },
    ...(depositPercent !== undefined && depositPercent > 0 ? [{ value: 'deposit', label: 'Deposit', detail: proposed === undefined ? `${show.number(depositPercent)} %` : `${show.number(depositPercent)} %, ${money(proposed)}` }] : []),
    ...(question.allowsPayLater === false ? [] : [{ value: 'later', label: 'Pay later' }]),
  ]
  const take = (taken: PaymentAnswer['taken']) => {
    const { amount: _, ...rest } = payment
    set({ ...rest, taken, ...(taken === 'deposit' && proposed !== undefined ? { amount: proposed } : {}) })
  }
  const pay = (method: string | undefined) => {
    const taken = payment.taken ?? (audience === 'customer' ? 'later' : ways.length === 1 ? 'full' : undefined)
    set({ ...payment, method, ...(taken ? { taken } : {}) })
  }
  const asksHow = audience === 'customer' || payment.taken !== 'later' || question.required
  return (
    <QuestionGroup question={question}>
      {audience !== 'customer' && ways.length > 1 && (
        <fieldset className={classes.inner} aria-label="How much now">
          <ChoiceCards name={`${common.id}-taken`} options={ways} chosen={payment.taken ? [payment.taken] : []} onChange={([taken]) => take(taken as PaymentAnswer['taken'])} />
        </fieldset>
      )}
      {audience === 'customer' && proposed !== undefined && proposed > 0 && <p className={classes.help}>A deposit of {money(proposed)} is asked for; how and when, you are told with your order.</p>}
      {payment.taken === 'deposit' && (
        <MoneyInput
          id={idOf(question.key, 'amount')} label="Deposit taken" size={common.size} maw={280} currency={place.currency} value={payment.amount ?? null} error={faultOf(question.key, 'amount')} {...padOf('decimal', hasPad)}
          onChange={(amount) => set({ ...payment, amount: amount ?? undefined })}
        />
      )}
      {asksHow && (
        <fieldset className={classes.inner} aria-label="How it is paid">
          {audience !== 'customer' && <p className={classes.sub}>How it is paid</p>}
          <ChoiceCards name={`${common.id}-method`} options={methods.map((method) => ({ value: method, label: method }))} chosen={payment.method ? [payment.method] : []} onChange={([method]) => pay(method)} />
        </fieldset>
      )}
    </QuestionGroup>
  )
}
