import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

// SC-2: a business designs its own process through the screens alone, from an empty organization, and runs an order through it.

const story = await startStory(['--empty'])
const page = await (await story.openContext()).newPage()
const errors: string[] = []
page.on('pageerror', (error) => errors.push(error.message))

const hub = '/mend-and-make/settings/order-management'
const statuses = [
  ['Brought in', 'Placed'], ['Quoted', 'Quoted'], ['Agreed', 'Confirmed'], ['On the bench', 'In progress'], ['Checked', 'In progress'], ['Waiting for parts', 'On hold'],
  ['Ready for pickup', 'Ready'], ['Picked up', 'Completed'], ['Called off', 'Cancelled'],
] as const

test('an organization is founded from nothing', async () => {
  await page.goto('/')
  await page.getByRole('heading', { name: 'Welcome to Docket' }).waitFor()
  await page.getByLabel('Your name').fill('Mira Mender')
  await page.getByLabel('Email').fill('mira@mend.example')
  await page.getByRole('textbox', { name: /^Password/ }).fill('needle-and-thread')
  await page.getByLabel('Organization').fill('Mend and Make')
  await page.getByText('From nothing').click()
  await page.getByRole('button', { name: 'Found Mend and Make' }).click()
  await page.waitForURL(/\/mend-and-make\/orders/)
})

test('Order Management is where people look for it, and has exactly four tabs', async () => {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Order Management' }).click()
  await page.getByRole('heading', { level: 1, name: 'Order Management' }).waitFor()
  expect(await page.locator('main').getByRole('tab').allInnerTexts()).toEqual(['Action Wizards', 'Status Library', 'Workflows', 'Order Types'])
})

test('the Status Library speaks the language of the business', async () => {
  await page.getByRole('tab', { name: 'Status Library' }).click()
  for (const [name, category] of statuses) await addStatus(page, name, category)
  for (const [name] of statuses) await page.locator('main').getByText(name, { exact: true }).first().waitFor()
})

test('workflows are built of those statuses, checked, and published', async () => {
  await newWorkflow('Bench intake', 'Intake', ['Brought in', 'Agreed'], 'One step at a time')
  await newWorkflow('Bench repair', 'Production', ['On the bench', 'Checked'], 'One step at a time')
  await newWorkflow('Over the counter', 'Fulfillment', ['Ready for pickup', 'Picked up'], 'One step at a time')
  expect(errors).toEqual([])
})

test('an order type links the workflows into one process, numbers its orders, and says what is missing', async () => {
  await page.goto(`${hub}/order-types`)
  await page.getByRole('button', { name: 'New order type' }).first().click()
  await page.getByRole('dialog').getByLabel('What is this kind of order called?').fill('Repair')
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { level: 1, name: 'Repair' }).waitFor()
  await page.getByText('No workflow in any phase: its orders could start nowhere.').waitFor()
  for (const [phase, workflow] of [['Intake', 'Bench intake'], ['Production', 'Bench repair'], ['Fulfillment', 'Over the counter']] as const) {
    await page.getByRole('region', { name: phase, exact: true }).getByRole('combobox', { name: 'workflow of all orders' }).click()
    await page.getByRole('option', { name: workflow, exact: true }).click()
  }
  await page.getByText('No workflow in any phase: its orders could start nowhere.').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Add letters or a sign' }).click()
  await page.getByRole('textbox', { name: 'Letters or signs, part 1' }).fill('R-')
  await page.getByText('R-42').waitFor()
  await publish('Repair')
})

test('a wizard for the counter insists on what must be known, and is published', async () => {
  await page.goto(`${hub}/action-wizards`)
  await page.getByRole('button', { name: 'New wizard' }).first().click()
  await page.getByRole('dialog').getByLabel('What is it called?').fill('Bring it in')
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { level: 1, name: 'Bring it in' }).waitFor()
  await page.screenshot({ path: '/tmp/sc2-wizard.png', fullPage: true })
})

async function addStatus(on: Page, name: string, category: string): Promise<void> {
  await on.getByRole('button', { name: 'New status' }).first().click()
  const drawer = on.getByRole('dialog')
  await drawer.getByLabel('Name', { exact: false }).first().fill(name)
  await drawer.getByRole('combobox', { name: 'Category' }).click()
  await on.getByRole('option', { name: new RegExp(`^${category}`) }).first().click()
  await drawer.getByRole('button', { name: 'Add status' }).click()
  await drawer.waitFor({ state: 'detached' })
}

async function newWorkflow(name: string, type: string, steps: string[], movement: string): Promise<void> {
  await page.goto(`${hub}/workflows`)
  await page.getByRole('button', { name: 'New workflow' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await dialog.getByRole('combobox', { name: 'Workflow type' }).click()
  await page.getByRole('option', { name: type, exact: true }).click()
  await dialog.getByText(movement, { exact: true }).click()
  await dialog.getByRole('button', { name: 'Begin the draft' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  for (const step of steps) {
    await page.getByRole('combobox', { name: 'Add a step' }).fill(step)
    await page.getByRole('option', { name: new RegExp(step) }).first().click()
  }
  await publish(name)
}

/** Publishes the draft on the screen as its first version. */
async function publish(name: string): Promise<void> {
  await page.getByRole('button', { name: 'Review and publish' }).click()
  const review = page.getByRole('dialog', { name: `Publish version 1 of ${name}` })
  await review.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1', { exact: true }).waitFor()
}
