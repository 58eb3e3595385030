import { statusColors, type StatusColor } from '#domain/workflows/status.ts'

export const colorChoices = statusColors.map((color) => ({ value: color, label: color.charAt(0).toUpperCase() + color.slice(1) })) satisfies { value: StatusColor; label: string }[]
