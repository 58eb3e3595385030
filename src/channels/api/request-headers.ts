import type { IncomingHttpHeaders } from 'node:http'
import type { Contract } from '#domain/kernel/contract.ts'
import { refuse } from '#domain/kernel/refusal.ts'

/** The asker's Idempotency-Key: 1 to 255 visible ASCII characters. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    refuse('malformed-request', 'An Idempotency-Key is 1 to 255 visible ASCII characters.')
  }
  return key
}

/** The version named by If-Match, written as its ETag: `"7"`. */
export function readExpectedVersion(headers: IncomingHttpHeaders): number | undefined {
  const tag = headers['if-match']
  if (tag === undefined) return undefined
  const version = /^"(\d{1,9})"$/.exec(tag)?.[1]
  return version === undefined ? refuse('malformed-request', 'If-Match names one version as it was read from ETag, in quotes: "7".') : Number(version)
}

/** Says no where the contract needs a version or a key and the request has none. An id of the asker's own serves as a key. */
export function refuseMissingHeaders(contract: Contract, input: Record<string, unknown>, given: { key: string | undefined; version: number | undefined }): void {
  if (contract.needs?.includes('version') && given.version === undefined) {
    refuse('precondition-required', 'Send the version you read, from ETag or the member "version", as If-Match: "7".')
  }
  if (contract.needs?.includes('idempotency') && given.key === undefined && !hasOwnId(contract, input)) {
    refuse('idempotency-key-missing', 'Send an Idempotency-Key header, so that asking twice changes things once.')
  }
}

function hasOwnId(contract: Contract, input: Record<string, unknown>): boolean {
  const name = contract.path.includes('{id}') ? 'newId' : 'id'
  return typeof input[name] === 'string'
}

export function etagOf(version: number): string {
  return `"${version}"`
}

/** Whether one of the tags in If-None-Match is this one; compared weakly, as RFC 9110 asks. */
export function matchesEtag(headers: IncomingHttpHeaders, etag: string): boolean {
  const given = headers['if-none-match']
  if (given === undefined) return false
  return given.trim() === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
