import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type VariantColorsResolver } from '@mantine/core'
import { statusVariables } from './status-color.ts'

// Mantine's own palette fails WCAG AA on light and outline variants; these inks are what makes every page pass.
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const name = typeof input.color === 'string' && input.color in input.theme.colors ? input.color : undefined
  if (input.variant === 'light' && name) {
    return {
      ...colors,
      background: `light-dark(var(--mantine-color-${name}-1), color-mix(in srgb, var(--mantine-color-${name}-9) 35%, transparent))`,
      hover: `light-dark(color-mix(in srgb, var(--mantine-color-${name}-1), var(--mantine-color-${name}-2) 40%), color-mix(in srgb, var(--mantine-color-${name}-9) 50%, transparent))`,
      color: `light-dark(var(--docket-${name}-ink), var(--mantine-color-${name}-2))`,
    }
  }
  if ((input.variant === 'outline' || input.variant === 'subtle' || input.variant === 'transparent') && name) {
    return {
      ...colors,
      color: `light-dark(var(--docket-${name}-ink), var(--mantine-color-${name}-3))`,
      border: input.variant === 'outline' ? `1px solid light-dark(var(--docket-${name}-ink), var(--mantine-color-${name}-4))` : colors.border,
    }
  }
  return colors
}

/** How everything of Docket's looks, without a word about single components: the page behind a public link carries only what it shows. */
export const look = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '650' },
})

export const cssVariablesResolver: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[7],
    '--mantine-color-error': colors.red[9],
    '--docket-yellow-ink': '#7a4a00',
    '--docket-orange-ink': '#853500',
    '--docket-blue-ink': colors.blue[9],
    '--docket-cyan-ink': '#0b5566',
    '--docket-teal-ink': '#075a45',
    '--docket-gray-ink': colors.gray[8],
    '--docket-violet-ink': colors.violet[9],
    '--docket-pink-ink': '#92164a',
    '--docket-green-ink': '#1b5e2a',
    '--docket-red-ink': '#a61e1e',
    '--docket-indigo-ink': colors.indigo[9],
    '--docket-line': colors.gray[3],
    '--docket-faint': colors.gray[0],
    '--docket-hover': colors.gray[1],
    '--docket-selected': colors.indigo[0],
    '--docket-accent': colors.indigo[7],
    '--docket-accent-ground': colors.indigo[7],
    '--docket-accent-ink': '#ffffff',
    ...statusVariables('light'),
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[1],
    '--mantine-color-error': colors.red[4],
    '--docket-line': colors.dark[4],
    '--docket-faint': '#2a2a2a',
    '--docket-hover': colors.dark[6],
    '--docket-selected': 'color-mix(in srgb, var(--mantine-color-indigo-9) 30%, var(--mantine-color-body))',
    '--docket-accent': colors.indigo[4],
    '--docket-accent-ground': colors.indigo[8],
    '--docket-accent-ink': '#ffffff',
    ...statusVariables('dark'),
  },
})
