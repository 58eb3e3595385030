import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { asking, useOrganizationSlug } from '../asking.ts'
import { PageHead } from '../kit/page-head.tsx'
import { NotAllowed, Shown } from '../kit/shown.tsx'
import { useMay, useWords } from '../session/session.ts'
import { ChooseFile } from './choose-file.tsx'
import { FormerImports } from './former-imports.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { ImportProgress } from './import-progress.tsx'
import { MapColumns } from './map-columns.tsx'
import { StoppedImport } from './stopped-import.tsx'

const route = getRouteApi('/$organization/orders/import')

/** Brings orders in from a file: choose it, say what its columns are, look, start. */
export default function ImportPage() {
  const words = useWords()
  const slug = useOrganizationSlug()
  const { id } = route.useSearch()
  const mayImport = useMay('order.import')
  const back = id ? { to: `/${slug}/orders/import`, name: 'All imports' } : { to: `/${slug}/orders`, name: words.orders }
  return (
    <>
      <PageHead title={`Import ${words.orders.toLowerCase()}`} back={back} />
      {!mayImport ? <NotAllowed>Managers import {words.orders.toLowerCase()}.</NotAllowed> : id ? <OneImport key={id} id={id} /> : <Begin />}
    </>
  )
}

function Begin() {
  return (
    <>
      <ChooseFile />
      <FormerImports />
    </>
  )
}

const POLL_MILLISECONDS = 1_000

function OneImport({ id }: { id: string }) {
  const organization = useOrganizationSlug()
  const asked = useQuery({ ...asking(organization, 'import.get', { id }), refetchInterval: ({ state }) => (state.data?.state === 'running' ? POLL_MILLISECONDS : false) })
  return (
    <Shown data={asked.data} error={asked.error} again={asked.refetch}>
      {(shown) => {
        if (shown.state === 'uploaded') return <MapColumns shown={shown} />
        if (shown.state === 'failed') return <StoppedImport shown={shown} />
        return shown.state === 'running' ? <ImportProgress shown={shown} /> : <ImportOutcome shown={shown} />
      }}
    </Shown>
  )
}
