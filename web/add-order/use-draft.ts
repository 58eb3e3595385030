import { useCallback, useEffect, useState } from 'react'
import type { ShownOrderType } from '#domain/workflows/contract.ts'
import { forgetDraft, storedDraft, storeDraft } from './draft-store.ts'
import { emptyDraft, withOrderType, type OrderDraft } from './order-draft.ts'

/** The draft on the screen; every change of it is kept in this browser at once. */
export function useDraft(organization: string, types: [ShownOrderType, ...ShownOrderType[]], country: string) {
  const [draft, setDraft] = useState<OrderDraft>(() => {
    const stored = storedDraft(organization)
    const type = types.find(({ key }) => key === stored?.orderType)
    return stored ? (type ? stored : withOrderType(stored, types[0])) : emptyDraft(types[0], country)
  })
  const [isKept, setKept] = useState(() => storedDraft(organization) !== undefined)
  const change = useCallback((next: (draft: OrderDraft) => OrderDraft) => {
    setDraft(next)
    setKept(true)
  }, [])
  useEffect(() => {
    if (isKept) storeDraft(organization, draft)
  }, [organization, draft, isKept])
  const startOver = useCallback(() => {
    forgetDraft(organization)
    setDraft(emptyDraft(types[0], country))
    setKept(false)
  }, [organization, types, country])
  return { draft, change, startOver, isKept }
}
