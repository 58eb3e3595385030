import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brandOf } from './brand.ts'

test('dark colours carry white, light ones black', () => {
  expect(brandOf('#1c3faa').ink).toBe('#ffffff')
  expect(brandOf('#ffd43b').ink).toBe('#000000')
  expect(brandOf(null)).toEqual({ ground: '#343a40', ink: '#ffffff' })
})

test('whatever colour is chosen, text on it has at least the contrast that WCAG AA asks for', () => {
  const part = fc.integer({ min: 0, max: 255 })
  fc.assert(fc.property(part, part, part, (...parts) => {
    const ground = `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`
    const luminance = parts.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)).reduce((sum, one, i) => sum + one * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0)
    const contrast = brandOf(ground).ink === '#ffffff' ? 1.05 / (luminance + 0.05) : (luminance + 0.05) / 0.05
    expect(contrast).toBeGreaterThanOrEqual(4.5)
  }))
})
