import { capitalised } from '#domain/kernel/capitalised.ts'

/** A place in a document as one reads it: `/pages/0/questions/2/label` is "Page 1, question 3, label". */
export function pointerInWords(pointer: string): string {
  const parts = pointer.split('/').slice(1)
  const words = parts.flatMap((part, at) => {
    if (!/^\d+$/.test(part)) return /^\d+$/.test(parts[at + 1] ?? '') ? [] : [plain(part)]
    return [`${plain(parts[at - 1] ?? '').replace(/ies$/, 'y').replace(/s$/, '')} ${Number(part) + 1}`]
  })
  return capitalised(words.join(', '))
}

function plain(member: string): string {
  return member.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll(/[-_]/g, ' ')
}
