import { FieldInput } from '../../kit/field-input.tsx'
import type { FieldValue } from '#domain/kernel/schema.ts'
import type { Question } from '#domain/wizards/wizard.ts'
import type { FieldKind } from '../kit/field-kinds.ts'

/** What a question is answered with until somebody says otherwise. */
export function DefaultInput({ question, onChange }: { question: Question; onChange: (value: FieldValue | undefined) => void }) {
  const kind: FieldKind = question.kind === 'notes' || question.kind === 'staff_message' ? 'long_text' : (question.kind as FieldKind)
  const label = question.kind === 'yes_no' ? 'Ticked from the start' : 'Answered with, until somebody says otherwise'
  return (
    <FieldInput
      field={{ key: 'default', label, kind, required: false, ...(question.options ? { options: question.options } : {}), ...(question.unit ? { unit: question.unit } : {}) }} value={question.default}
      onChange={(value) => onChange(value === null || value === false || (Array.isArray(value) && value.length === 0) ? undefined : value)}
    />
  )
}
