import { oneOf, withoutEmpty, word } from '../../read-search.ts'

/** What of the Status Library is on the screen, as its address says. */
export type StatusSearch = { scope?: 'line_item'; q?: string; retired?: 'shown'; edit?: string; add?: 'yes' }

export function readStatusSearch({ scope, q, retired, edit, add }: Record<string, unknown>): StatusSearch {
  return withoutEmpty({
    scope: oneOf(scope, ['line_item']), q: word(q, 200), retired: oneOf(retired, ['shown']), edit: word(edit), add: oneOf(add, ['yes']),
  })
}
