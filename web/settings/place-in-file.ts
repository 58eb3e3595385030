/** A place in a blueprint file as one finds it there: `/document/statuses/3/color` is "statuses › “Quote Sent” (4th) › color". */
export function placeInFile(pointer: string, document: unknown): string {
  const parts = pointer.replace(/^\/document\/?/, '').split('/').filter(Boolean)
  let here = document
  return parts.map((part) => {
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined
    if (!/^\d+$/.test(part)) return part.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    const name = nameOf(here)
    return name ? `“${name}” (${ordinal(Number(part) + 1)})` : ordinal(Number(part) + 1)
  }).join(' › ')
}

/** Where a text stops being JSON, from what the browser says about it: "line 5, column 3". */
export function placeOfSyntaxError(message: string, text: string): string | undefined {
  const said = /line (\d+) column (\d+)/.exec(message)
  if (said) return `line ${said[1]}, column ${said[2]}`
  const at = /position (\d+)/.exec(message)?.[1]
  if (at === undefined) return undefined
  const before = text.slice(0, Number(at)).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { name, label, title, key } = value as Record<string, unknown>
  return [name, label, title, key].find((one): one is string => typeof one === 'string' && one !== '')
}

function ordinal(number: number): string {
  const [tens, ones] = [number % 100, number % 10]
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th')
  return `${number}${ending}`
}
