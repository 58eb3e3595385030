import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { keyboardOf, type Keyboard } from './keyboard.ts'
import { startStory } from './start-story.ts'

// The service counter's order goes its way by keyboard in service-counter.test.ts.
const story = await startStory()

type Hands = Keyboard & { page: Page; stands: (words: string) => Promise<void> }

async function sitDownAt(slug: string): Promise<Hands> {
  const page = await story.openPage(`/${slug}/orders`)
  const stands = (words: string) => page.getByRole('button', { name: `Status: ${words}. Change it` }).waitFor()
  return { page, stands, ...keyboardOf(page) }
}

/** Writes an order down in the form: who, what, and whatever `shipping` fills in. */
async function writeDown({ page, press, type }: Hands, product: string, shipping: () => Promise<void>): Promise<void> {
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByLabel('First name').waitFor()
  await type(/^First name/, 'Noor')
  await type(/^Last name/, 'Bakker')
  await type(/^Email/, 'noor.bakker@example.com')
  await press('button', 'Continue')
  await press('button', new RegExp(`^Add ${product}`))
  await press('button', 'Continue')
  await shipping()
  await press('button', /^Create /)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('at the assistant’s shop an order is taken, confirmed, shipped with tracking and completed without a mouse', async () => {
  const hands = await sitDownAt('assistant-shop')
  const { press, type, stands, page } = hands
  await writeDown(hands, 'Leather tote', async () => {
    await type(/^Street address/, '1 Main Street')
    await type(/^City/, 'Springfield')
    await type(/^State/, 'IL')
    await type(/^ZIP code/, '62701')
  })
  await stands('Pending')
  await press('button', 'Confirm Order')
  await stands('In Progress')
  await press('button', 'Mark Shipped')
  const form = page.getByRole('dialog')
  await form.waitFor()
  await type('Carrier', 'UPS')
  await type(/^Tracking number/, '1Z 999 AA1')
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
  await stands('Shipped')
  await press('button', 'Complete Order')
  await stands('Completed')
})

test('at the WhatsApp shop an order is taken, approved, processed, shipped, delivered and archived without a mouse', async () => {
  const hands = await sitDownAt('whatsapp-shop')
  const { tabTo, press, type, stands, page } = hands
  await writeDown(hands, 'Lime pickle', async () => {
    await tabTo('switch', /^There is an address/)
    await page.keyboard.press('Space')
    await type(/^Street address/, '14 Residency Road')
    await type(/^City/, 'Pune')
    await type(/^State/, 'Maharashtra')
    await type(/^PIN code|^Postal code/, '411001')
    await type('Payment method', 'Cash on delivery')
  })
  await stands('Confirmed')
  await press('button', 'Approve Order')
  await stands('Approved')
  await press('button', 'Mark Processed')
  await stands('Processed')
  await press('button', 'Mark Shipped')
  const form = page.getByRole('dialog')
  await form.waitFor()
  await type(/^Tracking number/, 'AWB 17')
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
  await stands('Shipped')
  await press('button', 'Mark Delivered')
  await stands('Delivered')
  await press('button', 'Archive Order')
  await stands('Archived')
})

test('at the media studio an order is taken, begun and completed without a mouse, its status chosen from the list', async () => {
  const hands = await sitDownAt('media-studio')
  const { press, stands, page } = hands
  await writeDown(hands, 'Twilight photos', async () => {})
  await stands('Pending')
  for (const [from, to] of [['Pending', 'In Progress'], ['In Progress', 'Completed']] as const) {
    await press('button', `Status: ${from}. Change it`)
    // What cannot be chosen yet is being looked at.
    const wanted = page.getByRole('menuitem', { name: to, disabled: false })
    await wanted.waitFor()
    for (let presses = 0; presses < 10 && (await wanted.and(page.locator(':focus')).count()) === 0; presses++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await stands(to)
  }
  await page.getByRole('region', { name: 'Activity' }).getByText(/from In Progress to Completed/).first().waitFor()
})
