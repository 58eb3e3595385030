import type { ReactNode } from 'react'
import type { Address, FieldValue } from '#domain/kernel/schema.ts'
import { answerInWords } from '#domain/wizards/answer-words.ts'
import type { CustomerAnswer, ItemEntry, PaymentAnswer } from '#domain/wizards/answer-shapes.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import { addressLines } from '../kit/address-words.ts'
import { FilePicture } from './file-picture.tsx'
import { ItemInWords } from './item-in-words.tsx'
import { useRun } from './run-context.ts'
import classes from './wizard.module.css'

/** An answer as a person reads it back. */
export function AnswerInWords({ question, value }: { question: Question; value: unknown }): ReactNode {
  const { show, place, known, audience } = useRun()
  switch (question.kind) {
    case 'customer': {
      const { firstName, lastName, phone, email } = value as CustomerAnswer
      return [[firstName, lastName].filter(Boolean).join(' '), phone, email].filter(Boolean).join(' · ')
    }
    case 'order_type':
      return place.orderTypes.find(({ key }) => key === value)?.name ?? String(value)
    case 'fulfilment_method':
      return place.orderTypes.flatMap(({ fulfilmentMethods }) => fulfilmentMethods).find(({ key }) => key === value)?.name ?? String(value)
    case 'items':
      return (value as ItemEntry[]).map((item, i) => <ItemInWords key={item.id ?? i} item={item} />)
    case 'payment': {
      const { method, taken, amount } = value as PaymentAnswer
      // What was taken is the staff's to say, and nothing a customer said.
      if (audience === 'customer') return method
      const how = taken === 'full' ? 'Paid now' : taken === 'deposit' ? `Deposit of ${show.money({ amount: amount ?? 0, currency: place.currency })}` : 'Pay later'
      return [how, method].filter(Boolean).join(', ')
    }
    case 'shipping_address':
    case 'address':
      return addressLines(value as Address).map((line) => <span key={line} className={classes.block}>{line}</span>)
    case 'photo':
    case 'signature': {
      const ids = Array.isArray(value) ? (value as string[]) : [String(value)]
      return ids.map((id) => <FilePicture key={id} id={id} className={question.kind === 'signature' ? `${classes.small} ${classes.whole}` : classes.small} alt={question.label} />)
    }
    case 'file':
      return Array.isArray(value) && value.length > 1 ? `${value.length} files` : '1 file'
    case 'person':
      return known.get(String(value))?.title ?? ''
    default:
      return answerInWords({ kind: momentKind(question.kind, value), value: value as FieldValue, ...(question.unit ? { unit: question.unit } : {}) }, place)
  }
}

/** A due date may be a day alone, or a day and a time. */
function momentKind(kind: string, value: unknown): string {
  if (kind !== 'due_date' && kind !== 'schedule') return kind
  return String(value).length > 10 ? 'date_time' : 'date'
}
