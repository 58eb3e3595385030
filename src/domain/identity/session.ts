/** A session ends after so long without a request, and after so long in any case. */
export const SESSION_IDLE_SECONDS = 12 * 60 * 60
export const SESSION_LONGEST_SECONDS = 7 * 24 * 60 * 60

/** How exactly it is known when a session or key was last used; a request inside that time writes nothing. */
export const LAST_SEEN_SECONDS = 60

/** The cookie's name: browsers keep the `__Host-` prefix for cookies that only this very host can have set, over TLS. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https://') ? '__Host-docket' : 'docket'
}
