import { refuse, refuseField } from '../kernel/refusal.ts'

/** Who may make an account: whoever reaches the port, or those who were invited. */
export const signUps = ['open', 'invited'] as const
export type SignUp = (typeof signUps)[number]

/** How one comes in here. The first organization is founded by whoever shows the first-run token, where strangers could reach the port. */
export type Entry = { signUp: SignUp; needsFirstRunToken: boolean }

/** Deny by default. */
export const closedEntry: Entry = { signUp: 'invited', needsFirstRunToken: true }

/** What somebody without an account finds: a door that is open, one that opens to an invitation, or a Docket where nothing was founded yet. */
export const welcomes = ['open', 'invited', 'first_run'] as const
export type Welcome = (typeof welcomes)[number]

export function welcomeOf({ signUp }: Entry, isFounded: boolean): Welcome {
  if (signUp === 'open') return 'open'
  return isFounded ? 'invited' : 'first_run'
}

/** Says no to an account for somebody who brought no invitation (one that was brought is judged by itself, invitation.ts). */
export function refuseUninvited(entry: Entry, isFounded: boolean, showsFirstRunToken: boolean): void {
  const welcome = welcomeOf(entry, isFounded)
  if (welcome === 'invited') refuse('forbidden', 'New people come by invitation here. Ask somebody who belongs to an organization here for a link.')
  if (welcome === 'first_run' && entry.needsFirstRunToken && !showsFirstRunToken) {
    refuseField('/firstRunToken', 'unknown', 'This is not the first-run token. Docket prints it where it was started, at every start until the first organization is founded.')
  }
}

/** Says no to founding by somebody who belongs nowhere; `isFirst` where nothing was founded before. */
export function refuseStrangersFounding({ signUp }: Entry, founder: { isMember: boolean; isFirst: boolean }): void {
  if (signUp === 'open' || founder.isMember || founder.isFirst) return
  refuse('forbidden', 'Further organizations are founded by those who belong to one here. Ask somebody who does for an invitation.')
}
