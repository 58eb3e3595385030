import { useCallback } from 'react'
import { Picture } from '../kit/picture.tsx'
import { useRun } from './run-context.ts'
import { useFound } from './use-found.ts'

/** A picture among the files of this run; its place is kept while it is fetched. */
export function FilePicture({ id, alt, className }: { id: string; alt: string; className?: string | undefined }) {
  const address = useFileAddress(id)
  return address ? <Picture src={address} name={alt} className={className} /> : <span className={className} data-pending><span className="visually-hidden">{alt}</span></span>
}

/** Where a file of this run can be seen, once that is known. */
function useFileAddress(id: string): string | undefined {
  const { client } = useRun()
  const look = useCallback((fileId: string) => Promise.resolve(client.addressOf(fileId)), [client])
  return useFound(id, look)?.value
}
