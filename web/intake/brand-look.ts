import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { cssVariablesResolver, look } from '../look.ts'

const PLAIN = '#3b5bdb'
// Below this luminance white reads better on a colour, above it black does (WCAG 2 contrast).
const HALFWAY = 0.179

/** Docket's look in a business's colour: its buttons, its marks, its rings around what has the focus. */
export function lookOf(color: string | null) {
  const brand = color ?? PLAIN
  const theme = createTheme({ ...look, colors: { brand: Array.from({ length: 10 }, () => brand) as unknown as MantineColorsTuple }, primaryColor: 'brand', luminanceThreshold: HALFWAY })
  const resolver: CSSVariablesResolver = (given) => {
    const { variables, light, dark } = cssVariablesResolver(given)
    const ground = { '--docket-accent-ground': brand, '--docket-accent-ink': inkOn(brand) }
    return {
      variables,
      // What is drawn on the page itself must stand out from it, whichever colour was chosen.
      light: { ...light, ...ground, '--docket-accent': `color-mix(in oklab, ${brand}, #000 ${luminanceOf(brand) > HALFWAY ? 45 : 0}%)`, '--docket-selected': `color-mix(in srgb, ${brand} 9%, #fff)` },
      dark: { ...dark, ...ground, '--docket-accent': `color-mix(in oklab, ${brand}, #fff ${luminanceOf(brand) < HALFWAY ? 55 : 0}%)`, '--docket-selected': `color-mix(in srgb, ${brand} 22%, var(--mantine-color-body))` },
    }
  }
  return { theme, resolver }
}

function inkOn(color: string): string {
  return luminanceOf(color) > HALFWAY ? '#000000' : '#ffffff'
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
