/** Ten colour tokens, each checked for contrast as badge text in light and dark; never free hex on text. */
export const statusColors = ['gray', 'blue', 'cyan', 'teal', 'green', 'yellow', 'orange', 'red', 'pink', 'violet'] as const
export type StatusColor = (typeof statusColors)[number]
