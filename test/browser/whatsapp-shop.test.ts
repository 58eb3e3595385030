import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('whatsapp-shop', 'Catalog')
const page = await story.openPage('/whatsapp-shop/orders')

const button = (name: string) => page.getByRole('button', { name, exact: true })
const status = (words: string) => page.getByRole('button', { name: `Status: ${words}. Change it` })
const details = page.getByRole('region', { name: 'Details' })

test('the demo has an order at every stage, from where such a business takes them', async () => {
  const { tabs } = await api<{ tabs: Record<string, { count: number }> }>('GET', '/orders/counts?view=orders')
  expect(Object.entries(tabs).flatMap(([tab, { count }]) => (count > 0 ? [] : [tab]))).toEqual([])
  const { items } = await api<{ items: { channel: string }[] }>('GET', '/orders?limit=500')
  expect(new Set(items.map(({ channel }) => channel))).toEqual(new Set(['whatsapp']))
})

test('a catalog order goes all the way by mouse: confirmed by itself, shipped with tracking, past cancelling, back, and archived', async () => {
  await page.getByRole('list', { name: 'Orders, All' }).waitFor()
  const { number } = await api('POST', '/orders', {
    orderType: 'catalog-order', channel: 'whatsapp', customer: { firstName: 'Ravi', lastName: 'Menon', phone: '+91 98450 12345' },
    lines: [{ name: 'Cumin 100 g', quantity: 3, unitPrice: { amount: 9000, currency: 'INR' } }],
  })
  await button('Show').click()
  const card = page.getByRole('article', { name: `${number}, Ravi Menon` })
  await card.getByText('Placed').waitFor()
  await card.getByText('Stage 1 of 6').waitFor({ state: 'attached' })
  await card.getByRole('link').click()

  await status('Placed').waitFor()
  await details.getByRole('tab', { name: 'Order Details' }).click()
  await details.getByRole('button', { name: 'Add shipping address' }).click()
  const address = details.getByRole('form', { name: 'Shipping address' })
  await address.getByLabel('Street address').fill('14 Residency Road')
  await address.getByLabel('City').fill('Pune')
  await address.getByRole('button', { name: 'Save' }).click()
  await details.getByText('14 Residency Road').waitFor()
  await status('Placed').waitFor()
  await details.getByLabel('Payment method').fill('Cash on delivery')
  await details.getByLabel('Payment method').press('Enter')
  await status('Confirmed').waitFor()

  await button('Approve Order').click()
  await status('Approved').waitFor()
  await button('Mark Processed').click()
  await status('Processed').waitFor()

  await button('Mark Shipped').click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: 'Mark Shipped' }).click()
  await form.getByText('Tracking number is required.').waitFor()
  await form.getByLabel('Tracking number').fill('AWB 17')
  await form.getByRole('button', { name: 'Mark Shipped' }).click()
  await status('Shipped').waitFor()

  await button('Cancel Order').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'More for this order' }).click()
  const cancel = page.getByRole('menuitem', { name: /^Cancel Order/ })
  await cancel.waitFor()
  await expect.poll(() => cancel.getAttribute('aria-disabled')).toBe('true')
  await expect.poll(() => cancel.innerText()).toMatch(/Only from Placed, .*, Processed\./)
  await cancel.click({ force: true })
  await page.keyboard.press('Escape')
  await status('Shipped').waitFor()

  await button('Mark Delivered').click()
  await status('Delivered').waitFor()
  await button('Mark Returned').click()
  if (await page.getByRole('dialog').isVisible()) await page.getByRole('dialog').getByRole('button', { name: 'Mark Returned' }).click()
  await status('Returned').waitFor()
  await button('Archive Order').click()
  await status('Archived').waitFor()
  await page.getByText(/^Archived /).waitFor()

  await page.getByRole('link', { name: 'Orders', exact: true }).click()
  await page.getByRole('link', { name: /^Archived/ }).click()
  await card.getByText('Archived').waitFor()
  await page.getByRole('link', { name: /^All/ }).click()
  await page.getByRole('list', { name: 'Orders, All' }).waitFor()
  await card.waitFor({ state: 'detached' })
})

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

test('what an undo led back from is gone: only the last move can be taken back', async () => {
  const { id, number } = await api('POST', '/orders', { orderType: 'catalog-order', channel: 'whatsapp', customer: { firstName: 'Asha', phone: '+91 98450 77777' }, lines: [{ sku: 'SP-SA', quantity: 1 }] })
  await page.goto(`/whatsapp-shop/orders/${id}`)
  await button('Put On Hold').click()
  await page.getByText(`${number}: On Hold`).waitFor()
  await button('Release Order').click()
  await page.getByText(`${number}: Placed`).waitFor()
  await page.getByText(`${number}: On Hold`).waitFor({ state: 'detached' })
  await button('Undo').click()
  await status('On Hold').waitFor()
})

test('a customer on a phone opens the link they were sent, gives address and payment method, and the order is confirmed by itself', async () => {
  const { id, number } = await api('POST', '/orders', {
    orderType: 'catalog-order', channel: 'whatsapp', customer: { firstName: 'Leela', lastName: 'Rao', phone: '+91 98450 54321' },
    lines: [{ name: 'Turmeric 200 g', quantity: 2, unitPrice: { amount: 12000, currency: 'INR' } }],
  })
  const desk = await story.openPage(`/whatsapp-shop/orders/${id}`)
  await desk.getByRole('button', { name: 'More for this order' }).click()
  await desk.getByRole('menuitem', { name: /tracking page/ }).click()
  await desk.getByText('Delivery address and payment').waitFor()
  await desk.getByRole('button', { name: 'Make a link' }).click()
  const link = await desk.getByRole('textbox', { name: 'The link' }).inputValue()
  await desk.keyboard.press('Escape')

  const faults: string[] = []
  const check = async (page: Page, where: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      faults.push(...violations.flatMap(({ id: rule, nodes }) => nodes.map(({ html }) => `${where} ${colorScheme} ${rule}: ${html.slice(0, 160)}`)))
    }
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) faults.push(`${where} is ${over} too wide`)
  }
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
  const context = await story.browser.newContext(phone)
  const sent: string[] = []
  context.on('request', (request) => sent.push(request.url()))
  const customer = await context.newPage()
  await customer.goto(link)
  await customer.getByRole('heading', { name: `Order ${number}` }).waitFor()
  await check(customer, 'the order')
  await customer.getByRole('link', { name: 'Delivery address and payment' }).click()
  await customer.getByRole('heading', { name: 'Where shall it go?' }).waitFor()
  await customer.getByLabel('Street address').fill('7 Church Street')
  await customer.getByLabel('City').fill('Bengaluru')
  // What has a star is insisted on.
  await customer.getByRole('button', { name: 'Continue', exact: true }).click()
  await customer.getByRole('alert').getByText(/a state or province is required/).waitFor()
  await customer.getByLabel('State').fill('KA')
  await check(customer, 'where')
  await customer.getByRole('button', { name: 'Continue', exact: true }).click()
  await customer.getByRole('heading', { name: 'How will you pay?' }).waitFor()

  // Put down, and gone on with from the message, in another browser.
  const later = await (await story.browser.newContext(phone)).newPage()
  await later.goto(link)
  await later.getByRole('link', { name: 'Delivery address and payment' }).click()
  await later.getByRole('heading', { name: 'How will you pay?' }).waitFor()
  await later.getByText('Cash on delivery').click()
  await check(later, 'how')
  await later.getByRole('button', { name: 'Send' }).click()
  await later.locator('[data-finished]').getByRole('heading', { name: number }).waitFor()
  await check(later, 'done')
  await desk.getByRole('button', { name: 'Status: Confirmed. Change it' }).waitFor()
  await later.getByRole('link', { name: 'Follow it here' }).click()
  await later.getByRole('heading', { name: `Order ${number}` }).waitFor()
  expect(await later.getByRole('link', { name: 'Delivery address and payment' }).count()).toBe(0)

  // In the first browser it is sent, too, and to whoever comes by its address it is not asked any more.
  const address = customer.url()
  await customer.reload()
  await customer.locator('[data-finished]').getByRole('heading', { name: number }).waitFor()
  const late = await (await story.browser.newContext(phone)).newPage()
  await late.goto(address)
  await late.getByText('This is not asked about your order any more').waitFor()

  // Of all that was asked for, only the page of the order names its token.
  const token = link.slice(link.lastIndexOf('/') + 1)
  expect(sent.filter((address) => new URL(address).pathname.includes(token) && !new URL(address).pathname.startsWith('/o/'))).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
