import { expect, test } from 'vitest'
import { emptyAddress, emptyCustomer, fieldsOf, formOf } from './customer-form.ts'

test('only what was changed is asked for, and what was emptied is asked to be nothing', () => {
  const form = { ...emptyCustomer, firstName: ' Amira ', email: '', tags: ['vip'] }
  expect(fieldsOf(form, ['firstName', 'email', 'tags'])).toEqual({ firstName: 'Amira', email: null, tags: ['vip'] })
})

test('an address leaves out what is empty, and comes back into the form as it was', () => {
  const form = { ...emptyCustomer, addresses: [{ ...emptyAddress('US'), line1: '1 Main Street', city: 'Springfield' }] }
  const { addresses } = fieldsOf(form, ['addresses'])
  expect(addresses).toEqual([{ line1: '1 Main Street', city: 'Springfield', country: 'US' }])
  const back = formOf({ ...emptyCustomer, contactPoints: [], addresses: addresses ?? [] })
  expect(back.addresses).toEqual(form.addresses)
})
