import { Button } from '@mantine/core'
import type { Pages } from './use-pages.ts'

/** The way to what comes after the last row. */
export function LoadMore({ pages }: { pages: Pages<unknown> }) {
  if (!pages.hasMore) return null
  return <Button variant="default" mt="sm" loading={pages.isLoadingMore} onClick={pages.loadMore}>Load more</Button>
}
