import { Checkbox, Group, Select, TextInput } from '@mantine/core'
import { spelled } from '#domain/kernel/spelled.ts'
import { paymentStatusWord, type PaymentStatus, type PaymentStatusWord } from '#domain/orders/payment-status.ts'
import { StatusBadge } from '../kit/status-badge.tsx'
import { colorChoices } from './color-words.ts'

type Props = { status: PaymentStatus; words: PaymentStatusWord[]; errors: Record<string, string>; onChange: (words: PaymentStatusWord[]) => void }

/** Whether a payment status is used, and its word and colour. */
export function PaymentStatusRow({ status, words, errors, onChange }: Props) {
  const at = words.findIndex(({ key }) => key === status)
  const used = words[at]
  const put = (patch: Partial<PaymentStatusWord>) => onChange(words.map((word) => (word.key === status ? { ...word, ...patch } : word)))
  const use = (isUsed: boolean) => onChange(isUsed ? [...words, paymentStatusWord(status)] : words.filter(({ key }) => key !== status))
  return (
    <Group gap={10}>
      <Checkbox label={spelled(status)} checked={used !== undefined} onChange={(event) => use(event.currentTarget.checked)} w={170} />
      {used && (
        <>
          <TextInput aria-label={`Your word for ${spelled(status)}`} maxLength={40} w={170} value={used.name} error={errors[`paymentStatuses.${at}.name`]} onChange={(event) => put({ name: event.currentTarget.value })} />
          <Select aria-label={`Colour of ${spelled(status)}`} w={120} allowDeselect={false} data={colorChoices} value={used.color} onChange={(color) => put({ color: color ?? used.color })} />
          <StatusBadge name={used.name} color={used.color} />
        </>
      )}
    </Group>
  )
}
