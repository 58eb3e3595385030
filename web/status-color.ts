import type { StatusColor } from '#domain/workflows/status.ts'

export type Swatch = { background: string; ink: string; dot: string }

/** The ten status colours as badges: each ink reads on its background at 4.5 : 1 or better, light and dark (status-color.test.ts). */
export const statusSwatches: Record<StatusColor, { light: Swatch; dark: Swatch }> = {
  gray: { light: { background: '#eef0f3', ink: '#3b424a', dot: '#7c858f' }, dark: { background: '#33373d', ink: '#dee2e6', dot: '#adb5bd' } },
  blue: { light: { background: '#d9edff', ink: '#15528f', dot: '#228be6' }, dark: { background: '#173450', ink: '#a9d8ff', dot: '#4dabf7' } },
  cyan: { light: { background: '#cff5fa', ink: '#0b5566', dot: '#0ca5bd' }, dark: { background: '#113c45', ink: '#99e9f2', dot: '#3bc9db' } },
  teal: { light: { background: '#ccf6e8', ink: '#075a45', dot: '#0ca678' }, dark: { background: '#103d31', ink: '#96f2d7', dot: '#38d9a9' } },
  green: { light: { background: '#d8f7dc', ink: '#1b5e2a', dot: '#37b24d' }, dark: { background: '#1c3f25', ink: '#b2f2bb', dot: '#51cf66' } },
  yellow: { light: { background: '#fff1b8', ink: '#704400', dot: '#f0a400' }, dark: { background: '#43360f', ink: '#ffec99', dot: '#fcc419' } },
  orange: { light: { background: '#ffe6cc', ink: '#853500', dot: '#f76707' }, dark: { background: '#4a2b12', ink: '#ffd8a8', dot: '#ff922b' } },
  red: { light: { background: '#ffe1e1', ink: '#9c1c1c', dot: '#f03e3e' }, dark: { background: '#4c2222', ink: '#ffc9c9', dot: '#ff6b6b' } },
  pink: { light: { background: '#ffdfec', ink: '#92164a', dot: '#e64980' }, dark: { background: '#4a2034', ink: '#fcc2d7', dot: '#f06595' } },
  violet: { light: { background: '#e8e0ff', ink: '#5535b5', dot: '#7950f2' }, dark: { background: '#332759', ink: '#d0bfff', dot: '#9775fa' } },
}

/** The swatches of one colour scheme as CSS variables: `--status-blue-background`, `--status-blue-ink`, `--status-blue-dot`. */
export function statusVariables(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(statusSwatches).flatMap(([color, swatches]) =>
      Object.entries(swatches[scheme]).map(([part, value]) => [`--status-${color}-${part}`, value]),
    ),
  )
}
