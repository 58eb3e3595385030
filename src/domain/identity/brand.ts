/** Docket's own colour, where a business has chosen none. */
const PLAIN = '#343a40'

/** A business's colour as a ground, and black or white as the ink that reads better on it (WCAG contrast). */
export function brandOf(color: string | null): { ground: string; ink: '#000000' | '#ffffff' } {
  const ground = color ?? PLAIN
  const luminance = luminanceOf(ground)
  return { ground, ink: (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff' }
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
