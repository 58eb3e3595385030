import { describe, expect, it } from 'vitest'
import type { FieldValue } from '../kernel/schema.ts'
import { errorsOfFields, refuseUnfitFields } from './custom-fields.ts'
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

const file = '01890000-0000-7000-8000-000000000001'
const address = { line1: '1 Main Street', city: 'Springfield' }

describe.each<[FieldDefinition['kind'], FieldValue[], FieldValue[]]>([
  ['photo', [file, [file, file], []], ['photo.jpg', 7, address, Array.from({ length: 11 }, () => file)]],
  ['file', [file, [file]], ['report.pdf', true, [file, 'report.pdf']]],
  ['signature', [file], ['Amira', 1]],
  ['address', [address], ['1 Main Street', [file], 7]],
  ['person', [file], ['Robin', [file], address]],
  ['measurement', [12.5, 0, -4], ['12.5', true, [file]]],
  ['barcode', ['4006381333931', 'PKG-7/B'], [4006381333931, [file], address]],
])('a field of the kind %s', (kind, fitting, unfit) => {
  const fields: FieldDefinition[] = [{ key: 'given', label: 'Given', kind, required: false, unit: 'kg' }]

  it.each(fitting.map((value) => [value]))('takes %j', (value) => {
    expect(errorsOfFields(fields, { given: value }, '/fields')).toEqual([])
  })

  it.each(unfit.map((value) => [value]))('refuses %j in a sentence', (value) => {
    expect(errorsOfFields(fields, { given: value }, '/fields')).toEqual([{ pointer: '/fields/given', code: 'invalid', message: expect.stringMatching(/^Given (must|takes) .*\.$/) }])
  })

  it('may be emptied', () => {
    expect(errorsOfFields(fields, { given: null }, '/fields')).toEqual([])
  })
})
