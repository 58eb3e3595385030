import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('media-studio', 'Booking page')
const services = ['Home Photos', 'Drone Aerials', 'Floor Plan', 'Twilight Photos', 'Video Tour', 'Virtual Staging']
const { id, number } = await api('POST', '/orders', {
  orderType: 'media-order', channel: 'portal', customer: { firstName: 'Wren', lastName: 'Abara', email: 'wren@harbor.example' },
  lines: services.map((name) => ({ name, quantity: 1, unitPrice: { amount: 15000, currency: 'USD' } })),
})
const list = await story.openPage('/media-studio/orders')
const page = await story.openPage(`/media-studio/orders/${id}`)
const other = await story.openPage(`/media-studio/orders/${id}`)

const board = (window = page) => window.getByRole('region', { name: 'Services' })
const card = (name: string, window = page) => board(window).getByRole('article').filter({ hasText: name })
const heading = (name: string, window = page) => board(window).getByRole('heading', { level: 3, name, exact: true })
const group = (name: string) => list.getByRole('region', { name })
const row = (name: string) => group(name).getByRole('row').filter({ has: list.getByRole('link', { name: new RegExp(`${number}$`) }) })
const top = async (of: Locator) => (await of.boundingBox())?.y ?? Number.NaN

/** Waits until the service stands below one heading and above the next. */
async function waitUntilIn(service: string, column: string, next: string | undefined, window = page): Promise<void> {
  await expect.poll(async () => {
    const at = await top(card(service, window))
    return at > await top(heading(column, window)) && (next === undefined || at < await top(heading(next, window)))
  }, { timeout: 10_000 }).toBe(true)
}

/** Draws a service down by the mouse until it is over that column, and holds it there. */
async function drag(service: string, column: string): Promise<void> {
  const start = await card(service).boundingBox()
  if (!start) throw new Error(`${service} is not on the screen`)
  const x = start.x + 60
  await page.mouse.move(x, start.y + 12)
  await page.mouse.down()
  await page.mouse.move(x, start.y + 20, { steps: 4 })
  await page.getByText(`You lifted ${service}`).waitFor({ state: 'attached' })
  const said = page.getByText(`${service} is over ${column}.`)
  for (let y = start.y + 20; (await said.count()) === 0; y += 6) {
    if (y > 900) throw new Error(`${service} was never over ${column}`)
    await page.mouse.move(x, y)
    await page.evaluate('new Promise(requestAnimationFrame)')
  }
}

async function countOf(name: string): Promise<number> {
  return Number(await group(name).getByRole('button', { name: new RegExp(`^${name}`) }).getByText(/^\d+$/).innerText())
}

test('six services stand in five columns: moved by mouse, by keyboard, by menu, and archived; a second browser follows', async () => {
  await card('Virtual Staging').waitFor()
  await expect.poll(() => board().getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Pre-Production', 'Production', 'Post-Production', 'Complete', 'Archive'])
  await expect.poll(() => board().getByRole('article').count()).toBe(6)

  await drag('Drone Aerials', 'Post-Production')
  await page.mouse.up()
  await waitUntilIn('Drone Aerials', 'Post-Production', 'Complete')
  await waitUntilIn('Drone Aerials', 'Post-Production', 'Complete', other)

  await card('Virtual Staging').getByRole('button').first().focus()
  await page.keyboard.press('Space')
  await page.getByText(/You lifted Virtual Staging/).waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowDown')
  await page.getByText(/Virtual Staging is over Production/).waitFor({ state: 'attached' })
  await page.keyboard.press('Space')
  await waitUntilIn('Virtual Staging', 'Production', 'Post-Production')

  await page.getByRole('button', { name: 'Move Floor Plan to…' }).click()
  await page.getByRole('menuitem', { name: 'Complete' }).click()
  await waitUntilIn('Floor Plan', 'Complete', 'Archive')

  await page.getByRole('button', { name: 'Move Video Tour to…' }).click()
  await page.getByRole('menuitem', { name: /^Archive/ }).click()
  const form = page.getByRole('dialog')
  if (await form.isVisible()) await form.getByRole('button', { name: /Archive/ }).click()
  await waitUntilIn('Video Tour', 'Archive', undefined)
  for (const [service, column, next] of [['Floor Plan', 'Complete', 'Archive'], ['Virtual Staging', 'Production', 'Post-Production'], ['Video Tour', 'Archive', undefined]] as const) {
    await waitUntilIn(service, column, next, other)
  }
  await page.getByRole('region', { name: 'Activity' }).getByText(/moved Drone Aerials from Pre-Production to Post-Production/).waitFor()
})

test('from the row: a project manager, a team, the payment and the status; groups keep true counts', async () => {
  await list.goto('/media-studio/orders')
  await row('Pending Orders').waitFor()
  const [pending, running] = [await countOf('Pending Orders'), await countOf('In Progress Orders')]
  const cell = (name: string) => row('Pending Orders').getByRole('button', { name: new RegExp(`^${name} of ${number}`, 'i') })

  const person = () => list.getByRole('listbox', { name: 'People' }).getByRole('option')
  await cell('(PM|project manager)').click()
  await person().first().click()
  await expect.poll(() => cell('(PM|project manager)').getAttribute('aria-label')).not.toMatch(/nobody/)
  await cell('Team').click()
  await person().nth(1).click()
  await person().nth(2).click()
  await list.keyboard.press('Escape')
  await expect.poll(() => cell('Team').getAttribute('aria-label')).toMatch(/, /)
  await cell('Payment').click()
  await list.getByRole('menuitem', { name: 'Paid', exact: true }).click()
  await row('Pending Orders').getByText('Paid', { exact: true }).waitFor()
  await row('Pending Orders').getByRole('button', { name: `Status of ${number}: Pending` }).click()
  await list.getByRole('menuitem', { name: 'In Progress' }).click()
  await row('Unscheduled Orders').getByText('In Progress').waitFor()
  await expect.poll(() => countOf('In Progress Orders')).toBe(running + 1)
  await expect.poll(() => countOf('Pending Orders')).toBe(pending - 1)

  const { manager, team, paymentStatus } = await api<{ manager: object | null; team: object[]; paymentStatus: string }>('GET', `/orders/${id}`)
  expect([manager !== null, team.length, paymentStatus]).toEqual([true, 2, 'paid'])
})

test('an order is unscheduled until it has a date, and again when it is taken away; more rows fit on a page when asked', async () => {
  const unscheduled = await countOf('Unscheduled Orders')
  const details = page.getByRole('region', { name: 'Details' })
  await details.getByRole('tab', { name: 'Order Details' }).click()
  await details.getByLabel('Scheduled').fill('2026-12-01T10:30')
  await details.getByLabel('Scheduled').press('Enter')
  await expect.poll(() => countOf('Unscheduled Orders'), { timeout: 10_000 }).toBe(unscheduled - 1)
  await list.reload()
  await group('Unscheduled Orders').getByRole('row').nth(3).waitFor()
  expect(await row('Unscheduled Orders').count()).toBe(0)
  await details.getByLabel('Scheduled').fill('')
  await details.getByLabel('Scheduled').press('Enter')
  await expect.poll(() => countOf('Unscheduled Orders'), { timeout: 10_000 }).toBe(unscheduled)
  await group('Unscheduled Orders').getByRole('button', { name: 'Show', exact: true }).click()
  await row('Unscheduled Orders').waitFor()

  await expect.poll(() => list.getByLabel('Orders per page').first().locator('option').allInnerTexts()).toEqual(['25', '50', '100', '250', '500'])
  await list.getByRole('button', { name: 'Expand all' }).click()
  await list.getByLabel('Orders per page').first().selectOption('500')
  await list.waitForURL(/size=500/)
  for (const name of ['Pending Orders', 'Completed Orders', 'Cancelled Orders']) {
    const count = await countOf(name)
    await expect.poll(() => group(name).getByRole('rowgroup').last().getByRole('row').count()).toBe(count)
  }
})
