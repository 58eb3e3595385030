import type { Answers } from '#domain/wizards/wizard.ts'
import { keep, readKept } from '../kept.ts'

/** What this browser remembers of a run: how to open it again, and what could not be sent yet. */
export type KeptDraft = { token: string; unsent?: Answers }

/** Where a wizard is gone through: its link, and, where it is gone through on an order, the token of a private link to that. */
export type Place = { link: string; order: string | undefined }

/** The place that an address leads to. Behind the #, where no server ever sees it, stands an order's token, or a run's. */
export function placeOf({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): Place {
  const [, , link = ''] = pathname.split('/')
  return { link: decodeURIComponent(link), order: /^#([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] }
}

export function readDraft(place: Place): KeptDraft | undefined {
  const kept = parse(readKept(nameOf(place)))
  // Whoever comes by a link to go on with has the run's token with it; an order knows its run by itself.
  const token = place.order === undefined ? location.hash.slice(1) : ''
  if (token !== '') return kept?.token === token ? kept : { token }
  return kept
}

export function keepDraft(place: Place, draft: KeptDraft | undefined): void {
  keep(nameOf(place), draft && JSON.stringify(draft))
  if (place.order !== undefined) return
  const address = location.pathname + (draft ? `#${draft.token}` : '')
  if (location.pathname + location.hash !== address) history.replaceState(null, '', address)
}

// A customer may follow several orders on one device.
function nameOf({ link, order }: Place): string {
  return order === undefined ? `intake-${link}` : `intake-${link}-${order.slice(0, 12)}`
}

function parse(text: string | undefined): KeptDraft | undefined {
  try {
    const kept = JSON.parse(text ?? 'null') as KeptDraft | null
    return typeof kept?.token === 'string' ? kept : undefined
  } catch {
    return undefined
  }
}
