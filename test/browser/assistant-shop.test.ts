import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const assistant = await story.openApi('assistant-shop', 'Assistant')
const amira = { firstName: 'Amira', lastName: 'Qureshi', email: 'amira.qureshi@example.com', phone: '+1 555 010 2233' }
const home = { line1: '12 Canal Street', city: 'Madison', region: 'WI', postalCode: '53703', country: 'US' }
const place = () => assistant('POST', '/orders', {
  orderType: 'product-order', channel: 'assistant', customer: amira, shippingAddress: home,
  lines: [{ name: 'Leather tote', quantity: 2, unitPrice: { amount: 4500, currency: 'USD' } }],
})
const list = await story.openPage('/assistant-shop/orders')
const desk = await story.openPage('/assistant-shop/orders')

const tab = (name: string) => list.getByRole('link', { name: new RegExp(`^${name} Orders`) })
const row = (number: string) => list.getByRole('row').filter({ has: list.getByRole('link', { name: `Order ${number}` }) })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const status = (page: Page, words: string) => page.getByRole('button', { name: `Status: ${words}. Change it` })

/** What stands on the three tabs, once it is what it should be. */
async function waitForCounts(pending: number, current: number, all: number): Promise<void> {
  await Promise.all([[tab('Pending'), pending], [tab('Current'), current], [tab('All'), all]].map(([link, count]) => (link as ReturnType<typeof tab>).getByText(String(count), { exact: true }).waitFor()))
}

async function readCounts(): Promise<[number, number, number]> {
  const { tabs } = await assistant<{ tabs: Record<string, { count: number }> }>('GET', '/orders/counts?view=orders')
  return [tabs['pending']?.count ?? 0, tabs['current']?.count ?? 0, tabs['all']?.count ?? 0]
}

test('three tabs with true counts, and eight columns in their order', async () => {
  await waitForCounts(...await readCounts())
  await list.getByRole('table', { name: 'Orders, Pending Orders' }).waitFor()
  await expect.poll(() => list.getByRole('columnheader').allInnerTexts()).toEqual(['Order #', 'Customer', 'Items', 'Total', 'Status', 'Payment', 'Date', 'Actions'])
})

test('an assistant’s order appears by itself, is confirmed, shipped with tracking, completed, and is then only among all', async () => {
  await list.getByRole('table').waitFor()
  const [pending, current, all] = await readCounts()
  const { id, number } = await place()
  await list.getByText('1 new').waitFor({ timeout: 2_000 })
  expect(await row(number).count()).toBe(0)
  await button(list, 'Show').click()
  await row(number).getByText('amira.qureshi@example.com').waitFor()
  await row(number).getByText('Leather tote').waitFor()
  await waitForCounts(pending + 1, current, all + 1)

  await desk.goto(`/assistant-shop/orders/${id}`)
  await desk.getByText('AI assistant').first().waitFor()
  await button(desk, 'Confirm Order').click()
  await status(desk, 'In Progress').waitFor()
  await waitForCounts(pending, current + 1, all + 1)
  await tab('Current').click()
  await row(number).getByText('In Progress').waitFor()

  await button(desk, 'Mark Shipped').click()
  const form = desk.getByRole('dialog')
  await button(desk, 'Mark Shipped').last().click()
  await form.getByText('Tracking number is required.').waitFor()
  await form.getByLabel('Carrier').fill('UPS')
  await form.getByLabel('Tracking number').fill('1Z 999 AA1')
  const [moved] = await Promise.all([
    desk.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('/transitions')),
    form.getByRole('button', { name: 'Mark Shipped' }).click(),
  ])
  expect(moved.request().postDataJSON()).toMatchObject({ fields: { carrier: 'UPS', trackingNumber: '1Z 999 AA1' } })
  await status(desk, 'Shipped').waitFor()
  await row(number).getByText('Shipped').waitFor()
  await waitForCounts(pending, current + 1, all + 1)

  await button(desk, 'Complete Order').click()
  await status(desk, 'Completed').waitFor()
  await waitForCounts(pending, current, all + 1)
  await list.getByText('1 moved on').waitFor()
  await button(list, 'Show').click()
  await row(number).waitFor({ state: 'detached' })
  await tab('All').click()
  await row(number).getByText('Completed').waitFor()
})

test('while an order moves on, its buttons keep their place; with the answer the next step can be pressed', async () => {
  const { id } = await place()
  await desk.goto(`/assistant-shop/orders/${id}`)
  await button(desk, 'Confirm Order').waitFor()
  const height = () => desk.locator('main header').first().evaluate((header) => header.getBoundingClientRect().height)
  const before = await height()
  const held = Promise.withResolvers<void>()
  // What leads on is never read again: only the answer to the move itself can tell.
  await desk.route('**/orders/*/transitions', async (route) => {
    if (route.request().method() === 'GET') return
    await held.promise
    await route.continue()
  })
  await button(desk, 'Confirm Order').click()
  await status(desk, 'In Progress').waitFor()
  expect(await button(desk, 'Confirm Order').getAttribute('aria-disabled')).toBe('true')
  expect(await height()).toBe(before)
  held.resolve()
  await button(desk, 'Mark Shipped').click()
  await desk.getByRole('dialog').getByLabel('Tracking number').waitFor()
  await desk.unrouteAll({ behavior: 'ignoreErrors' })
  await desk.keyboard.press('Escape')
})

test('a second is cancelled, and not without a reason', async () => {
  const { id, number } = await place()
  await desk.goto(`/assistant-shop/orders/${id}`)
  await button(desk, 'Cancel Order').click()
  const form = desk.getByRole('dialog')
  await form.getByRole('button', { name: 'Cancel Order' }).click()
  await form.getByText('Reason is required.').waitFor()
  await form.getByLabel('Reason').fill('Ordered twice')
  await form.getByRole('button', { name: 'Cancel Order' }).click()
  await status(desk, 'Cancelled').waitFor()
  await desk.getByRole('region', { name: 'Activity' }).getByText('Ordered twice').waitFor()
  await list.goto('/assistant-shop/orders?tab=all')
  await row(number).getByText('Cancelled').waitFor()
})

test('a third is written down by hand: refused at tab and field, kept over a reload, and created once', async () => {
  const [pending, , all] = await readCounts()
  await list.goto('/assistant-shop/orders')
  await list.getByRole('link', { name: 'Add Order' }).last().click()
  const form = list.getByRole('dialog')
  await form.getByLabel('First name').fill('Ingrid')
  await form.getByLabel('Last name').fill('Holm')
  await form.getByRole('tab', { name: 'Products' }).click()
  await form.getByRole('button', { name: 'Add Leather tote' }).click()
  await form.getByRole('button', { name: 'One Leather tote more' }).first().click()
  await form.getByRole('tab', { name: 'Shipping' }).click()
  await form.getByLabel('Street address').fill('5 Quay')
  await form.getByLabel('City').fill('Portland')
  await form.getByLabel('State').fill('ME')
  await form.getByLabel('ZIP').fill('04101')
  await button(list, 'Create order').click()
  await form.getByRole('alert').getByText('Customer: Email is required.').waitFor()
  await expect.poll(() => list.evaluate('document.activeElement.id')).toBe('add-email')
  expect(await readCounts()).toMatchObject([pending, expect.any(Number), all])

  await list.reload()
  await expect.poll(() => form.getByLabel('Last name').inputValue()).toBe('Holm')
  await form.getByRole('complementary', { name: 'Summary' }).getByText('Leather tote').waitFor()
  await form.getByLabel('Email').fill('ingrid@holm.example')
  await button(list, 'Create order').dblclick()
  await list.getByRole('heading', { level: 1, name: /^ORD-/ }).waitFor()
  await list.getByRole('region', { name: 'Products' }).getByText('Leather tote').waitFor()
  await status(list, 'Pending').waitFor()
  await expect.poll(() => readCounts()).toMatchObject([pending + 1, expect.any(Number), all + 1])
})

test('an order opens on who ordered it and where it goes; taking something off it is asked about first', async () => {
  const { id } = await assistant('POST', '/orders', {
    orderType: 'product-order', customer: amira, shippingAddress: home,
    lines: [{ sku: 'GI-SET', quantity: 1 }, { name: 'Gift card', quantity: 1, unitPrice: { amount: 1500, currency: 'USD' } }],
  })
  await desk.goto(`/assistant-shop/orders/${id}`)
  const details = desk.getByRole('region', { name: 'Details' })
  await details.getByText('12 Canal Street').waitFor()
  await expect.poll(() => details.getByRole('textbox', { name: 'Email' }).inputValue()).toBe('amira.qureshi@example.com')
  const card = desk.getByRole('row', { name: /^Gift card/ })
  await button(desk, 'Remove Gift card').click()
  const dialog = desk.getByRole('dialog', { name: 'Remove Gift card?' })
  await dialog.getByText('$15.00 less is charged').waitFor()
  await dialog.getByRole('button', { name: 'Leave it' }).click()
  await dialog.waitFor({ state: 'detached' })
  await card.waitFor()
  await button(desk, 'Remove Gift card').click()
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await card.waitFor({ state: 'detached' })
  await desk.getByText(/removed Gift card; the total is now/).waitFor()
})

test('a package names what it brings', async () => {
  const { items } = await assistant<{ items: { id: string }[] }>('GET', '/products?q=GI-SET')
  await desk.goto(`/assistant-shop/catalog/${items[0]?.id ?? ''}`)
  await desk.getByRole('group', { name: 'What the package brings' }).getByText('Oak chopping board').waitFor()
})

test('a file is imported by the screen to the end, and the long numbers of another shop can be read whole', async () => {
  const number = 'CA-2018-168389'
  const csv = ['Order ID,Order Date,Customer Name,Product Name,Quantity,Sales', `${number},11/24/2026,Darrin Van Huff,Walnut stool,2,241.00`].join('\n')
  await desk.goto('/assistant-shop/orders/import')
  const chooser = desk.waitForEvent('filechooser')
  await button(desk, 'Choose a file').click()
  await (await chooser).setFiles({ name: 'northwind.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await desk.getByRole('button', { name: /^Import 1 / }).click()
  await desk.getByText('Orders imported').waitFor()
  await desk.goto(`/assistant-shop/orders?tab=all&q=${number}`)
  const link = desk.getByRole('link', { name: `Order ${number}` })
  await link.waitFor()
  const isWhole = await link.evaluate((shown) => {
    const cell = shown.closest('td')
    return cell !== null && shown.getBoundingClientRect().right <= cell.getBoundingClientRect().right && cell.scrollHeight <= cell.clientHeight + 1
  })
  expect(isWhole).toBe(true)
})
