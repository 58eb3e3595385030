import { expect, test } from 'vitest'
import { keysOf, pressPadKey, type PadField } from './pad-keys.ts'

const pressed = (keys: string[], from: PadField = { text: '', start: 0, end: 0 }) => keys.reduce(pressPadKey, from)

test('keys write one after another, and the last takes back', () => {
  expect(pressed(['0', '7', '7', '⌫', '9']).text).toBe('079')
  expect(pressed(['⌫']).text).toBe('')
})

test('what is selected is written over, and taken back whole', () => {
  expect(pressPadKey({ text: '12.50', start: 0, end: 5 }, '3')).toEqual({ text: '3', start: 1, end: 1 })
  expect(pressPadKey({ text: '12.50', start: 1, end: 3 }, '⌫')).toEqual({ text: '150', start: 1, end: 1 })
})

test('the caret stays where one writes', () => {
  expect(pressPadKey({ text: '199', start: 1, end: 1 }, '0')).toEqual({ text: '1099', start: 2, end: 2 })
})

test('there is one decimal point, and a plus only in front', () => {
  expect(pressed(['1', '.', '5', '.', '0']).text).toBe('1.50')
  expect(pressed(['+', '4', '+', '9']).text).toBe('+49')
  expect(pressPadKey({ text: '1.5', start: 0, end: 3 }, '.').text).toBe('.')
})

test('each pad has the keys its field needs', () => {
  expect(keysOf('phone', '.')).toContain('+')
  expect(keysOf('decimal', ',')).toContain(',')
  expect(keysOf('whole', '.')).not.toContain('.')
})
