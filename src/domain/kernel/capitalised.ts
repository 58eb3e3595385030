/** Words as a sentence or a label begins: the first letter large, the rest as it is. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
