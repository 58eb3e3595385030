import { Skeleton, Stack } from '@mantine/core'

/** Stands where a page is about to be; the router shows it only after 150 ms. */
export function PagePending() {
  return (
    <Stack p="md" aria-busy="true" aria-label="Loading">
      <Skeleton h={30} w={220} />
      <Skeleton h={36} w="60%" />
      {Array.from({ length: 8 }, (_, i) => <Skeleton key={i} h={34} />)}
    </Stack>
  )
}
