import { AxeBuilder } from '@axe-core/playwright'
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
  ['Brought in', 'Placed'], ['Quoted', 'Quoted'], ['Agreed', 'Confirmed'], ['On the bench', 'In progress'], ['Checked', 'In progress'], ['Waxed', 'In progress'], ['Waiting for parts', 'On hold'],
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
  await page.waitForURL(/\/mend-and-make\/settings\/order-management/)
})

test('Order Management is where people look for it, and has exactly four tabs', async () => {
  await page.goto('/mend-and-make/orders')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Order Management' }).click()
  await page.getByRole('heading', { level: 1, name: 'Order Management' }).waitFor()
  await expect.poll(() => page.locator('main').getByRole('tab').allInnerTexts()).toEqual(['Action Wizards', 'Status Library', 'Workflows', 'Order Types'])
})

test('what is to be done first is told, step by step, as long as it is not done', async () => {
  await expect.poll(firstSteps).toEqual(['Statuses', 'Workflows', 'An order type', 'A wizard'])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    expect((await new AxeBuilder({ page }).include('section[aria-label="First steps"]').analyze()).violations.map(({ id }) => id)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('region', { name: 'First steps' }).getByRole('link', { name: 'Statuses' }).click()
  await page.getByText('No statuses of orders yet').waitFor()
})

test('the Status Library speaks the language of the business', async () => {
  await page.getByRole('tab', { name: 'Status Library' }).click()
  for (const [name, category] of statuses) await addStatus(page, name, category)
  for (const [name] of statuses) await page.locator('main').getByText(name, { exact: true }).first().waitFor()
  await expect.poll(firstSteps).toEqual(['Statuses, done', 'Workflows', 'An order type', 'A wizard'])
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
  const workflowOf = (phase: string) => page.getByRole('region', { name: phase, exact: true }).getByRole('combobox', { name: 'workflow of all orders' })
  for (const [phase, workflow] of [['Intake', 'Bench intake'], ['Production', 'Bench repair'], ['Fulfillment', 'Over the counter']] as const) {
    await expect.poll(() => workflowOf(phase).inputValue()).toBe(workflow)
  }
  const choose = async (phase: string, workflow: string) => {
    await workflowOf(phase).click()
    await page.getByRole('option', { name: workflow, exact: true }).click()
  }
  await choose('Fulfillment', 'None: they skip this phase')
  const gap = page.getByText('No Fulfillment workflow: orders end after Production.')
  await gap.waitFor()
  await choose('Fulfillment', 'Over the counter')
  await gap.waitFor({ state: 'detached' })
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
  await page.getByRole('button', { name: 'Add a question to What do they want?' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^Text/ }).first().click()
  await page.getByRole('textbox', { name: 'Question' }).fill('What is wrong with it?')
  await page.getByRole('switch', { name: 'Must be answered' }).check({ force: true })
  await page.goto(hub)
  await expect.poll(firstSteps).toEqual(['Statuses, done', 'Workflows, done', 'An order type, done', 'A wizard'])
  await page.goBack()
  await publish('Bring it in')
  await page.goto(hub)
  await page.getByText('Bring it in').first().waitFor()
  expect(await page.getByRole('region', { name: 'First steps' }).count()).toBe(0)
})

test('at the counter nobody finishes without what the wizard insists on, and a finished intake is an order in its first step', async () => {
  await page.goto('/mend-and-make/counter')
  await page.getByText('Bring it in').first().click()
  await newCustomer('Amira')
  await addSomethingElse('Brass lamp', '40')
  await goOn()
  await page.getByRole('alert').getByText('“What is wrong with it?” is required.').waitFor()
  expect(await page.getByRole('heading', { name: 'Is everything right?' }).count()).toBe(0)
  await page.getByRole('textbox', { name: /What is wrong with it\?/ }).fill('Flickers')
  await goOn()
  await page.getByRole('heading', { name: 'Is everything right?' }).waitFor()
  await page.getByText('Flickers').first().waitFor()
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('heading', { level: 1, name: /^R-\d+$/ }).waitFor()
  await page.getByRole('link', { name: 'Open the order' }).click()
  await status('Placed (Brought in)').waitFor()
  await answered('What is wrong with it?', 'Flickers')
})

test('changing the wizard and a workflow afterwards leaves an order under way as it was; the next one goes the new way', async () => {
  for (const [move, words] of [['Agreed', 'Confirmed (Agreed)'], ['On the bench', 'In progress (On the bench)']] as const) await step(move, words)
  const first = page.url()
  await page.goto(`${hub}/workflows/bench-repair`)
  await addStep('Waxed')
  await page.getByRole('button', { name: 'Review and publish' }).click()
  const review = page.getByRole('dialog', { name: 'Publish version 2 of Bench repair' })
  await review.getByText(/1 open order stays on version 1/).waitFor()
  await review.getByRole('button', { name: 'Publish version 2' }).click()
  await page.getByRole('dialog', { name: 'Version 2 of Bench repair is published' }).waitFor()
  await page.goto(`${hub}/action-wizards/bring-it-in`)
  await page.getByRole('button', { name: /^What is wrong with it\?/ }).first().click()
  await page.getByRole('textbox', { name: 'Question' }).fill('What is broken?')
  await publish('Bring it in', 2)

  await page.goto(first)
  await answered('What is wrong with it?', 'Flickers')
  for (const [move, words] of [['Checked', 'In progress (Checked)'], ['Ready for pickup', 'Ready (Ready for pickup)'], ['Picked up', 'Completed (Picked up)']] as const) await step(move, words)
})

test('the whole way of working is exported, applied to another organization, and works there', async () => {
  await page.goto('/mend-and-make/settings/blueprints')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export this organization' }).click()])
  const file = await download.path()
  await page.goto('/found')
  await page.getByLabel('Organization').fill('Second Bench')
  await page.getByText('From nothing').click()
  await page.getByRole('button', { name: 'Found Second Bench' }).click()
  await page.waitForURL(/\/second-bench\/settings\/order-management/)
  await page.goto('/second-bench/settings/blueprints')
  await page.getByLabel('A blueprint file').setInputFiles(file)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('region', { name: 'Wizards' }).getByText('Bring it in').waitFor()
  await dialog.getByRole('button', { name: /^Apply \d+ changes$/ }).click()
  await page.getByRole('dialog', { name: /is applied$/ }).waitFor()

  await page.goto('/second-bench/counter')
  await page.getByText('Bring it in').first().click()
  await newCustomer('Jonas')
  await addSomethingElse('Oak chair', '75')
  await page.getByRole('textbox', { name: /What is broken\?/ }).fill('A leg')
  await goOn()
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('heading', { level: 1, name: /^R-\d+$/ }).waitFor()
  await page.getByRole('link', { name: 'Open the order' }).click()
  await status('Placed (Brought in)').waitFor()
  const road = [
    ['Agreed', 'Confirmed (Agreed)'], ['On the bench', 'In progress (On the bench)'], ['Checked', 'In progress (Checked)'], ['Waxed', 'In progress (Waxed)'],
    ['Ready for pickup', 'Ready (Ready for pickup)'], ['Picked up', 'Completed (Picked up)'],
  ] as const
  for (const [move, words] of road) await step(move, words)
  expect(errors).toEqual([])
})

/** The steps from nothing to the first order, those that are done saying so. */
const firstSteps = () => page.getByRole('region', { name: 'First steps' }).getByRole('listitem').locator('> span').evaluateAll((steps) => steps.map((step) => [...step.childNodes].filter(({ nodeName }) => nodeName !== 'SMALL').map(({ textContent }) => textContent).join('')))

const status = (words: string) => page.getByRole('button', { name: `Status: ${words}. Change it` })

async function step(move: string, words: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${move}` }).click()
  await status(words).waitFor()
}

/** What was asked at intake stands on the order, as it was asked then. */
async function answered(question: string, answer: string): Promise<void> {
  await page.getByRole('tab', { name: 'Order Details' }).click()
  const details = page.getByRole('region', { name: 'Details' })
  await details.getByText(question).waitFor()
  await details.getByText(answer, { exact: true }).waitFor()
}

async function newCustomer(firstName: string): Promise<void> {
  await page.getByRole('button', { name: 'New customer' }).click()
  await page.getByRole('textbox', { name: /First name/ }).fill(firstName)
  await page.getByRole('textbox', { name: /Phone/ }).first().fill('+1 555 010 0100')
  await goOn()
  await page.getByRole('heading', { name: 'What do they want?' }).waitFor()
}

const goOn = () => page.getByRole('button', { name: 'Continue' }).last().click()

async function addSomethingElse(name: string, price: string): Promise<void> {
  await page.getByRole('button', { name: 'Something else' }).click()
  const fields = page.getByRole('group', { name: 'Something else' })
  await fields.getByLabel('What it is').fill(name)
  await fields.getByLabel('Price').fill(price)
  await fields.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('textbox', { name: `Quantity of ${name}` }).waitFor()
}

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
  for (const step of steps) await addStep(step)
  await publish(name)
}

async function addStep(name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a step' }).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).first().click()
}

async function publish(name: string, version = 1): Promise<void> {
  await page.getByRole('button', { name: 'Review and publish' }).click()
  const review = page.getByRole('dialog', { name: `Publish version ${version} of ${name}` })
  await review.getByRole('button', { name: `Publish version ${version}` }).click()
  await page.getByText(`Version ${version}`, { exact: true }).first().waitFor()
}
