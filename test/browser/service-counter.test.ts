import { expect, test } from 'vitest'
import { keyboardOf } from './keyboard.ts'
import { startStory } from './start-story.ts'

const story = await startStory()
const page = await story.openPage('/service-counter/orders')
const { tabTo, press } = keyboardOf(page)
const status = (words: string) => page.getByRole('button', { name: `Status: ${words}. Change it` })

const road = [
  ['Received', 'Confirmed (Received)'],
  ['Service In Progress', 'In progress (Service In Progress)'],
  ['Quality Check', 'In progress (Quality Check)'],
  ['Pending Packing', 'In progress (Pending Packing)'],
  ['Ready for Pickup', 'Ready (Ready for Pickup)'],
] as const

test('an order is taken and led through Intake, Production and Fulfillment with the keyboard alone', async () => {
  await page.keyboard.press('n')
  const form = page.getByRole('dialog')
  await form.getByLabel('First name').waitFor()
  await tabTo('textbox', /^First name/)
  await page.keyboard.type('Noor')
  await tabTo('textbox', /^Last name/)
  await page.keyboard.type('Bakker')
  await tabTo('textbox', 'Phone')
  await page.keyboard.type('+1 555 010 9090')
  await press('button', 'Continue')
  // Something about which nothing is asked.
  await press('button', 'Add Full resole')
  await press('button', 'Continue')
  await press('button', /^Create /)
  const heading = page.getByRole('heading', { level: 1, name: /^S-/ })
  await heading.waitFor()
  const number = await heading.innerText()
  await status('Draft (Order Created)').waitFor()

  for (const [name, words] of road) {
    await press('button', `Next: ${name}`)
    await status(words).waitFor()
  }
  // What is handed over is gone through: everything there, paid, and signed for.
  await press('button', 'Collect & hand over')
  const wizard = page.getByRole('dialog', { name: /^Collect & hand over/ })
  for (const item of ['Every item is there', 'Looked over with the customer', 'Care explained']) {
    await tabTo('checkbox', item)
    await page.keyboard.press('Space')
  }
  await press('button', 'Continue')
  await wizard.getByRole('heading', { name: 'Is anything left to pay?' }).waitFor()
  await press('button', 'Continue')
  await tabTo('textbox', /^Collected by/)
  await page.keyboard.type('Noor')
  await press('button', 'Type it instead')
  await tabTo('textbox', 'Full name, as signature')
  await page.keyboard.type('Noor Bakker')
  await press('button', 'Sign with this name')
  await wizard.getByRole('img', { name: 'Signature', exact: true }).waitFor()
  await press('button', 'Hand over')
  await wizard.waitFor({ state: 'detached' })
  await status('Completed (Collected)').waitFor()
  await page.getByRole('region', { name: 'Activity' }).getByText('answered “Collected by” and “Signature”').waitFor()
  await press('button', 'Show the process')
  const process = page.getByRole('dialog', { name: 'Process' })
  await process.waitFor()
  await expect.poll(() => process.getByRole('heading').allInnerTexts()).toEqual(['Intake Counter Intake', 'Production Service', 'Fulfillment Store Pickup'])
  await page.keyboard.press('Escape')

  await press('link', /^(Sales )?Orders$/)
  await press('link', /^Completed/)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: new RegExp(`${number}$`) }) })
  await row.getByText('Completed (Collected)').waitFor()
})

test('what two people write into the same field is shown to the second, who decides', async () => {
  await page.goto('/service-counter/orders')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const other = await story.openPage(new URL(page.url()).pathname)
  const [mine, theirs] = [page, other].map((window) => window.getByRole('region', { name: 'Details' }))
  if (!mine || !theirs) throw new Error('There are two windows')
  const reference = (details: typeof mine) => details.getByRole('textbox', { name: 'External reference' })
  for (const details of [mine, theirs]) await details.getByRole('tab', { name: 'Order Details' }).click()

  const clash = async (of: string, than: string) => {
    await reference(mine).fill(of)
    await reference(theirs).fill(than)
    await reference(theirs).press('Enter')
    await other.getByRole('region', { name: 'Activity' }).getByText(than).first().waitFor()
    await reference(mine).press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('region', { name: 'Theirs' }).getByText(than).waitFor()
    await dialog.getByRole('region', { name: 'Mine' }).getByText(of).waitFor()
    return dialog
  }
  await (await clash('PO 11', 'PO 22')).getByRole('button', { name: 'Keep mine' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await other.getByRole('region', { name: 'Activity' }).getByText('PO 11').first().waitFor()
  await expect.poll(() => reference(theirs).inputValue()).toBe('PO 11')

  await (await clash('PO 33', 'PO 44')).getByRole('button', { name: 'Take theirs' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => reference(mine).inputValue()).toBe('PO 44')
})
