import { roleOf, type Actor } from '../identity/actor.ts'
import type { Reach } from '../kernel/permission.ts'
import type { Channel } from '../orders/channel.ts'
import type { Audience, Wizard } from './wizard.ts'

/** For whom the questions are, asked of whoever reaches so far, through this channel. */
export function audienceOf({ reach }: { reach: Reach }, channel: Channel): Audience {
  if (reach === 'own') return 'customer'
  return channel === 'assistant' ? 'assistant' : 'staff'
}

/** Whether the actor's role is one of those it is for. */
export function mayRun({ actor }: { actor: Actor }, { roles }: Pick<Wizard, 'roles'>): boolean {
  const role = roleOf(actor)
  return roles === undefined || role === undefined || roles.includes(role)
}

/** Whether whoever asks through this channel is asked by it: it is for them, for their role, and offered there. */
export function isAskedBy(asking: { reach: Reach; actor: Actor }, channel: Channel, wizard: Pick<Wizard, 'audience' | 'roles' | 'channels'>): boolean {
  return wizard.audience.includes(audienceOf(asking, channel)) && mayRun(asking, wizard) && isOfferedAt(wizard, channel)
}

export function isOfferedAt({ channels }: Pick<Wizard, 'channels'>, channel: Channel): boolean {
  return (channels as Channel[]).includes(channel)
}
