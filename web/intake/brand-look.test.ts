import { expect, test } from 'vitest'
import { lookOf } from './brand-look.ts'

const colors = ['#000000', '#ffffff', '#ffe600', '#3b5bdb', '#e8590c', '#12b886', '#808080', '#777777']

test.each(colors)('in the colour %s a business is readable, light and dark', (color) => {
  const { resolver, theme } = lookOf(color)
  const { light, dark } = resolver({ ...theme, colors: new Proxy({}, { get: () => Array.from({ length: 10 }, () => '#888888') }) } as never)
  expect(contrast(light['--docket-accent'] ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(dark['--docket-accent'] ?? '', '#242424')).toBeGreaterThanOrEqual(4.5)
  expect(contrast(light['--docket-accent-ground'] ?? '', light['--docket-accent-ink'] ?? '')).toBeGreaterThanOrEqual(4.5)
})

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
