/**
 * The building, top to bottom: a file imports only from its own room or from rooms further down, so that no cycle can be drawn
 * and whatever must travel up travels as an event. The one architecture rule; test/floors.test.ts reads it (docs/decisions/0002).
 */
export const floors = [
  'main',
  'cli',
  'worker',
  'recurring',
  'subscribers',
  'operations',
  'channels/api',
  'channels/storefront',
  'channels/http',
  'features/demo',
  'features/imports',
  'features/blueprints',
  'features/wizards',
  'features/migrations',
  'features/orders',
  'features/views',
  'features/workflows',
  'features/line-wizards',
  'features/files',
  'features/drafts',
  'features/catalog',
  'features/customers',
  'features/identity',
  'platform',
  'domain',
  'domain/kernel',
]

/** Everything the domain may take from outside itself: what it computes with. */
export const domainPackages = ['zod', 'temporal-polyfill']

/** The room a file under src/ is in, by its path there; undefined for one that the building does not know. */
export function roomOf(file: string): string | undefined {
  const inside = floors.filter((room) => file === `${room}.ts` || file.startsWith(`${room}/`))
  return inside.sort((a, b) => b.length - a.length)[0]
}
