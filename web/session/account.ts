import { send } from '../ask.ts'
import { problemOf } from '../problem.ts'

/** Signing up, in and out go to the sign-in service under /api/auth; everything else is an operation. */

export function signIn(email: string, password: string): Promise<void> {
  return post('sign-in/email', { email, password })
}

/** `proof` is what opens the door where it is not open to everybody: an invitation's token, or the first-run token. */
export function signUp(name: string, email: string, password: string, proof: { invitation?: string; firstRunToken?: string } = {}): Promise<void> {
  return post('sign-up/email', { name, email, password, ...proof })
}

export function signOut(): Promise<void> {
  return post('sign-out', {})
}

/** Asks for a link to choose a new password; whether the address is known is never said. */
export function requestPasswordReset(email: string): Promise<void> {
  return post('request-password-reset', { email, redirectTo: '/reset-password' })
}

export function resetPassword(token: string, newPassword: string): Promise<void> {
  return post('reset-password', { token, newPassword })
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await send(`/api/auth/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!response.ok) throw await problemOf(response)
}
