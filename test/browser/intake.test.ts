import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAsOwner } from './as-owner.ts'
import { startStory } from './start-story.ts'

const story = await startStory()
const question = (key: string, kind: string, label: string, more = {}) => ({ key, kind, label, required: true, ...more })
const { link } = await askAsOwner<{ link: string }>(story, 'service-counter', 'PUT', '/wizards/a-public-story', {
  name: 'Ask for a repair', purpose: 'create', audience: ['customer'], channels: ['web'], orderType: 'walk-in-sale', finishLabel: 'Send', thanks: 'Thank you. We will write to you today.',
  pages: [
    { key: 'who', title: 'Who are you?', questions: [question('customer', 'customer', 'Your details', { customerNeeds: ['email'] })] },
    { key: 'what', title: 'What would you like?', questions: [question('items', 'items', 'Services')] },
    { key: 'check', title: 'Is everything right?', questions: [question('summary', 'review', 'Your request', { consent: 'I agree to the terms.' })] },
  ],
})
const api = await story.openApi('service-counter', 'Intake story')
const phone = { baseURL: story.address, viewport: { width: 390, height: 844 }, hasTouch: true }
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const onPage = (page: Page, title: string) => page.getByRole('heading', { name: title, level: 2 }).waitFor()

test('a stranger on a phone asks for something, comes back to it on another device, and follows it by a link of their own', async () => {
  const faults: string[] = []
  const check = async (page: Page, where: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${colorScheme} ${id}: ${html.slice(0, 160)}`)))
    }
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) faults.push(`${where} is ${over} too wide`)
  }
  const first = await (await story.browser.newContext(phone)).newPage()
  await first.goto(`/i/${link}`)
  await onPage(first, 'Who are you?')
  await first.getByRole('button', { name: 'Continue', exact: true }).click()
  await first.getByRole('alert').waitFor()
  await check(first, 'who')
  await first.getByLabel('First name').fill('Pia')
  await first.getByLabel('Last name').fill('Public')
  await first.getByLabel('Email').fill('pia@example.com')
  await first.getByRole('button', { name: 'Continue', exact: true }).click()
  await onPage(first, 'What would you like?')
  await first.getByRole('button', { name: /^Add Full resole/ }).click()
  await first.getByText(/^Estimate/).waitFor()
  await check(first, 'what')
  const address = first.url()
  expect(address).toContain('#')

  const page = await (await story.browser.newContext(phone)).newPage()
  await page.goto(address)
  await onPage(page, 'What would you like?')
  await page.getByRole('list', { name: 'Services' }).getByText('Full resole').waitFor()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await onPage(page, 'Is everything right?')
  await page.getByText('Pia Public').waitFor()
  await page.getByRole('checkbox', { name: 'I agree to the terms.' }).check()
  await check(page, 'check')
  await page.getByRole('button', { name: 'Send' }).click()
  const done = page.locator('[data-finished]')
  await done.getByText('Thank you. We will write to you today.').waitFor()
  await check(page, 'done')
  const number = await done.getByRole('heading').innerText()
  expect((await api<{ items: { number: string }[] }>('GET', '/orders?q=pia@example.com')).items.map((order) => order.number)).toEqual([number])

  // Sent from the first device as well, it is the same order.
  await first.reload()
  await expect.poll(() => first.locator('[data-finished]').getByRole('heading').innerText()).toBe(number)
  await page.getByRole('link', { name: 'Follow it here' }).click()
  await page.waitForURL(/\/o\//)
  await page.getByText(number).first().waitFor()
  expect(faults).toEqual([])
})

test('a stranger is told how many a formula makes of what they said, and is sent no formula', async () => {
  await askAsOwner(story, 'service-counter', 'PUT', '/wizards/a-public-length', {
    name: 'How long?', purpose: 'line_item', audience: ['customer'], channels: ['web'], appliesTo: { units: ['m'] }, sets: { quantity: 'round(pieces * length / 100, 2)', unitPrice: 'catalogPrice + 2.5' },
    pages: [{ key: 'size', title: 'How long?', questions: [question('pieces', 'number', 'Pieces'), question('length', 'measurement', 'Length of each', { unit: 'cm' })] }],
  })
  const page = await (await story.browser.newContext(phone)).newPage()
  const said: Promise<string>[] = []
  page.on('response', (response) => void (response.url().includes('/api/public/') && said.push(response.text().catch(() => ''))))
  await page.goto(`/i/${link}`)
  await page.getByLabel('First name').fill('Lena')
  await page.getByLabel('Last name').fill('Long')
  await page.getByLabel('Email').fill('lena@example.com')
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.getByLabel('Find a product').fill('curtains')
  await page.getByRole('button', { name: /^Add Curtains, per metre/ }).click()
  const asked = page.getByRole('dialog', { name: /Curtains, per metre/ })
  await asked.getByRole('textbox', { name: 'Pieces' }).fill('2')
  await asked.getByRole('textbox', { name: 'Length of each' }).fill('125')
  await asked.getByRole('button', { name: 'Done' }).click()
  const item = page.getByRole('list', { name: 'Services' }).getByRole('listitem')
  await item.getByText('2.5 ×').waitFor()
  await item.getByText('37.50').waitFor()
  expect((await Promise.all(said)).filter((text) => text.includes('pieces * length'))).toEqual([])
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await onPage(page, 'Is everything right?')
  await page.getByText('2.5 × Curtains, per metre').waitFor()
  await page.context().close()
})

const week = (spans: object[]) => Object.fromEntries(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, spans]))

test('after hours a stranger is asked what is for the night, and by day is not', async () => {
  const open = async (spans: object[]) => {
    const { version } = await api<{ version: number }>('GET', '/organization')
    await askAsOwner(story, 'service-counter', 'PATCH', '/organization', { hours: { week: week(spans), exceptions: [] } }, version)
  }
  const asked = await askAsOwner<{ link: string }>(story, 'service-counter', 'PUT', '/wizards/a-night-story', {
    name: 'Ask us', purpose: 'create', audience: ['customer'], channels: ['web'], orderType: 'walk-in-sale',
    pages: [
      { key: 'who', title: 'Who are you?', questions: [question('customer', 'customer', 'Your details'), question('callBack', 'phone', 'Where do we call you tomorrow?', { hours: 'outside' })] },
      { key: 'what', title: 'What would you like?', questions: [question('items', 'items', 'Services')] },
    ],
  })
  const visit = async () => {
    const page = await (await story.browser.newContext(phone)).newPage()
    await page.goto(`/i/${asked.link}`)
    await onPage(page, 'Who are you?')
    await page.getByLabel('First name').fill('Nina')
    return page
  }
  await open([])
  const night = await visit()
  await night.getByRole('button', { name: 'Continue', exact: true }).click()
  await night.getByRole('alert').getByText('“Where do we call you tomorrow?” is required.').waitFor()
  // Opened meanwhile, it goes on as it was begun.
  await open([{ opens: '00:00', closes: '24:00' }])
  await night.getByLabel('Where do we call you tomorrow?').fill('+44 117 496 0199')
  await night.getByRole('button', { name: 'Continue', exact: true }).click()
  await onPage(night, 'What would you like?')
  const day = await visit()
  expect(await day.getByLabel('Where do we call you tomorrow?').count()).toBe(0)
  await day.getByRole('button', { name: 'Continue', exact: true }).click()
  await onPage(day, 'What would you like?')
  await Promise.all([night.context().close(), day.context().close()])
})

test('a link that leads nowhere says so', async () => {
  const page = await (await story.browser.newContext(phone)).newPage()
  await page.goto('/i/nothing-like-that')
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
})
