import { expect, test } from 'vitest'
import { orderType } from '../workflows/schema.ts'
import { intakeGaps } from './intake.ts'

const made = orderType.parse({
  key: 'made', name: 'Made to measure', phases: [{ type: 'production', choices: [] }], intake: { customerEmail: true, shippingAddress: true },
  fields: [{ key: 'size', label: 'Size', kind: 'text', required: true }, { key: 'agreed', label: 'Terms accepted', kind: 'yes_no', required: true }, { key: 'gift', label: 'Gift', kind: 'text' }],
})
const nothing = { customer: { name: 'Amira', firstName: 'Amira', lastName: null, email: null, phone: null }, lines: [], shippingAddress: null, fields: {} }

test('every gap is named at once, each where it stands in the request', () => {
  expect(intakeGaps(made, nothing).map(({ pointer }) => pointer)).toEqual(['/customer/email', '/lines', '/shippingAddress', '/fields/size', '/fields/agreed'])
})

test('blanks fill in nothing, and a required yes is not given by no', () => {
  expect(intakeGaps(made, { ...nothing, fields: { size: '  ', agreed: false } }).map(({ message }) => message)).toContain('Size is required.')
  expect(intakeGaps(made, { ...nothing, fields: { size: 'M', agreed: false } }).map(({ pointer }) => pointer)).toContain('/fields/agreed')
  expect(intakeGaps(made, { ...nothing, fields: { size: 'M', agreed: true } }).map(({ pointer }) => pointer)).toEqual(['/customer/email', '/lines', '/shippingAddress'])
})
