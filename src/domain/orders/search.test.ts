import { expect, it } from 'vitest'
import { searchWords } from './search.ts'

it('turns any way of writing a phone number into the digits that are searched', () => {
  expect(searchWords('+1 (555) 010-4477')).toEqual(['15550104477'])
  expect(searchWords('0555 010 4477')).toEqual(['5550104477'])
  expect(searchWords('00 49 30 123456')).toEqual(['4930123456'])
})

it('looks for every word of anything else', () => {
  expect(searchWords('#1042')).toEqual(['1042'])
  expect(searchWords('  Amira  HADDAD ')).toEqual(['amira', 'haddad'])
  expect(searchWords('CA-2017-152156')).toEqual(['ca-2017-152156'])
})
