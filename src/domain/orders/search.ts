/**
 * What somebody typed into search, as the words to look for. A number in any way of writing phones becomes its bare digits
 * (without the 0 or 00 that local and international dialling put in front), because that is how phones are searched.
 */
export function searchWords(typed: string): string[] {
  const text = typed.trim().toLowerCase()
  const digits = text.replace(/\D/g, '')
  if (digits.length >= 5 && /^[+\d][\d\s().\-/]*$/.test(text) && /[\s+().]/.test(text)) return [digits.replace(/^0+/, '')]
  return text.split(/\s+/).filter(Boolean).map((word) => word.replace(/^#/, '')).filter(Boolean).slice(0, 6)
}
