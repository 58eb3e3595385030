import { useParams } from '@tanstack/react-router'
import { keepPreviousData, queryOptions, replaceEqualDeep, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { OperationName } from '#domain/contracts.ts'
import { ask, type Answered, type Asked } from './ask.ts'

/** A question of one organization as a query: kept under the operation's name, so that events know what to read again. */
export function asking<N extends OperationName>(organization: string | null, name: N, input: Asked<N>) {
  return queryOptions<Answered<N>>({
    queryKey: [name, organization, input],
    queryFn: ({ signal }) => ask(name, input, { organization, signal }),
    structuralSharing: (before, after) => (isOlder(after, before) ? before : replaceEqualDeep(before, after)),
  })
}

/** An answer that was on its way while a change was made says what was true before it, and arrives after what the change answered. */
function isOlder(after: unknown, before: unknown): boolean {
  const [now, then] = [after, before] as ({ id?: unknown; version?: unknown } | undefined)[]
  return typeof now?.version === 'number' && typeof then?.version === 'number' && now.id === then.id && now.version < then.version
}

type Options = { enabled?: boolean; staleTime?: number; keepPrevious?: boolean }

/** Asks the organization on the screen, and again whenever an event says that the answer may have changed. */
export function useAsk<N extends OperationName>(name: N, input: Asked<N>, { keepPrevious, ...options }: Options = {}): UseQueryResult<Answered<N>> {
  const organization = useOrganizationSlug()
  return useQuery({ ...asking(organization, name, input), ...options, ...(keepPrevious ? { placeholderData: keepPreviousData } : {}) })
}

export function useOrganizationSlug(): string {
  return useParams({ strict: false }).organization ?? ''
}
