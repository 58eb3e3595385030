/** What a field or a question is called, as part of a sentence: a name as it stands; what ends like a sentence in quotation marks, so that the sentence around it goes on. */
export function asNoun(label: string): string {
  const plain = label.trim().replace(/[\s:*]+$/, '')
  return /[.?!…。？！؟]$/.test(plain) ? `“${plain}”` : plain || label
}
