import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { startStory } from './start-story.ts'

const story = await startStory()
const api = await story.openApi('service-counter', 'Story')
const organization = 'service-counter'

const question = (key: string, kind: string, label: string, more = {}) => ({ key, kind, label, required: true, ...more })

/** Publishes as the owner who has that page open: a program's key of the staff may not. */
async function publish(page: Page): Promise<string> {
  const { items } = await api<{ items: { key: string }[] }>('GET', '/order-types')
  const wizard = {
    name: 'Repair request', purpose: 'create', audience: ['customer'], channels: ['web'], orderType: items[0]?.key, thanks: 'We call you within a day.',
    pages: [
      { key: 'what', title: 'What can we do for you?', questions: [question('model', 'text', 'Model'), question('photos', 'photo', 'Photos', { required: false })] },
      { key: 'items', title: 'Which service?', questions: [question('items', 'items', 'Services')] },
      { key: 'who', title: 'How do we reach you?', questions: [question('customer', 'customer', 'You', { customerNeeds: ['firstName', 'phone'] })] },
    ],
  }
  const script = `fetch('/api/v1/wizards/repair-request', { method: 'PUT', body: ${JSON.stringify(JSON.stringify(wizard))},
    headers: { 'content-type': 'application/json', 'docket-organization': '${organization}', 'x-csrf-token': /docket-csrf=([^;]+)/.exec(document.cookie)[1] } }).then((answered) => answered.json())`
  const { link } = await page.evaluate<{ link: string }>(script)
  return link
}

test('a business shows its logo and colour, takes a request behind its link, and the customer follows it', async () => {
  const settings = await story.openPage(`/${organization}/settings/organization`)
  const logo = await sharp({ create: { width: 300, height: 90, channels: 3, background: '#0b7285' } }).png().toBuffer()
  await settings.locator('input[type=file]').first().setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo })
  await settings.getByRole('button', { name: 'Choose another' }).waitFor()
  await settings.getByRole('textbox', { name: 'Colour', exact: true }).fill('#0b7285')
  await settings.getByLabel('Phone for customers').fill('+44 117 496 0000')
  await settings.getByRole('button', { name: 'Save', exact: true }).click()
  await settings.getByText('Saved.').waitFor()
  await expectAccessible(settings)

  const link = await publish(settings)
  const visitor = await story.browser.newContext({ baseURL: story.address, viewport: { width: 390, height: 844 } })
  const page = await visitor.newPage()
  await page.goto(`/i/${link}`)
  await page.getByRole('heading', { name: 'What can we do for you?' }).waitFor()
  await expect.poll(() => isDrawn(page, 'img')).toBe(true)
  await expectAccessible(page)

  const { number, trackingUrl } = await page.evaluate(async (base) => {
    const ask = async (method: string, path: string, token?: string, body?: object) => {
      const response = await fetch(base + path, { method, headers: { 'content-type': 'application/json', ...(token ? { 'docket-run': token } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) })
      return (await response.json()) as { token: string; items: { sku: string }[]; order: { number: string; trackingUrl: string } }
    }
    const { token } = await ask('POST', '/runs', undefined, {})
    const { items } = await ask('GET', '/run/items?question=items', token)
    return (await ask('POST', '/run/finish', token, { answers: { model: 'Speedy 30', items: [{ sku: items[0]?.sku, quantity: 1 }], customer: { firstName: 'Amira', phone: '+44 117 496 0101' } } })).order
  }, `/api/public/wizards/${link}`)

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(new URL(trackingUrl).pathname)
    await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
    await expectAccessible(page)
  }
  await expect.poll(() => page.locator('main').innerText()).toContain('Speedy 30')
  await expect.poll(() => isDrawn(page, 'header img')).toBe(true)
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await visitor.close()
})

test('the staff hands out a link to an order, takes it back, and prints its slip', async () => {
  const { items: [order] } = await api<{ items: { id: string; number: string }[] }>('GET', '/orders?limit=1')
  const page = await story.openPage(`/${organization}/orders/${order?.id ?? ''}`)
  await page.getByRole('button', { name: /^More for this/ }).click()
  await page.getByRole('menuitem', { name: /tracking page/ }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const address = await page.getByRole('textbox', { name: 'The link' }).inputValue()
  await expectAccessible(page)
  const visitor = await story.browser.newContext()
  expect((await visitor.request.get(address)).status()).toBe(200)
  await page.getByRole('button', { name: /^Take back the link/ }).first().click()
  await page.getByText(/^Taken back/).first().waitFor()
  expect((await visitor.request.get(address)).status()).toBe(410)
  await visitor.close()

  await page.goto(`/print/order/${order?.id ?? ''}?organization=${organization}`)
  await expect.poll(() => page.locator('h1').innerText()).toBe(order?.number)
  await expectAccessible(page)
})

async function isDrawn(page: Page, selector: string): Promise<boolean> {
  return page.evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}).decode().then(() => true, () => false)`)
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`)).toEqual([])
}
