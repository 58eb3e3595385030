import { expect, test } from 'vitest'
import { answersAgain, answersToRepeat } from './answers-again.ts'
import { wizard } from './wizard.ts'

const bag = wizard.parse({
  key: 'bag', name: 'Bag', purpose: 'line_item', audience: ['staff'], channels: ['counter'], appliesTo: { units: ['bag'] },
  pages: [{ key: 'p', title: 'P', questions: [{ key: 'brand', kind: 'text', label: 'Brand' }, { key: 'ready', kind: 'date', label: 'Ready' }, { key: 'photos', kind: 'photo', label: 'Photos' }, { key: 'by', kind: 'person', label: 'By' }, { key: 'size', kind: 'number', label: 'Size' }] }],
})
const kept = [['bag', 'brand', 'text', 'Mulberry'], ['bag', 'ready', 'date', '2026-11-24'], ['bag', 'photos', 'photo', ['01990000-0000-7000-8000-000000000000']], ['bag', 'by', 'person', 'Sam'], ['bag', 'size', 'text', 'Large'], ['shoe', 'brand', 'text', 'Clarks']]
  .map(([wizardKey, key, kind, value]) => ({ wizard: wizardKey as string, key: key as string, kind: kind as string, label: '', value: value as string }))

test('an item is edited with what was answered, but for people and for questions that are others now', () => {
  expect(Object.keys(answersAgain(bag, kept))).toEqual(['brand', 'ready', 'photos'])
})

test('ordered anew it takes over what is still so, and nothing of the day or the order before', () => {
  expect(answersToRepeat(bag, kept)).toEqual({ brand: 'Mulberry' })
})
