import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('whatsapp-shop', 'Catalog')
const page = await story.openPage('/whatsapp-shop/orders')

const button = (name: string) => page.getByRole('button', { name, exact: true })
const status = (words: string) => page.getByRole('button', { name: `Status: ${words}. Change it` })
const details = page.getByRole('region', { name: 'Details' })

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
