import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { cssVariablesResolver, look } from '../look.ts'

const PLAIN = '#3b5bdb'
// Below this luminance white reads better on a colour, above it black does (WCAG 2 contrast).
const HALFWAY = 0.179

/** Docket's look in a business's colour: its buttons, its marks, its rings around what has the focus. */
export function lookOf(color: string | null) {
  const brand = color ?? PLAIN
  // What is written or drawn on the page itself must stand out from it, whichever colour was chosen.
  const [onLight, onDark] = [standingOut(brand, '#ffffff', '#000000'), standingOut(brand, '#242424', '#ffffff')]
  const shades = Array.from({ length: 10 }, (_, i) => (i < 5 ? onDark : brand)) as unknown as MantineColorsTuple
  const theme = createTheme({ ...look, colors: { brand: shades }, primaryColor: 'brand', luminanceThreshold: HALFWAY })
  const ground = { '--docket-accent-ground': brand, '--docket-accent-ink': luminanceOf(brand) > HALFWAY ? '#000000' : '#ffffff' }
  const resolver: CSSVariablesResolver = (given) => {
    const { variables, light, dark } = cssVariablesResolver(given)
    return {
      variables,
      light: { ...light, ...ground, '--docket-accent': onLight, '--docket-brand-ink': onLight, '--docket-selected': `color-mix(in srgb, ${brand} 9%, #fff)` },
      dark: { ...dark, ...ground, '--docket-accent': onDark, '--docket-selected': `color-mix(in srgb, ${brand} 22%, var(--mantine-color-body))` },
    }
  }
  return { theme, resolver }
}

/** The colour, mixed with as much of another as it takes to read on the page (4.5 : 1). */
function standingOut(color: string, page: string, other: string): string {
  for (let part = 0; part < 1; part += 0.1) {
    const mixed = mix(color, other, part)
    if (contrast(mixed, page) >= 4.5) return mixed
  }
  return other
}

function mix(color: string, other: string, part: number): string {
  const [from, to] = [channelsOf(color), channelsOf(other)]
  return `#${from.map((channel, i) => Math.round(channel + ((to[i] ?? 0) - channel) * part).toString(16).padStart(2, '0')).join('')}`
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}
