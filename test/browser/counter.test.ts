import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { askAsOwner } from './as-owner.ts'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('service-counter', 'Counter story')
await publishWizard()
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const ordersOf = async (name: string) => (await api<{ items: { id: string; number: string }[] }>('GET', `/orders?q=${encodeURIComponent(name)}`)).items

test('an order is taken at the counter with the keyboard and a scanner, and the next customer is one key away', async () => {
  const page = await openCounter()
  await page.keyboard.press((await page.getByRole('button', { name: /Counter story/ }).locator('kbd').innerText()).trim())
  await onPage(page, 'Who is it for?')
  // The first field has the focus, so whoever asks "which number?" types it at once.
  await page.keyboard.type('+1 555 010 7788', { delay: 60 })
  await page.getByText('Nobody is known by that yet.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('First name').fill('Ines')
  await page.getByLabel('Last name').fill('Counter')
  await expect.poll(() => page.getByLabel('Phone').inputValue()).toBe('+1 555 010 7788')
  await page.keyboard.press('Enter')

  await onPage(page, 'What is it?')
  await page.getByRole('button', { name: 'Add Full resole' }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).focus()
  await scan(page, 'SH-RS')
  await page.getByRole('list', { name: 'Items' }).getByText('Full resole').waitFor()
  await scan(page, 'SH-RS')
  await expect.poll(() => page.getByLabel('Quantity of Full resole').inputValue()).toBe('2')
  await page.getByRole('button', { name: 'Continue' }).press('Enter')

  await onPage(page, 'Payment')
  await page.getByRole('button', { name: 'Take it' }).press('Enter')
  await page.getByRole('alert').getByText('Payment is required.').waitFor()
  await page.getByRole('radio', { name: 'Deposit' }).check()
  await page.getByRole('radio', { name: 'Card' }).check()
  await page.getByRole('button', { name: 'Take it' }).press('Enter')

  const number = await page.locator('[data-finished] h1').innerText()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  expect((await ordersOf('Ines Counter')).map((order) => order.number)).toEqual([number])
  await page.keyboard.press('n')
  await onPage(page, 'Who is it for?')

  // The customer is known now, and what they had last is one press away.
  await page.keyboard.type('Ines', { delay: 60 })
  await page.getByRole('button', { name: /Ines Counter/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Repeat last order' }).click()
  await goOn(page)
  await onPage(page, 'What is it?')
  await expect.poll(() => page.getByLabel('Quantity of Full resole').inputValue()).toBe('2')

  // Left half way, it waits as a draft, here and on any other device.
  await page.getByRole('button', { name: 'Leave it as a draft' }).click()
  const elsewhere = await openCounter()
  await elsewhere.getByRole('region', { name: 'Begun' }).getByRole('button', { name: 'Go on' }).click()
  await onPage(elsewhere, 'What is it?')
  await elsewhere.getByLabel('Quantity of Full resole').waitFor()
  await Promise.all([page.context().close(), elsewhere.context().close()])
})

test('without a network two orders are taken, outlive a reload, and become exactly two orders once it is back', async () => {
  const page = await openCounter()
  await page.evaluate('navigator.serviceWorker.ready.then((worker) => new Promise((resolve) => { const wait = () => worker.active.state === "activated" ? resolve(true) : setTimeout(wait, 50); wait() }))')
  await page.context().setOffline(true)
  await takeOrder(page, 'Offline One')
  await page.getByText('Kept on this device').waitFor()
  await page.reload()
  await page.getByText('1 order waits for the network').first().waitFor()
  await takeOrder(page, 'Offline Two')
  await page.reload()
  await page.getByText('2 orders wait for the network').first().waitFor()
  expect(await ordersOf('Offline')).toHaveLength(0)

  await page.context().setOffline(false)
  const sent = page.getByRole('region', { name: 'Sent' })
  await sent.getByText('Offline Two').waitFor()
  await sent.getByText('Offline One').waitFor()
  await page.reload()
  await page.getByRole('button', { name: /Counter story/ }).waitFor()
  expect(await page.getByText('for the network').count()).toBe(0)
  expect([(await ordersOf('Offline One')).length, (await ordersOf('Offline Two')).length]).toEqual([1, 1])
  await page.context().close()
})

test('a phone’s photo that this browser cannot draw is named instead, while it waits for the network', async () => {
  const page = await openCounter()
  await page.getByRole('button', { name: /^Quotation/ }).click()
  await onPage(page, 'Who asks?')
  await page.getByLabel('Phone, name or email').fill('Heike Phone')
  await page.getByRole('button', { name: 'New customer' }).click()
  await page.getByLabel('Phone').fill('+1 555 010 4322')
  await goOn(page)
  await onPage(page, 'What is it about?')
  await page.context().setOffline(true)
  await page.locator('input[type=file]').setInputFiles('test/files/phone.heic')
  const photo = page.getByRole('list', { name: 'Photos' }).getByRole('listitem')
  await photo.getByText('phone.heic').waitFor()
  await expect.poll(() => photo.locator('img, [data-pending]').count()).toBe(0)
  await page.getByRole('button', { name: 'Remove phone.heic' }).click()
  await photo.waitFor({ state: 'detached' })
  await page.context().close()
})

test('an order that was taken without a network and cannot be placed any more is mended at the counter, and placed once', async () => {
  await askAsOwner(story, 'service-counter', 'POST', '/products', { name: 'Zip, soon gone', kind: 'service', variants: [{ sku: 'ZIP-GONE', price: { amount: 900, currency: 'GBP' } }] })
  const page = await openCounter()
  await page.evaluate('navigator.serviceWorker.ready')
  await page.context().setOffline(true)
  await takeOrder(page, 'Offline Refused', 'Zip, soon gone')
  const product = (await api<{ items: { id: string; version: number }[] }>('GET', '/products?q=ZIP-GONE')).items[0]
  await askAsOwner(story, 'service-counter', 'PATCH', `/products/${product?.id ?? ''}`, { active: false }, product?.version)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.context().setOffline(false)

  const toMend = page.getByRole('region', { name: 'To be mended' })
  await toMend.getByText('Offline Refused').waitFor()
  await toMend.getByText(/not in the catalog/).waitFor()
  await page.reload()
  await toMend.getByRole('button', { name: 'Mend it' }).click()
  await onPage(page, 'What is it?')
  await page.getByRole('alert').getByText(/not in the catalog/).waitFor()
  await page.getByRole('button', { name: 'Remove Zip, soon gone' }).click()
  await page.getByRole('button', { name: 'Add Full resole' }).click()
  await goOn(page)
  await onPage(page, 'Payment')
  await page.getByRole('button', { name: 'Take it' }).click()
  const number = await page.locator('[data-finished] h1').innerText()
  expect((await ordersOf('Offline Refused')).map((order) => order.number)).toEqual([number])
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: /Counter story/ }).waitFor()
  expect(await toMend.count()).toBe(0)
  await page.context().close()
})

test('an item is asked about by keyboard and left alone by Escape; the last order is repeated with what was answered then', async () => {
  const page = await openCounter()
  await page.getByRole('button', { name: /Counter story/ }).click()
  await onPage(page, 'Who is it for?')
  await fillCustomer(page, 'Bag Again', '+1 555 010 9944')
  await page.getByRole('button', { name: 'Add Bag deep clean' }).press('Enter')
  const asked = page.getByRole('dialog', { name: 'Bag deep clean' })
  await expect.poll(() => asked.getByRole('textbox', { name: 'Brand' }).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await asked.getByRole('button', { name: 'Leave it' }).focus()
  await page.keyboard.press('Escape')
  await asked.waitFor({ state: 'detached' })
  await onPage(page, 'What is it?')

  await page.getByRole('button', { name: 'Add Bag deep clean' }).press('Enter')
  await expect.poll(() => asked.getByRole('textbox', { name: 'Brand' }).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.type('Gucci', { delay: 60 })
  await page.keyboard.press('Enter')
  await asked.getByRole('radio', { name: 'Brown' }).press('Space')
  await page.keyboard.press('Enter')
  await asked.getByRole('checkbox', { name: 'Stitching' }).press('Space')
  for (const title of ['What does it look like?', 'Until when?']) {
    await asked.getByRole('button', { name: 'Continue' }).press('Enter')
    await asked.getByRole('heading', { name: title }).waitFor()
  }
  await asked.getByRole('button', { name: 'Done' }).press('Enter')
  await goOn(page)
  await payLater(page)
  await page.locator('[data-finished] h1').waitFor()

  await page.keyboard.press('n')
  await onPage(page, 'Who is it for?')
  await page.keyboard.type('Bag Again', { delay: 60 })
  await page.getByRole('button', { name: /Bag Again/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Repeat last order' }).click()
  await goOn(page)
  await onPage(page, 'What is it?')
  await goOn(page)
  await payLater(page)
  await page.locator('[data-finished] h1').waitFor()
  const orders = await ordersOf('Bag Again')
  const answers = await Promise.all(orders.map(async ({ id }) => (await api<{ lines: { answers: { key: string; value: unknown }[] }[] }>('GET', `/orders/${id}`)).lines[0]?.answers.map(({ key, value }) => [key, value])))
  expect(answers).toEqual([0, 1].map(() => [['brand', 'Gucci'], ['colour', 'Brown'], ['services', ['Stitching']]]))
  await page.context().close()
})

test('a signature drawn by hand is a picture of what was drawn', async () => {
  await askAsOwner(story, 'service-counter', 'PUT', '/wizards/b-signed-story', {
    name: 'Signed story', purpose: 'create', audience: ['staff'], channels: ['counter'], orderType: 'walk-in-sale', finishLabel: 'Take it',
    pages: [
      { key: 'who', title: 'Who is it for?', questions: [question('customer', 'customer', 'Customer', { customerNeeds: ['phone'] })] },
      { key: 'what', title: 'What is it?', questions: [question('items', 'items', 'Items')] },
      { key: 'sign', title: 'Signature', questions: [question('signature', 'signature', 'Signature')] },
    ],
  })
  const page = await openCounter()
  await page.getByRole('button', { name: /Signed story/ }).click()
  await onPage(page, 'Who is it for?')
  await fillCustomer(page, 'Hand Written')
  await page.getByRole('button', { name: 'Add Full resole' }).click()
  await goOn(page)
  await onPage(page, 'Signature')
  expect(await page.getByRole('button', { name: 'Use this signature' }).isDisabled()).toBe(true)
  await sign(page)
  await page.getByRole('button', { name: 'Use this signature' }).click()
  await page.getByRole('img', { name: 'Signature' }).waitFor()
  // Signed again, and gone on with at once: what stands on the paper counts.
  await page.getByRole('button', { name: 'Sign again' }).click()
  await sign(page)
  await page.getByRole('button', { name: 'Take it' }).click()
  await page.locator('[data-finished] h1').waitFor()

  const order = (await ordersOf('Hand Written'))[0]
  const { answers } = await api<{ answers: { key: string; value: string }[] }>('GET', `/orders/${order?.id ?? ''}`)
  const stored = await page.request.get(`/api/v1/files/${answers.find(({ key }) => key === 'signature')?.value ?? ''}`, { headers: { 'docket-organization': 'service-counter' } })
  const { data, info } = await sharp(await stored.body()).greyscale().raw().toBuffer({ resolveWithObject: true })
  const inkIn = (from: number, to: number) => [...data].filter((shade, i) => shade < 128 && i % info.width >= from * info.width && i % info.width < to * info.width).length
  // A pen goes from left to right over white paper: there is ink where it went, and none where it did not.
  expect(inkIn(0, 0.15) + inkIn(0.85, 1)).toBe(0)
  for (const part of [0.2, 0.4, 0.6]) expect(inkIn(part, part + 0.2)).toBeGreaterThan(100)
  await page.context().close()
})

test.each([{ width: 1024, height: 768 }, { width: 390, height: 844 }])('the counter breaks no rule of accessibility and fits $width x $height, light and dark', async (look) => {
  const faults: string[] = []
  const page = await openCounter(look)
  const check = async (where: string) => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))')
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
      faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${scheme} ${id}: ${html.slice(0, 160)}`)))
    }
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) faults.push(`${where} is ${over} too wide`)
    const small = await page.evaluate<string[]>('[...document.querySelectorAll("main button, main input:not([type=radio], [type=checkbox], [type=file])")].filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))')
    faults.push(...small.map((html) => `${where} is smaller than a finger: ${html}`))
  }
  await check('launcher')
  await page.getByRole('button', { name: /Counter story/ }).click()
  await onPage(page, 'Who is it for?')
  await check('customer')
  await fillCustomer(page, 'Axe Counter')
  await check('items')
  await page.getByRole('button', { name: 'Add Full resole' }).click()
  await goOn(page)
  await onPage(page, 'Payment')
  await page.getByRole('radio', { name: 'Pay later' }).check()
  await page.getByRole('radio', { name: 'Cash' }).check()
  await check('payment')
  await page.getByRole('button', { name: 'Take it' }).click()
  await page.getByRole('img', { name: 'QR code' }).waitFor()
  await check('finished')
  await page.context().close()
  expect(faults).toEqual([])
})

async function openCounter(look = { width: 1024, height: 768 }): Promise<Page> {
  const page = await story.openPage('/service-counter/counter', look)
  await page.getByRole('button', { name: /Counter story/ }).waitFor()
  return page
}

async function takeOrder(page: Page, name: string, item = 'Full resole'): Promise<void> {
  await page.getByRole('button', { name: /Counter story/ }).click()
  await onPage(page, 'Who is it for?')
  await fillCustomer(page, name)
  await page.getByRole('button', { name: `Add ${item}` }).click()
  await goOn(page)
  await payLater(page)
  await page.locator('[data-finished]').waitFor()
}

async function payLater(page: Page): Promise<void> {
  await onPage(page, 'Payment')
  await page.getByRole('radio', { name: 'Pay later' }).check()
  await page.getByRole('radio', { name: 'Cash' }).check()
  await page.getByRole('button', { name: 'Take it' }).click()
}

/** From left to right over the middle of the paper, as with a pen. */
async function sign(page: Page): Promise<void> {
  const paper = await page.locator('canvas').boundingBox()
  if (!paper) throw new Error('There is nothing to sign on.')
  await page.mouse.move(paper.x + paper.width * 0.2, paper.y + paper.height * 0.5)
  await page.mouse.down()
  for (const [x, y] of [[0.35, 0.2], [0.5, 0.8], [0.65, 0.2], [0.8, 0.5]] as const) await page.mouse.move(paper.x + paper.width * x, paper.y + paper.height * y, { steps: 6 })
  await page.mouse.up()
}

async function fillCustomer(page: Page, name: string, phone = '+1 555 010 4321'): Promise<void> {
  await page.getByLabel('Phone, name or email').fill(name)
  await page.getByRole('button', { name: 'New customer' }).click()
  await page.getByLabel('Phone').fill(phone)
  await goOn(page)
  await onPage(page, 'What is it?')
}

/** The button in the bar; the numeric pad has one of its own. */
const goOn = (page: Page) => page.getByRole('button', { name: 'Continue' }).and(page.locator('[type=submit]')).click()

const onPage = (page: Page, title: string) => page.getByRole('heading', { name: title, level: 2 }).waitFor()

/** As a scanner types: at once, with Enter at the end, wherever the focus is. */
async function scan(page: Page, code: string): Promise<void> {
  const keys = JSON.stringify([...code.split(''), 'Enter'])
  await page.evaluate(`for (const key of ${keys}) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
}

function question(key: string, kind: string, label: string, more = {}) {
  return { key, kind, label, required: true, ...more }
}

async function publishWizard(): Promise<void> {
  await askAsOwner(story, 'service-counter', 'PUT', '/wizards/a-counter-story', {
    name: 'Counter story', purpose: 'create', audience: ['staff'], channels: ['counter'], orderType: 'walk-in-sale', finishLabel: 'Take it',
    pages: [
      { key: 'who', title: 'Who is it for?', questions: [question('customer', 'customer', 'Customer', { customerNeeds: ['phone'] })] },
      { key: 'what', title: 'What is it?', questions: [question('items', 'items', 'Items')] },
      { key: 'pay', title: 'Payment', questions: [question('payment', 'payment', 'Payment', { methods: ['Cash', 'Card'], depositPercent: 50, allowsPayLater: true })] },
    ],
  })
}
