import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('media-studio', 'Finder')
const firstOf = async (what: string) => (await api<{ items: { id: string }[] }>('GET', `/${what}?limit=1`)).items[0]?.id
const [order, customer, product] = [await firstOf('orders'), await firstOf('customers'), await firstOf('products')]
const shop = await story.openApi('assistant-shop', 'Finder')
const soldOrder = (await shop<{ items: { id: string }[] }>('GET', '/orders?limit=1')).items[0]?.id

const outside = ['/sign-in', '/found', '/reset-password?token=something', '/join/nothing-that-was-ever-made']
const inside = [
  '/assistant-shop/orders', '/media-studio/orders', '/whatsapp-shop/orders', '/service-counter/orders', '/media-studio/orders?view=archived-orders',
  `/media-studio/orders/${order}`, `/assistant-shop/orders/${soldOrder}`, '/assistant-shop/orders/new', '/media-studio/orders/import',
  '/media-studio/customers', '/media-studio/customers/new', `/media-studio/customers/${customer}`, `/media-studio/customers/${customer}/edit`,
  '/media-studio/catalog', '/media-studio/catalog/new', `/media-studio/catalog/${product}`,
  ...['team', 'api-keys', 'sessions', 'refusals', 'organization', 'blueprints', 'activity', 'order-management/action-wizards', 'order-management/status-library', 'order-management/workflows', 'order-management/workflows/media-order', 'order-management/status-library?edit=pending', 'order-management/order-types']
    .map((name) => `/media-studio/settings/${name}`),
  '/media-studio/orders/01990000-0000-7000-8000-000000000000', '/media-studio/nowhere',
]
// The widest of what is designed; its rules are looked at with what opens there (design-screens.test.ts).
const wide = ['/whatsapp-shop/settings/order-management/workflows/catalog-order', '/service-counter/settings/order-management/order-types/walk-in-sale', '/service-counter/settings/organization']
const screens = [{ width: 1440, height: 900 }, { width: 390, height: 844 }]
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

// Some forty pages, a second or two each on a quiet machine.
const EVERY_PAGE = 300_000

const settled = (page: Page) => expect.poll(() => page.locator('[aria-busy="true"], [aria-label="Loading"]').count(), { timeout: 15_000 }).toBe(0)

/** What still fades is lighter than it will be. */
const still = (page: Page) => page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))')

/** Everything wrong on a page that has settled, in words one can act on. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(path)
  await page.getByRole('heading').first().waitFor()
  await settled(page)
  await still(page)
  const light = await new AxeBuilder({ page }).withTags(rules).analyze()
  // In the dark nothing but the colours is other than in the light.
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  await still(page)
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze()
  return Object.entries({ light, dark }).flatMap(([scheme, { violations }]) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${path} ${scheme} ${id}: ${html.slice(0, 160)}`)))
}

test.each(screens)('no page breaks a rule of accessibility, $width wide, light and dark', { timeout: EVERY_PAGE }, async (look) => {
  const faults: string[] = []
  const guest = await (await story.browser.newContext({ baseURL: story.address, viewport: look })).newPage()
  const page = await (await story.openContext(look)).newPage()
  for (const path of outside) faults.push(...await faultsOf(guest, path))
  for (const path of inside) faults.push(...await faultsOf(page, path))
  await Promise.all([guest.context().close(), page.context().close()])
  expect(faults).toEqual([])
})

test('nothing has to be scrolled sideways on a screen 360 wide', { timeout: EVERY_PAGE }, async () => {
  const page = await (await story.openContext({ width: 360, height: 740 })).newPage()
  const faults: string[] = []
  for (const path of [...inside, ...wide, '/api/docs']) {
    await page.goto(path)
    await page.getByRole('heading').first().waitFor()
    await settled(page)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) faults.push(`${path} by ${over}`)
  }
  expect(faults).toEqual([])
})
