import { expect, it } from 'vitest'
import { refuseUnfitFields } from './custom-fields.ts'
import type { FieldDefinition } from '../workflows/schema.ts'

const declared: FieldDefinition[] = [
  { key: 'trackingNumber', label: 'Tracking number', kind: 'text', required: true },
  { key: 'size', label: 'Size', kind: 'choice', required: false, options: ['S', 'M'] },
  { key: 'pieces', label: 'Pieces', kind: 'number', required: false },
  { key: 'collectOn', label: 'Collect on', kind: 'date', required: false },
  { key: 'width', label: 'Width', kind: 'measurement', unit: 'cm', required: false },
  { key: 'photos', label: 'Photos', kind: 'photo', required: false },
  { key: 'site', label: 'Site', kind: 'address', required: false },
]

it('takes what was declared and what is empty', () => {
  expect(() => refuseUnfitFields(declared, { trackingNumber: '1Z', size: 'M', pieces: 3, collectOn: '2026-11-22' }, '/fields')).not.toThrow()
  expect(() => refuseUnfitFields(declared, { size: null, collectOn: '' }, '/fields')).not.toThrow()
})

it('takes measurements, files and addresses as what they are', () => {
  expect(() => refuseUnfitFields(declared, { width: 12.5, photos: ['01990000-0000-7000-8000-000000000000'], site: { line1: '1 Main Street', city: 'Springfield' } }, '/fields')).not.toThrow()
})

it.each([
  [{ width: '12 cm' }, '/fields/width', 'invalid'], [{ photos: 'one.jpg' }, '/fields/photos', 'invalid'], [{ site: 'Main Street' }, '/fields/site', 'invalid'],
  [{ colour: 'red' }, '/fields/colour', 'unknown'], [{ size: 'XL' }, '/fields/size', 'invalid'], [{ pieces: '3' }, '/fields/pieces', 'invalid'],
  [{ collectOn: 'tomorrow' }, '/fields/collectOn', 'invalid'], [{ trackingNumber: 7 }, '/fields/trackingNumber', 'invalid'],
])('names the field of %j', (given, pointer, code) => {
  expect(() => refuseUnfitFields(declared, given, '/fields')).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }))
})
