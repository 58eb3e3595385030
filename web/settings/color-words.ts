import { capitalised } from '#domain/kernel/capitalised.ts'
import { statusColors, type StatusColor } from '#domain/workflows/status.ts'

export const colorChoices = statusColors.map((color) => ({ value: color, label: capitalised(color) })) satisfies { value: StatusColor; label: string }[]
