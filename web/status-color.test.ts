import { expect, test } from 'vitest'
import { statusColors } from '#domain/workflows/status.ts'
import { statusSwatches } from './status-color.ts'

const schemes = ['light', 'dark'] as const
// What a badge stands on: a page or a row under the pointer, and, for the dot, the badge itself.
const pages = { light: ['#ffffff', '#f8f9fa'], dark: ['#242424', '#2e2e2e'] }

test.each(statusColors.flatMap((color) => schemes.map((scheme) => ({ color, scheme }))))('$color can be read in $scheme', ({ color, scheme }) => {
  const { background, ink } = statusSwatches[color][scheme]
  expect(contrast(ink, background)).toBeGreaterThanOrEqual(4.5)
  for (const page of pages[scheme]) expect(contrast(ink, page)).toBeGreaterThanOrEqual(4.5)
})

/** WCAG 2.2's contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
