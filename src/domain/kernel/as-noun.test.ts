import { expect, test } from 'vitest'
import { asNoun } from './as-noun.ts'

test('whatever a field is called, the sentence about it reads well', () => {
  expect(['Serial no', 'What is wrong with it?', 'Colour:', 'Name *', 'Sign here!', '  Brand ', '何が故障？', '*'].map((label) => `${asNoun(label)} is required.`)).toEqual([
    'Serial no is required.', '“What is wrong with it?” is required.', 'Colour is required.', 'Name is required.', '“Sign here!” is required.', 'Brand is required.', '“何が故障？” is required.', '* is required.',
  ])
})
