import { expect, test } from 'vitest'
import { categoryAndStep } from './status-words.ts'

test('a status is said with what it means, and once where both are one word', () => {
  expect(categoryAndStep({ category: 'in_progress', name: 'Quality Check' })).toBe('In progress (Quality Check)')
  expect(categoryAndStep({ category: 'cancelled', name: 'Cancelled' })).toBe('Cancelled')
  expect(categoryAndStep({ category: 'in_progress', name: 'In Progress' })).toBe('In Progress')
})
