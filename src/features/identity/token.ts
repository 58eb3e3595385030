import { createHash, randomBytes } from 'node:crypto'

/** A secret nobody can guess: 256 bits, in characters that survive links and headers. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

/** What is kept of a token, in hexadecimal. Tokens are random, so a plain hash is enough; nobody can try them all. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
