import type { Answers } from '#domain/wizards/wizard.ts'
import { keep, readKept } from '../kept.ts'

/** What this browser remembers of a run: how to open it again, and what could not be sent yet. */
export type KeptDraft = { token: string; unsent?: Answers }

export function readDraft(link: string): KeptDraft | undefined {
  // Whoever comes by a link to go on with has the token behind the #, where no server ever sees it.
  const token = location.hash.slice(1)
  const kept = parse(readKept(`intake-${link}`))
  if (token !== '') return kept?.token === token ? kept : { token }
  return kept
}

export function keepDraft(link: string, draft: KeptDraft | undefined): void {
  keep(`intake-${link}`, draft && JSON.stringify(draft))
  const address = location.pathname + (draft ? `#${draft.token}` : '')
  if (location.pathname + location.hash !== address) history.replaceState(null, '', address)
}

function parse(text: string | undefined): KeptDraft | undefined {
  try {
    const kept = JSON.parse(text ?? 'null') as KeptDraft | null
    return typeof kept?.token === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}
