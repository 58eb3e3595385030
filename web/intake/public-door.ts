import type { ShownFile } from '#domain/files/contract.ts'
import type { PublicDefinition, PublicItem, PublicRun, PublicWizard } from '#domain/wizards/public-contract.ts'
import type { Answers } from '#domain/wizards/wizard.ts'
import { Problem, problemOf } from '../problem.ts'
import type { Place } from './kept-draft.ts'

/** What the page behind a link asks of the server. Whose run it is, and which order it is about, stands in a header, never in an address. */
export type PublicDoor = ReturnType<typeof publicDoor>

export function publicDoor({ link, order }: Place) {
  const base = `/api/public/wizards/${encodeURIComponent(link)}`
  const ask = async <T>(method: string, path: string, { token, body }: { token?: string | undefined; body?: unknown } = {}): Promise<T> => {
    const isFile = body instanceof Blob
    const response = await reach(base + path, {
      method,
      headers: { accept: 'application/json', ...(token ? { 'docket-run': token } : {}), ...(order ? { 'docket-order': order } : {}), ...(body === undefined ? {} : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }) },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    })
    return (await response.json()) as T
  }
  return {
    read: () => ask<PublicWizard>('GET', ''),
    start: (answers: Answers) => ask<PublicRun>('POST', '/runs', { body: { answers } }),
    get: (token: string) => ask<PublicRun>('GET', '/run', { token }),
    answer: (token: string, answers: Answers, completes?: string) => ask<PublicRun>('PATCH', '/run', { token, body: { answers, ...(completes === undefined ? {} : { completes }) } }),
    /** Sooner than a person can answer is asked to wait; the page waits for them. */
    finish: async (token: string, answers: Answers, website: string): Promise<PublicRun> => {
      const send = () => ask<PublicRun>('POST', '/run/finish', { token, body: { answers, website } })
      return send().catch(async (error: unknown) => {
        const seconds = waitAskedBy(error)
        if (seconds === undefined) throw error
        await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
        return send()
      })
    },
    listItems: (token: string, query: Record<string, string>) => ask<{ items: PublicItem[]; nextCursor: string | null }>('GET', `/run/items?${new URLSearchParams(query)}`, { token }),
    findLineWizard: (token: string, key: string) => ask<PublicDefinition>('GET', `/run/line-wizards/${key}`, { token }),
    upload: (token: string, file: File) => ask<ShownFile>('POST', `/run/files?${new URLSearchParams({ name: file.name.slice(0, 200) || 'file' })}`, { token, body: file }),
    readFile: async (token: string, id: string) => (await reach(`${base}/run/files/${id}`, { headers: { 'docket-run': token } })).blob(),
  }
}

const LONGEST_WAIT = 10

function waitAskedBy(error: unknown): number | undefined {
  if (!(error instanceof Problem) || error.slug !== 'rate-limited') return undefined
  const seconds = Number(error.extra['retryAfter'])
  return seconds > 0 && seconds <= LONGEST_WAIT ? seconds : undefined
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, { credentials: 'omit', cache: 'no-store', ...init }).catch(() => {
    throw new Problem('offline', 0, 'There is no connection right now. What you wrote is kept here; try again in a moment.')
  })
  if (response.ok) return response
  const problem = await problemOf(response)
  const retryAfter = response.headers.get('retry-after')
  throw retryAfter === null ? problem : new Problem(problem.slug, problem.status, problem.message, problem.errors, { ...problem.extra, retryAfter: Number(retryAfter) })
}
