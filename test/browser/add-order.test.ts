import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('service-counter', 'Add order')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

async function faultsOn(page: Page, where: string): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${colorScheme} ${id}: ${html.slice(0, 160)}`)))
  }
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return over > 0 ? [...faults, `${where} is ${over} too wide`] : faults
}

test.each([{ width: 1440, height: 900 }, { width: 390, height: 844 }])('at $width the order form asks what a product asks, works it out, keeps it over a reload, and orders it so', async (look) => {
  const page = await story.openPage('/service-counter/orders/new', look)
  const form = page.getByRole('dialog').first()
  await form.getByLabel('First name').fill('Amira')
  await form.getByLabel('Last name').fill(`Haddad ${look.width}`)
  await form.getByRole('tab', { name: 'Items' }).click()
  await form.getByLabel('Find a product').fill('curtain')
  await form.getByRole('button', { name: /^Add Curtain/ }).click()
  const asked = page.getByRole('dialog', { name: /^Quantity and pieces/ })
  await asked.getByRole('textbox', { name: 'Pieces' }).fill('4')
  await asked.getByRole('button', { name: 'Done' }).click()
  await asked.getByRole('alert').getByText('Length of each is required.').waitFor()
  await asked.getByRole('textbox', { name: 'Length of each' }).fill('250')
  const faults = await faultsOn(page, `the wizard at ${look.width}`)
  await asked.getByRole('button', { name: 'Done' }).click()
  const summary = form.getByRole('complementary', { name: 'Summary' })
  await summary.getByText('10 ×').waitFor()

  await page.reload()
  await summary.getByText('10 ×').waitFor()
  await summary.getByText('250 cm').waitFor()
  await summary.getByRole('button', { name: /^Change the answers about Curtain/ }).click()
  await asked.getByRole('textbox', { name: 'Pieces' }).fill('2')
  await asked.getByRole('button', { name: 'Done' }).click()
  await summary.getByText('5 ×').waitFor()
  faults.push(...await faultsOn(page, `the summary at ${look.width}`))
  const total = await summary.locator('dd').last().innerText()

  await form.getByRole('button', { name: /^Create / }).click()
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}/)
  const { items } = await api<{ items: { id: string }[] }>('GET', `/orders?q=${encodeURIComponent(`Haddad ${look.width}`)}`)
  const { lines } = await api<{ lines: { quantity: number; answers: { key: string; value: unknown }[] }[] }>('GET', `/orders/${items[0]?.id ?? ''}`)
  expect(lines.map(({ quantity, answers }) => [quantity, answers.map(({ key, value }) => [key, value])])).toEqual([[5, [['pieces', 2], ['length', 250]]]])
  await page.getByText(total, { exact: true }).first().waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

test('what a program ordered as it stands in the catalog is entered on the order, by what is asked about the product', async () => {
  const { id } = await api('POST', '/orders', { orderType: 'walk-in-sale', customer: { firstName: 'Plain', lastName: 'Curtain' }, lines: [{ sku: 'GA-CU', quantity: 1 }] })
  const page = await story.openPage(`/service-counter/orders/${id}`)
  const details = page.getByRole('region', { name: 'Details' })
  await details.getByRole('tab', { name: 'Item Details' }).click()
  const answers = details.getByRole('region', { name: 'Answers' })
  await answers.getByText('No details yet.').waitFor()
  const faults = await faultsOn(page, 'the line without details')
  await answers.getByRole('button', { name: 'Enter details' }).click()
  const asked = page.getByRole('dialog', { name: /^Quantity and pieces/ })
  await asked.getByRole('textbox', { name: 'Pieces' }).fill('4')
  await asked.getByRole('textbox', { name: 'Length of each' }).fill('250')
  await asked.getByRole('button', { name: 'Done' }).click()
  await answers.getByText('250 cm').waitFor()
  await answers.getByRole('button', { name: 'Change' }).waitFor()
  await expect.poll(() => details.getByRole('textbox', { name: 'Quantity' }).inputValue()).toBe('10')
  expect(await api<object>('GET', `/orders/${id}`)).toMatchObject({ lines: [{ sku: 'GA-CU', quantity: 10, answers: [{ wizard: 'quantity-and-pieces', key: 'pieces', value: 4 }, { key: 'length', value: 250 }] }] })
  expect(faults).toEqual([])
  await page.context().close()
})

test('a wizard at the desk is left at once while nothing was answered in it, and asks once something was', async () => {
  const page = await story.openPage('/service-counter/orders/new')
  const open = async () => {
    await page.getByRole('button', { name: 'Quotation' }).click()
    const asked = page.getByRole('dialog', { name: 'Quotation' })
    await asked.getByLabel('Phone, name or email').waitFor()
    return asked
  }
  const empty = await open()
  await page.keyboard.press('Escape')
  await empty.waitFor({ state: 'detached' })
  const asked = await open()
  await asked.getByRole('button', { name: 'New customer' }).click()
  await Promise.all([page.waitForResponse((response) => response.request().method() === 'PATCH'), asked.getByLabel('First name').fill('Desk')])
  await asked.getByRole('button', { name: 'Continue' }).focus()
  await page.keyboard.press('Escape')
  const leaving = page.getByRole('dialog', { name: 'Leave Quotation?' })
  await leaving.getByRole('button', { name: 'Leave it' }).click()
  await expect.poll(() => asked.getByLabel('First name').inputValue()).toBe('Desk')
  await page.keyboard.press('Escape')
  await leaving.getByRole('button', { name: 'Discard it' }).click()
  await asked.waitFor({ state: 'detached' })
  await page.context().close()
})
