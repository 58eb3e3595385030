import type { ComponentType } from 'react'
import type { QuestionKind } from '#domain/wizards/wizard.ts'
import { AddressQuestion } from './inputs/address.tsx'
import { CustomerQuestion } from './inputs/customer.tsx'
import { ItemsQuestion } from './inputs/items.tsx'
import { PaymentQuestion } from './inputs/payment.tsx'
import { BarcodeQuestion, ChoiceQuestion, ChoicesQuestion, DateQuestion, DateTimeQuestion, DueQuestion, LongTextQuestion, MoneyQuestion, NumberQuestion, TextQuestion, YesNoQuestion } from './inputs/plain-inputs.tsx'
import { ReviewQuestion } from './inputs/review.tsx'
import { SignatureQuestion } from './inputs/signature.tsx'
import { ChecklistQuestion, FulfilmentQuestion, OrderTypeQuestion, PersonQuestion } from './inputs/small-choices.tsx'
import { FileQuestion, PhotoQuestion } from './inputs/uploads.tsx'
import type { InputProps } from './run-context.ts'

/** The input that fits each kind of question. */
const inputs: Record<QuestionKind, ComponentType<InputProps>> = {
  customer: CustomerQuestion, order_type: OrderTypeQuestion, items: ItemsQuestion, shipping_address: AddressQuestion, due_date: DueQuestion, schedule: DateTimeQuestion,
  fulfilment_method: FulfilmentQuestion, notes: LongTextQuestion, staff_message: LongTextQuestion, checklist: ChecklistQuestion, payment: PaymentQuestion, review: ReviewQuestion,
  text: TextQuestion, long_text: LongTextQuestion, number: NumberQuestion, money: MoneyQuestion, yes_no: YesNoQuestion, choice: ChoiceQuestion, choices: ChoicesQuestion,
  date: DateQuestion, time: DateQuestion, date_time: DateTimeQuestion, phone: TextQuestion, email: TextQuestion, address: AddressQuestion, person: PersonQuestion,
  photo: PhotoQuestion, file: FileQuestion, signature: SignatureQuestion, barcode: BarcodeQuestion, measurement: NumberQuestion,
}

export function QuestionInput({ question }: InputProps) {
  const Input = inputs[question.kind]
  return <Input question={question} />
}
