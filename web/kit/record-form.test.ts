import { expect, test } from 'vitest'
import { mergeForms } from './record-form.ts'

const base = { name: 'Amira', phone: '1', tags: ['vip'] }

test('changes of two people to different fields stand together', () => {
  expect(mergeForms(base, { ...base, phone: '2' }, { ...base, tags: ['vip', 'new'] })).toEqual({ both: [], merged: { name: 'Amira', phone: '2', tags: ['vip', 'new'] } })
})

test('only a field that both changed differently has to be decided', () => {
  const { both, merged } = mergeForms(base, { name: 'Mine', phone: '2', tags: ['vip'] }, { name: 'Theirs', phone: '2', tags: ['vip'] })
  expect(both).toEqual(['name'])
  expect(merged.name).toBe('Mine')
})
