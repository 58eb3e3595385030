import type { ImportMapping, ImportTarget, ShownImport } from '#domain/imports/contract.ts'
import type { Asked } from '../ask.ts'

export type MappingForm = {
  orderType: string
  columns: Partial<Record<ImportTarget, string>>
  dateFormat: ImportMapping['dateFormat']
  decimal: ImportMapping['decimal']
  currency: string
  step: string | null
  paymentStatus: string | null
}

/** What the file seems to be, as a form; where nothing was recognised, as little as can be said of any file. */
export function formOf({ mapping }: ShownImport, currency: string): MappingForm {
  if (!mapping) return { orderType: '', columns: {}, dateFormat: 'iso', decimal: '.', currency, step: null, paymentStatus: null }
  return { ...mapping, step: mapping.step ?? null, paymentStatus: mapping.paymentStatus ?? null }
}

export function mappingOf({ step, paymentStatus, ...form }: MappingForm): Asked<'import.preview'>['mapping'] {
  return { ...form, ...(step ? { step } : {}), ...(paymentStatus ? { paymentStatus } : {}) }
}
